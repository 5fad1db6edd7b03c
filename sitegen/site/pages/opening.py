"""The head of a front: how many articles stand beside the lead, how much of the lead is set, so that both end level.

Heights are estimated in pixels of a screen 1,280 wide, on which the lead takes two of three columns. On a wider one
the lead takes three of four, in larger letters: what ends level on the one does so on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from sitegen.site.beginnings import WIDER, cells, is_chinese, sentences
from sitegen.site.views.articles import ArticleBodyView, BlockView, CardView, NoteLinkView

_LINE = 29
_COLUMN = 268  # wide
_ON_LINE = 15  # characters of running text to a column's line
_HEAD_SIZE, _CARD_SIZE = 46, 23
_LEAD_COLUMNS = 2
_MOST_BESIDE = 4
_TALLEST = 1_250
_WHITE = 140  # how much higher one of both may be
_ALONE = 1_050  # characters of a lead that stands over the whole width
_LEAST = 250  # characters of a lead that is cut


@dataclass(frozen=True, slots=True)
class Opening:
    """The lead as far as it is set, how many cards stand beside it, and whether it goes on on its own page."""

    lead: ArticleBodyView
    beside: int
    goes_on: bool


def open_front(lead: ArticleBodyView, cards: Sequence[CardView]) -> Opening:
    """Returns the head of a front; none beside a lead where nothing ends level with it."""
    ways: list[tuple[int, Opening]] = []
    least = min(_LEAST, lead.size if any(is_chinese(block.text) for block in lead.blocks) else lead.size // WIDER)
    tall = 0
    head = _head_height(lead)
    for beside, card in enumerate(cards[:_MOST_BESIDE], 1):
        tall += _card_height(card)
        lines = (tall - head) * _LEAD_COLUMNS // _LINE
        if tall > _TALLEST and beside > 1:
            break
        shown, used = _cut(lead, lines)
        if _size(shown) >= least:
            white = abs(tall - head - used * _LINE // _LEAD_COLUMNS)
            ways.append((white, Opening(shown, beside, shown is not lead)))
    white, best = min(ways, key=lambda way: (way[0] - 40 * way[1].beside, way[0]), default=(_WHITE + 1, None))
    if best is not None and white <= _WHITE:
        return best
    shown, _ = _cut(lead, _ALONE // _ON_LINE)
    return Opening(shown, 0, shown is not lead)


def _head_height(lead: ArticleBodyView) -> int:
    width = _COLUMN * _LEAD_COLUMNS
    headline = -(-cells(lead.headline) * _HEAD_SIZE // width) * _HEAD_SIZE * 4 // 3
    further = sum(36 for text in (lead.kicker, lead.series, lead.deck, lead.byline) if text)
    return headline + further + 20


def _card_height(card: CardView) -> int:
    headline = -(-cells(card.headline) * _CARD_SIZE // _COLUMN) * _CARD_SIZE * 4 // 3
    further = sum(-(-cells(text) * 16 // _COLUMN) * 26 for text in (card.kicker, card.deck) if text)
    text = -(-(cells(card.lead) + cells(card.dateline) + 2) // _ON_LINE) * _LINE
    return 48 + headline + further + text + 8 + 32


def _size(article: ArticleBodyView) -> int:
    return sum(cells(block.text) for block in article.blocks)


def _lines(block: BlockView) -> int:
    if block.kind == "subheading":
        return 2
    pictures = sum(
        _COLUMN * image.height // max(1, image.width) // _LINE + 1 for image in (*block.figures, *block.images)
    )
    return pictures + -(-(cells(block.text) + 2) // _ON_LINE)


def _cut(lead: ArticleBodyView, lines: int) -> tuple[ArticleBodyView, int]:
    """Returns an article as far as so many lines go, and how many it takes; the article itself where it fits."""
    shown: list[BlockView] = []
    used = 0
    for block in lead.blocks:
        if used + _lines(block) > lines:
            part = _beginning(block, lines - used)
            shown += part
            used += sum(map(_lines, part))
            break
        shown.append(block)
        used += _lines(block)
    else:
        return lead, used
    while shown and shown[-1].kind in ("subheading", "byline"):
        used -= _lines(shown.pop())
    blocks = tuple(_with_notes_elsewhere(block, lead.href) for block in shown)
    return replace(lead, blocks=blocks, figures=(), credit_lines=(), jump_to=""), used


def _with_notes_elsewhere(block: BlockView, href: str) -> BlockView:
    """Returns a block whose footnotes were cut off with the end of its article: they stand on its own page."""
    if not any(isinstance(piece, NoteLinkView) for piece in block.html):
        return block
    html = (NoteLinkView(href + piece.note_href) if isinstance(piece, NoteLinkView) else piece for piece in block.html)
    return replace(block, html=tuple(html))


def _beginning(block: BlockView, lines: int) -> list[BlockView]:
    """Returns the first sentences of a paragraph, as many as fit; nothing where none does."""
    if block.kind != "paragraph" or block.html or block.figures:
        return []
    text = ""
    for sentence in sentences(block.text):
        if cells(text) + cells(sentence) + 2 > lines * _ON_LINE:
            break
        text += sentence
    return [replace(block, text=text, parts=(text,))] if text else []
