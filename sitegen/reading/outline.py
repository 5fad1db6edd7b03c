"""A page's reading laid out for people: each printed line with what became of it, article by article.

Rows first, words afterwards: `lay_out_page` says what is told, `cells` how it fits a terminal of some width. Neither
prints; the styles that cells bear are names, which the command line colours or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sitegen.errors import Diagnostic
from sitegen.messages import ENGLISH, say
from sitegen.model.layout import FURNITURE, UNSURE, PrintedLine
from sitegen.model.newspaper import Article, BlockKind, Page
from sitegen.model.prose import Edit, Prose, Reason

SEAM = 8  # characters shown on either side of a healed break
TITLE_LIMIT = 24
# Edits that only set marks and widths right are counted; what changes words or structure is shown.
_COUNTED = frozenset(
    {Reason.PUNCTUATION, Reason.WIDTH, Reason.SPACE, Reason.INVISIBLE, Reason.MARK, Reason.MARKUP, Reason.ATTRIBUTE}
)


@dataclass(frozen=True, slots=True)
class PageRow:
    """The first row: which bulletin, and what is known of the page."""

    path: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The border above a part of the page: its furniture, or an article."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A source line. `role` is "" for a line that only goes on with the one above; `edits` are counted.

    `beside` is what the line would be next (`or deck`), or who said its role where nothing else was weighed.
    """

    number: int
    role: str
    beside: str
    confidence: float
    text: str
    edits: int

    @property
    def unsure(self) -> bool:
        """Whether the line deserves a second look."""
        return bool(self.role) and self.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class WhyRow:
    """What decided the role of the line above, the strongest sign first."""

    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinRow:
    """A break between two lines that was healed, with the words that meet there."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditRow:
    """A change that is more than a mark set right."""

    reason: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture that the editor gives the line above: its file's name, and words for those who do not see it."""

    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, below the line that it is about."""

    severity: str
    code: str
    message: str
    hint: str


Row = PageRow | RuleRow | LineRow | WhyRow | JoinRow | EditRow | PictureRow | FindingRow


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told at each line, by its number."""

    joins: dict[int, list[Row]]
    edits: dict[int, list[Edit]]
    pictures: dict[int, list[Row]]
    findings: dict[int, list[Diagnostic]]
    why: bool  # of every line, not of the unsure ones alone
    language: str

    def findings_at(self, number: int) -> Iterator[Row]:
        """Tell the findings about a line, each once."""
        for found in self.findings.pop(number, ()):
            yield FindingRow(found.severity.value, found.code, *found.told(self.language))


def lay_out_page(
    page: Page, diagnostics: Sequence[Diagnostic], *, why: bool = False, language: str = ENGLISH
) -> tuple[Row, ...]:
    """Returns a page and its findings as rows, told in a language: the furniture, then article by article.

    What decided a line's role is told of unsure lines, with `why` of all.
    """
    ordered = sorted(diagnostics, key=lambda found: found.sort_key)
    return tuple(_rows(page, ordered, why, partial(say, language), language))


def _rows(
    page: Page, diagnostics: Sequence[Diagnostic], why: bool, tell: Callable[..., str], language: str
) -> Iterator[Row]:
    told = _Told(_joins(page), _edits(page), _pictures(page), defaultdict(list), why, language)
    for found in diagnostics:
        told.findings[found.line].append(found)
    yield PageRow(page.source.path, tuple(_facts(page, tell)))
    yield from told.findings_at(0)
    articles = {
        number: index
        for index, article in enumerate(page.articles)
        for prose in article.proses()
        for number in prose.lines(page.source)
    }
    parts: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in page.lines:
        parts[-1 if line.role in FURNITURE else articles.get(line.number, -1)].append(line)
    if parts[-1]:
        yield RuleRow(tell("outline.page"), "")
        yield from _lines(page, parts[-1], told)
    for index, article in enumerate(page.articles):
        yield RuleRow(_title(article), tell("outline.article", kind=article.kind.value, line=article.line))
        yield from _lines(page, parts[index], told)
    for number in sorted(told.findings):
        yield from told.findings_at(number)


def _facts(page: Page, tell: Callable[..., str]) -> Iterator[str]:
    if page.date.when is not None:
        yield tell("outline.dated", day=str(page.date.when), origin=page.date.origin)
    else:
        yield tell("outline.undated", not_before=page.date.not_before)
    if page.edition:
        yield page.edition
    yield tell("outline.label", page=page.label)
    if page.follows:
        yield tell("outline.follows", line=page.follows)
    if page.section:
        yield page.section
    yield tell("outline.articles", count=len(page.articles))
    unsure = sum(line.is_unsure for line in page.lines)
    if unsure:
        yield tell("outline.unsure", count=unsure)


def _title(article: Article) -> str:
    if article.headline is not None:
        return article.headline.text
    first = next((b.prose.text for b in article.body if b.kind is BlockKind.PARAGRAPH and b.prose.text), "")
    first = first or next((prose.text for prose in article.proses() if prose.text), "")
    return first if len(first) <= TITLE_LIMIT else first[:TITLE_LIMIT] + "…"


def _joins(page: Page) -> dict[int, list[Row]]:
    """Find the healed breaks, by the number of the line below."""
    joins: dict[int, list[Row]] = defaultdict(list)
    for prose in page.proses():
        healed = {edit.span.start for edit in prose.edits if edit.reason is Reason.COLUMN_BREAK}
        for above, below in zip(prose.spans, prose.spans[1:], strict=False):
            if below.start in healed:
                left, right = page.source.slice(above), page.source.slice(below)
                joins[page.source.line_number(below.start)].append(JoinRow(left[-SEAM:], right[:SEAM]))
    return joins


def _edits(page: Page) -> dict[int, list[Edit]]:
    edits: dict[int, list[Edit]] = defaultdict(list)
    for prose in page.proses():
        for edit in _worth_telling(page, prose):
            edits[page.source.line_number(edit.span.start)].append(edit)
    return edits


def _pictures(page: Page) -> dict[int, list[Row]]:
    pictures: dict[int, list[Row]] = defaultdict(list)
    for figure in (figure for article in page.articles for figure in article.figures):
        pictures[figure.line].append(PictureRow(figure.name, figure.alt))
    return pictures


def _worth_telling(page: Page, prose: Prose) -> Iterator[Edit]:
    """Leave out the joints of lines: the rows show those themselves."""
    for edit in prose.edits:
        if len(edit.span) and "\n" not in page.source.slice(edit.span):
            yield edit


def _lines(page: Page, lines: Iterable[PrintedLine], told: _Told) -> Iterator[Row]:
    for line in lines:
        yield from told.joins.get(line.number, ())
        last = page.source.line_number(max(line.span.start, line.span.end - 1))
        for number in range(line.number, last + 1):
            yield from _line(page, line, number, told)


def _line(page: Page, line: PrintedLine, number: int, told: _Told) -> Iterator[Row]:
    """Returns a source line of a printed line (which may hold several), its edits and its findings."""
    whole = page.source.line_span(number)
    start, end = max(whole.start, line.span.start), min(whole.end, line.span.end)
    edits = told.edits.get(number, [])
    counted = sum(edit.reason in _COUNTED for edit in edits)
    first = number == line.number
    role, beside = (line.role.value, _beside(line, told.language)) if first else ("", "")
    yield LineRow(number, role, beside, line.confidence, page.source.text[start:end].strip(), counted)
    if first and line.other and line.why and (told.why or line.is_unsure):
        yield WhyRow(line.why)
    for edit in edits:
        if edit.reason not in _COUNTED:
            yield EditRow(edit.reason.value, page.source.slice(edit.span), edit.becomes)
    yield from told.pictures.get(number, ())
    yield from told.findings_at(number)


def _beside(line: PrintedLine, language: str) -> str:
    return say(language, "outline.or", role=line.other) if line.other else next(iter(line.why), "")
