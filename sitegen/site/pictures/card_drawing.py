"""Draws the picture by which an issue is announced where somebody shares it: set from type, by Pillow.

Nothing is asked of the machine: the font is the editor's file, read from its bytes, and set without a shaping library
that may be there or not; FreeType and libjpeg, which come with Pillow, count in whole numbers. What matters stands in
the square in the middle, which WeChat cuts out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.site.locale import TRADITIONAL, related

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
_SQUARE = 600  # what is written is no wider
_PAPER, _INK, _QUIET, _ACCENT = "#fbfaf5", "#1c1b19", "#625d54", "#8c1d18"
_EDGE = 60  # paper beside the rules
_NAME_TOP, _NAME_SIZES = 44, (76, 68, 60, 52, 44, 36, 28)
_RULE_TOP = 156
_LINE_TOP, _LINE_SIZES = 560, (30, 26, 22, 18)
_HEAD_TOP, _HEAD_FOOT = 176, 532
_HEAD_SIZES = (84, 76, 68, 62, 56, 50, 44, 38, 32)
_LEADING = 1.3
_PHRASES = (
    200.0  # pixels by which a line ends earlier rather than hold the end of a phrase and the next one's beginning
)
_MOST_FACES = 16  # of a collection of fonts
_NO_CHARACTER = "\U0010ffff"  # by what a font shows of this, it shows what it does not have


@dataclass(frozen=True, slots=True)
class Word:
    """What no line's end parts; `spaced` where a space stands before it."""

    text: str
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: the paper's name, the headline in words, below them one line."""

    name: str
    headline: tuple[Word, ...]
    line: str


class Type:
    """An editor's font in every size; of a collection the face that is made for the edition's language."""

    def __init__(self, content: bytes, language: str) -> None:
        """Raises OSError on bytes that are no font."""
        self._content = content
        self._face = _face_of(content, language)
        self.of_size = lru_cache(maxsize=64)(self._of_size)

    def _of_size(self, size: int) -> FreeTypeFont:
        return _opened(self._content, size, self._face)

    def lacks(self, characters: Iterable[str]) -> list[str]:
        """Returns those of the characters that the font does not have."""
        font = self.of_size(32)
        nothing = bytes(font.getmask(_NO_CHARACTER))
        return [one for one in characters if not one.isspace() and bytes(font.getmask(one)) == nothing]


def _opened(content: bytes, size: int, face: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(content), size, face, layout_engine=ImageFont.Layout.BASIC)


def _face_of(content: bytes, language: str) -> int:
    """Returns the number of the face whose name ends as those of a language do; the first where none does."""
    hong_kong = language.lower().endswith(("-hk", "-mo"))
    wanted = "SC" if TRADITIONAL not in related(language) else "HK" if hong_kong else "TC"
    first = _opened(content, 16, 0)
    if not content.startswith(b"ttcf") or (first.getname()[0] or "").endswith(f" {wanted}"):
        return 0
    for face in range(1, min(_MOST_FACES, int.from_bytes(content[8:12], "big"))):
        if (_opened(content, 16, face).getname()[0] or "").endswith(f" {wanted}"):
            return face
    return 0


def draw(card: Card, type_: Type) -> bytes:
    """Returns a card as JPEG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(picture)
    _write_line(canvas, card.name, type_, _NAME_TOP, _NAME_SIZES, _INK)
    canvas.rectangle((_EDGE, _RULE_TOP, WIDTH - _EDGE, _RULE_TOP + 5), fill=_INK)
    canvas.rectangle((_EDGE, _RULE_TOP + 9, WIDTH - _EDGE, _RULE_TOP + 10), fill=_INK)
    _write_headline(canvas, card.headline, type_)
    canvas.rectangle((_EDGE, _HEAD_FOOT, WIDTH - _EDGE, _HEAD_FOOT + 1), fill=_ACCENT)
    _write_line(canvas, card.line, type_, _LINE_TOP, _LINE_SIZES, _QUIET)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80, subsampling=0)
    return file.getvalue()


def _write_line(canvas: ImageDraw, text: str, type_: Type, top: int, sizes: Sequence[int], colour: str) -> None:
    """Write a line in the largest size in which it fits, level with one in the first; cut where it fits in none."""
    size = next((size for size in sizes if type_.of_size(size).getlength(text) <= _SQUARE), sizes[-1])
    font = type_.of_size(size)
    while font.getlength(text) > WIDTH - 2 * _EDGE:
        text = text[:-2] + "…"
    canvas.text((WIDTH // 2, top + sizes[0] // 2), text, fill=colour, font=font, anchor="mm")


def _write_headline(canvas: ImageDraw, words: Sequence[Word], type_: Type) -> None:
    """Write a headline in the largest size in which all of its lines fit; of a longer one the beginning."""
    room = _HEAD_FOOT - _HEAD_TOP
    for size in _HEAD_SIZES:
        lines = lines_of(words, _SQUARE, type_.of_size(size).getlength)
        if lines and len(lines) * size * _LEADING <= room:
            break
    else:
        size = _HEAD_SIZES[-1]
        most = int(room / (size * _LEADING))
        lines = [*_cut(words, type_.of_size(size))]
        lines = [*lines[: most - 1], f"{lines[most - 1][:-1]}…"] if len(lines) > most else lines
    step = round(size * _LEADING)
    top = _HEAD_TOP + (room - step * len(lines)) // 2 + step // 2
    for at, line in enumerate(lines):
        canvas.text((WIDTH // 2, top + at * step), line, fill=_INK, font=type_.of_size(size), anchor="mm")


def lines_of(words: Sequence[Word], width: float, measure: Callable[[str], float]) -> list[str]:
    """Set words in as few lines as can be, as even as can be; nothing where a word is wider than a line."""
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # up to each word: lines, unevenness, where the last one begins
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            wide = measure(joined(words[start:end]))
            if wide > width:
                break
            if best[start][0] >= 0:
                torn = sum(word.spaced for word in words[start + 1 : end]) * _PHRASES**2
                ways.append((best[start][0] + 1, best[start][1] + (width - wide) ** 2 + torn, start))
        best.append(min(ways, default=(-1, 0.0, 0)))
    if best[-1][0] < 1:
        return []
    lines: list[str] = []
    end = len(words)
    while end:
        lines.insert(0, joined(words[best[end][2] : end]))
        end = best[end][2]
    return lines


def joined(words: Sequence[Word]) -> str:
    """Returns words as one line shows them."""
    return "".join(f" {word.text}" if at and word.spaced else word.text for at, word in enumerate(words))


def _cut(words: Sequence[Word], font: FreeTypeFont) -> Iterator[str]:
    """Returns lines of a headline that is too long for any size, cut where it must be."""
    line = ""
    for character in joined(words):
        if font.getlength(line + character) > _SQUARE:
            yield line
            line = ""
        line += character
    yield line
