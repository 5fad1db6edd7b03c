"""The editors' proof sheet: each bulletin beside the page that it became, with what is doubtful, worst first.

It is made even of an edition that cannot be published; it is for the editors' desk and no part of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from sitegen import __version__
from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity
from sitegen.messages import language_of
from sitegen.model.late import whole_page
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.newspaper import Page
from sitegen.site.article_views import title_of
from sitegen.site.artifacts import Artifact
from sitegen.site.locale import Wording, date_text, page_text, wording
from sitegen.site.proof.fixes import fixes_of, overlay_path, role_fix
from sitegen.site.proof.lines import Markup, mark_up, printed_numbers, segments
from sitegen.site.proof.pieces import Origins, PieceMaker, find_origins, line_id, rows
from sitegen.site.proof.sheets import Sheet, sheets_of
from sitegen.site.theme.templates import Theme
from sitegen.site.views.proof import (
    BandView,
    BulletinView,
    FindingView,
    JoinView,
    LineView,
    PictureView,
    ProofView,
    SummaryView,
)

INDEX = "index.html"
# Up to this many bulletins stand on one page; of more, each has its own.
ON_ONE_PAGE = 20
_ABOUT_ALL = frozenset({"d-004", "d-005", "r-004"})


def make_proof(
    pages: Iterable[Page],
    findings: Sequence[Diagnostic],
    accepted: Sequence[tuple[Diagnostic, str]],
    config: Config,
    theme: Theme,
    tag: str = "",
    done: Callable[[], None] | None = None,
) -> tuple[Artifact, ...]:
    """Returns every file of the proof sheet, sorted by path.

    `accepted` are findings that are settled, with the reason; `tag` is the sheet's language, "" for the edition's.
    Each bulletin calls `done`, if it has a page for itself.
    """
    planned = plan_proof(pages, findings, accepted, config, tag)
    alone = len(planned.sheets) > ON_ONE_PAGE
    made = [Artifact(INDEX, theme.render(planned.index(alone=alone)), "proof")]
    for at, sheet in enumerate(planned.sheets if alone else ()):
        made.append(Artifact(address_of(sheet), theme.render(planned.page(at)), f"proof_of:{sheet.page.source.path}"))
        if done:
            done()
    return tuple(sorted((*made, *theme.static)))


def plan_proof(
    pages: Iterable[Page],
    findings: Sequence[Diagnostic],
    accepted: Sequence[tuple[Diagnostic, str]],
    config: Config,
    tag: str = "",
) -> Proof:
    """Returns the proof sheet before any of it is made; what is given is the same as for `make_proof`."""
    sheets = sorted(sheets_of(pages, findings, accepted), key=lambda sheet: sheet.rank)
    return Proof(tuple(sheets), tuple(findings), _Teller(config, tag or config.language))


def address_of(sheet: Sheet) -> str:
    """Returns where a bulletin stands that has a page of the proof sheet for itself."""
    return f"{sheet.key}.html"


@dataclass(frozen=True, slots=True)
class _Teller:
    """For whom the sheet is made: the edition, and the language in which the sheet speaks."""

    config: Config
    tag: str

    def finding(self, found: Diagnostic, page: Page | None, href: str) -> FindingView:
        """Returns a finding as the sheet tells it, with what settles it."""
        message, hint = found.told(language_of(self.tag))
        return FindingView(
            code=found.code,
            severity=found.severity.value,
            path=found.path,
            line=found.line,
            column=found.column,
            message=message,
            hint=hint,
            excerpt=found.excerpt,
            href=href,
            fixes=fixes_of(found, page, self.config.path),
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof sheet: its bulletins, the worst first; pages of it are made when they are asked for."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Diagnostic, ...]
    teller: _Teller

    def index(self, *, alone: bool = True) -> ProofView:
        """Returns the page with the table; the bulletins stand below it unless each is `alone` on a page."""
        bulletins = () if alone else tuple(self._bulletin(sheet, f"#{sheet.key}") for sheet in self.sheets)
        words = wording(self.teller.tag)
        rows = tuple(_summary(sheet, address_of(sheet) if alone else f"#{sheet.key}", words) for sheet in self.sheets)
        paths = {path for row in rows for path in (row.path, overlay_path(row.path))}
        loose = (found for found in self.findings if found.path not in paths)
        return structs.replace(
            self._frame(),
            rows=rows,
            findings=tuple(self.teller.finding(f, None, "") for f in loose),
            bulletins=bulletins,
        )

    def page(self, at: int, page: Page | None = None) -> ProofView:
        """Returns the page of one bulletin, with ways to those before and behind it; `page` is what it was read as."""
        hrefs = ["", *map(address_of, self.sheets), ""]
        sheet = replace(self.sheets[at], page=page) if page else self.sheets[at]
        return structs.replace(
            self._frame(),
            title=sheet.page.source.path,
            home=INDEX,
            previous=hrefs[at],
            next=hrefs[at + 2],
            bulletins=(self._bulletin(sheet, address_of(sheet)),),
        )

    def _bulletin(self, sheet: Sheet, href: str) -> BulletinView:
        return _bulletin(sheet, href, self.teller)

    def _frame(self) -> ProofView:
        config = self.teller.config
        return ProofView(
            language=self.teller.tag,
            edition_language=config.language,
            name=config.publication.name,
            generator=f"sitegen {__version__}",
            title=config.publication.name,
            home="",
            previous="",
            next="",
            totals=_totals(self.findings),
            rows=(),
            findings=(),
            bulletins=(),
            roles=tuple(role.value for role in Role),
        )


def _totals(findings: Sequence[Diagnostic]) -> tuple[int, int, int]:
    errors, warnings, notes = (sum(found.severity is severity for found in findings) for severity in Severity)
    return errors, warnings, notes


def _summary(sheet: Sheet, href: str, words: Wording) -> SummaryView:
    page = sheet.page
    lowest = min((line.confidence for line in page.lines), default=0.0)
    return SummaryView(
        href=href,
        path=page.source.path,
        title=title_of(page.articles[0], words.untitled) if page.articles else "",
        date=date_text(words, page.date),
        origin=page.date.origin,
        page=page_text(words, page.label),
        articles=len(page.articles),
        errors=sheet.count(Severity.ERROR),
        warnings=sheet.count(Severity.WARNING),
        notes=sheet.count(Severity.NOTE),
        mean=f"{sheet.mean:.2f}",
        lowest=f"{lowest:.2f}",
    )


def _bulletin(sheet: Sheet, href: str, teller: _Teller) -> BulletinView:
    page = sheet.page
    lines = {number for number, _ in printed_numbers(page)}
    whole = _told(sheet, "", teller, lambda found: not _is_beside_line(found, page, lines))
    return BulletinView(
        id=sheet.key,
        summary=_summary(sheet, href, wording(teller.tag)),
        date_note=page.date.note,
        section=page.section,
        findings=tuple(whole),
        bands=tuple(_bands(sheet, teller)),
    )


def _is_beside_line(found: Diagnostic, page: Page, lines: Container[int]) -> bool:
    """Tell whether a finding is about a line that is shown; some about the whole file are reported at its line 1."""
    return found.path == page.source.path and found.line in lines and found.code not in _ABOUT_ALL


def _told(sheet: Sheet, href: str, teller: _Teller, is_wanted: Callable[[Diagnostic], bool]) -> Iterator[FindingView]:
    """Returns what was found on a bulletin; of what the editor has accepted the reason is said."""
    for found in filter(is_wanted, sheet.findings):
        yield teller.finding(found, sheet.page, href)
    for found, because in sheet.accepted:
        if is_wanted(found):
            told = teller.finding(found, None, href)
            yield structs.replace(told, severity="accepted", message=because, hint="", excerpt="", fixes=())


def _bands(sheet: Sheet, teller: _Teller) -> Iterator[BandView]:
    """Cut the page where an article begins; what stands within it and belongs to none stays with it."""
    page, key = whole_page(sheet.page), sheet.key
    sheet = replace(sheet, page=page)  # what is taken from it is known by its id
    origins = find_origins(page, key)
    maker = PieceMaker(page, key, origins, wording(teller.config.language))
    printed = {line.number: line for line in reversed(page.lines)}
    lines = _Lines(sheet, printed, mark_up(page), origins, teller)
    furniture = {origins.ids[id(item.prose)]: maker.furniture(item) for item in page.furniture}
    for begun, numbers in _owned(page, origins):
        made = tuple(lines.line(number, gap) for number, gap in numbers)
        here = {piece for line in made for piece in line.pieces}
        items = [furniture.pop(name) for name in [*furniture] if name in here]
        yield BandView(rows=tuple(rows(made, items, [piece for at in begun for piece in maker.article(at)])))


def _owned(page: Page, origins: Origins) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Find the lines of each band with the articles that begin there; none where furniture stands above the first."""
    owners, band = list[int](), list[tuple[int, int]]()
    seen = {-1}
    for number, gap in printed_numbers(page):
        begun = sorted({origin.article for origin in origins.by_line.get(number, ())} - seen)
        if begun:
            if band:
                yield owners, band
            seen.update(begun)
            owners, band = begun, []
        band.append((number, gap))
    if band:
        yield owners, band


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes the source lines of one bulletin."""

    sheet: Sheet
    printed: Mapping[int, PrintedLine]
    markup: Markup
    origins: Origins
    teller: _Teller

    def line(self, number: int, gap: int) -> LineView:
        sheet, page = self.sheet, self.sheet.page
        printed = self.printed.get(number)
        pieces = tuple(dict.fromkeys(origin.id for origin in self.origins.by_line.get(number, ())))
        here = line_id(sheet.key, number)
        role = printed.role.value if printed else ""
        return LineView(
            id=here,
            number=number,
            gap=gap,
            role=role,
            confidence=f"{printed.confidence:.2f}" if printed else "",
            other=printed.other if printed else "",
            why=printed.why if printed else (),
            low=printed is not None and printed.is_unsure,
            joined=self._joined(number),
            segments=segments(page.source, number, self.markup),
            pieces=pieces,
            href=f"#{pieces[0]}" if pieces else "",
            pictures=tuple(self._pictures(number)),
            findings=tuple(_told(sheet, f"#{here}", self.teller, lambda found: _is_beside_line(found, page, {number}))),
            fix=role_fix(page, number, role) if printed else None,
        )

    def _pictures(self, number: int) -> Iterator[PictureView]:
        for article in self.sheet.page.articles:
            for figure in article.figures:
                if figure.line == number:
                    yield PictureView(name=figure.name, alt=figure.alt)

    def _joined(self, number: int) -> JoinView | None:
        joint = self.markup.joints.get(number)
        if joint is None:
            return None
        href = f"#{line_id(self.sheet.key, joint.before)}"
        reason = joint.edit.reason.value
        return JoinView(line=joint.before, href=href, reason=reason, space=bool(joint.edit.becomes))
