"""The right side of the proof sheet: the page as published, each piece with the lines that it came from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from sitegen.model.newspaper import Article, BlockKind, Furniture, Page
from sitegen.model.prose import Prose
from sitegen.site.article_views import byline_runs_in, parts
from sitegen.site.locale import Wording
from sitegen.site.proof.lines import weight
from sitegen.site.views.proof import BeginningView, LineView, NoticeView, NumberView, PieceView, RowView

MOST_LINES = 6  # of a piece of furniture, whose numbers are all told


@dataclass(frozen=True, slots=True)
class Origin:
    """A piece of running text: its id on the sheet, the article it belongs to (-1: page furniture)."""

    id: str
    prose: Prose
    article: int


@dataclass(frozen=True, slots=True)
class Origins:
    """Every piece of a page, and for each source line those that hold a part of it, the largest part first."""

    ids: Mapping[int, str]  # id() of a prose → id on the sheet
    by_line: Mapping[int, Sequence[Origin]]


def line_id(key: str, number: int) -> str:
    """Returns the id of a source line on the sheet."""
    return f"{key}-l{number}"


def find_origins(page: Page, key: str) -> Origins:
    """Number the pieces of a page and look up which lines they came from."""
    owned = [(item.prose, -1) for item in page.furniture]
    owned += [(prose, at) for at, article in enumerate(page.articles) for prose in article.proses()]
    every = [Origin(f"{key}-t{n}", prose, article) for n, (prose, article) in enumerate(owned, 1)]
    by_line: dict[int, list[Origin]] = {}
    for origin in every:
        for number in origin.prose.lines(page.source):
            by_line.setdefault(number, []).append(origin)
    for number, origins in by_line.items():
        origins.sort(key=lambda o: -weight(page.source, o.prose, number))
    return Origins({id(origin.prose): origin.id for origin in every}, by_line)


@dataclass(frozen=True, slots=True)
class PieceMaker:
    """Makes the pieces of one page; `words` are those of the edition's language."""

    page: Page
    key: str
    origins: Origins
    words: Wording

    def furniture(self, item: Furniture) -> PieceView:
        """Returns a piece of page furniture; the numbers that count the lines of all a page stand beside the first."""
        piece = self._piece(item.role.value, item.prose)
        numbers = piece.numbers if len(piece.numbers) <= MOST_LINES else piece.numbers[:1]
        return structs.replace(piece, numbers=numbers, is_furniture=True)

    def article(self, at: int) -> tuple[PieceView, ...]:
        """Returns the article that stands at this place in the page's list, in the order in which it is set."""
        article = self.page.articles[at]
        notices = tuple(
            NoticeView(before=c.before, after=c.after, day=c.day.isoformat(), note=c.note) for c in article.corrections
        )
        name = f"{self.key}-a{at + 1}"
        beginning = BeginningView(
            id=name,
            kind=article.kind.value,
            size=article.size,
            word_count=self.words.counted(article),
            notices=notices,
        )
        pieces = (*self._head(article), *self._body(article), *self._end(article))
        return tuple(structs.replace(piece, begins=beginning) if piece is pieces[0] else piece for piece in pieces)

    def _head(self, article: Article) -> Iterator[PieceView]:
        byline = None if byline_runs_in(article) else article.byline
        fields = (
            ("kicker", article.kicker),
            ("headline", article.headline),
            ("series", article.series),
            ("deck", article.deck),
            ("continued-from", article.continued_from),
            ("byline", byline),
        )
        for kind, prose in fields:
            if prose is not None:
                yield self._piece(kind, prose)

    def _body(self, article: Article) -> Iterator[PieceView]:
        opening = self._opening(article)
        for block in article.body:
            runs_in = block.kind is BlockKind.PARAGRAPH
            yield self._piece(block.kind.value, block.prose, block.level, opening if runs_in else ())
            opening = () if runs_in else opening
        yield from opening

    def _opening(self, article: Article) -> tuple[PieceView, ...]:
        byline = article.byline if byline_runs_in(article) else None
        run_in = (("dateline", article.dateline), ("byline", byline))
        return tuple(self._piece(kind, prose) for kind, prose in run_in if prose is not None)

    def _end(self, article: Article) -> Iterator[PieceView]:
        for prose in article.credit_lines:
            yield self._piece("credit", prose)
        if article.jump_to is not None:
            yield self._piece("jump-to", article.jump_to)

    def _piece(self, kind: str, prose: Prose, level: int = 0, opening: tuple[PieceView, ...] = ()) -> PieceView:
        numbers = prose.lines(self.page.source)
        return PieceView(
            id=self.origins.ids[id(prose)],
            kind=kind,
            level=level,
            parts=parts(prose.text) if kind in ("headline", "subheading") else (prose.text,),
            numbers=tuple(NumberView(line=n, href=f"#{line_id(self.key, n)}") for n in numbers),
            is_furniture=False,
            opening=opening,
        )


def rows(lines: Sequence[LineView], furniture: Sequence[PieceView], set_text: Sequence[PieceView]) -> Iterator[RowView]:
    """Set lines and pieces side by side, cut wherever all above on the left became what stands above on the right."""
    here = {line.number for line in lines}
    pieces = list(set_text)
    for item in furniture:  # it belongs to no article: it stands where it was printed
        first = _reach(item, here)[0]
        pieces.insert(next((n for n, p in enumerate(pieces) if _reach(p, here)[0] > first), len(pieces)), item)
    reach = [_reach(piece, here) for piece in pieces]
    cuts = [(0, 0)]
    for count in range(1, len(pieces)):
        below = min(first for first, _ in reach[count:])
        if max(last for _, last in reach[:count]) < below:
            cuts.append((count, below))
    for (count, above), (following, below) in zip(cuts, (*cuts[1:], (len(pieces), max(here) + 1)), strict=True):
        yield RowView(
            lines=tuple(line for line in lines if above <= line.number < below), pieces=tuple(pieces[count:following])
        )


def _reach(piece: PieceView, here: Container[int]) -> tuple[int, int]:
    """Returns the first and the last line of a piece among those that stand here."""
    numbers = [n.line for part in (piece, *piece.opening) for n in part.numbers]
    within = [number for number in numbers if number in here] or numbers
    return min(within), max(within)
