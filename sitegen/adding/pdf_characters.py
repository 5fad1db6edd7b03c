"""The characters of a PDF page with their places, as PDFium gives them."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from sitegen.reading.text.scripts import has_han

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_BOLD = 600  # of font weights
_BOLD_NAMES = ("bold", "heavy", "black", "hei", "黑")
MOST_CHARACTERS = 2_000_000  # of a page
_FULL_WIDTH = 0.97
ASCENT = 0.88  # of the height of a place, above the base line


@dataclass(frozen=True, slots=True)
class Char:
    """A character: where it begins and ends, its base line from the top of the page, how large it is set.

    `cell` is the place that it takes up, `quarters` by how many right angles it is turned clockwise.
    """

    char: str
    left: float
    right: float
    base: float  # from the top of the page
    size: float
    bold: bool
    cell: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    quarters: int = 0


@cache
def is_full(char: str) -> bool:
    """Tell whether a character takes up a square in a line of ideographs: these, kana, their marks, ① and ※."""
    width = east_asian_width(char)
    return width in "WF" or (width == "A" and not char.isalpha())


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the plane is shown as the page: its corners, and by how many degrees it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @classmethod
    def of(cls, page: PdfPage) -> Frame:
        """Returns the frame of a page."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation())

    def place(self, across: float, up: float) -> tuple[float, float]:
        """Returns a point as it is seen: from the left, from the top."""
        match self.turned:
            case 90:
                return up - self.bottom, across - self.left
            case 180:
                return self.right - across, up - self.bottom
            case 270:
                return self.top - up, self.right - across
            case _:
                return across - self.left, self.top - up

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Returns a box as it is seen: left, top, right, bottom."""
        (one, two), (three, four) = self.place(left, bottom), self.place(right, top)
        return min(one, three), min(two, four), max(one, three), max(two, four)


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page: those with a place; the text of others; how many have no meaning that is told."""

    placed: tuple[Char, ...]
    others: str
    meaningless: int
    too_many: bool


def characters_of(page: PdfPage) -> Characters:
    """Returns the characters of a page."""
    from pypdfium2 import raw

    text = page.get_textpage()
    frame = Frame.of(page)
    handle, found, meaningless = text.raw, list[Char](), 0
    look = _Look(handle)
    pending, others = 0, ""
    for at in range(min(text.count_chars(), MOST_CHARACTERS)):
        if raw.FPDFText_IsGenerated(handle, at) == 1:
            continue
        code = raw.FPDFText_GetUnicode(handle, at)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00) if pending else 0
            pending = 0
        char = "-" if raw.FPDFText_IsHyphen(handle, at) == 1 or code == 2 else chr(code) if code else ""
        if not char or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xE000 <= code < 0xF900:
            meaningless += 1
        if (char and char not in "\r\n\ufffe\uffff" and code >= 32) or char == "-":
            placed = look.at(at, char, frame)
            if placed is not None:
                found.append(placed)
            else:
                others += char
    too_many = text.count_chars() > MOST_CHARACTERS
    text.close()
    return Characters(tuple(found), " ".join(others.split()), meaningless, too_many)


class _Look:
    """Asks PDFium for places, with the same memory for all answers."""

    def __init__(self, handle: Any) -> None:
        """Take a text page."""
        from pypdfium2 import raw

        self._raw, self._handle = raw, handle
        self._numbers = [ctypes.c_double() for _ in range(2)]
        self._rect, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def at(self, index: int, char: str, frame: Frame) -> Char | None:
        """Returns a character with its place; None where PDFium knows none."""
        raw, handle = self._raw, self._handle
        across, up = self._numbers
        if not raw.FPDFText_GetCharOrigin(handle, index, across, up):
            return None
        if not raw.FPDFText_GetLooseCharBox(handle, index, self._rect):
            return None
        size = wide = raw.FPDFText_GetFontSize(handle, index)
        got = bool(raw.FPDFText_GetMatrix(handle, index, self._matrix))
        if got:
            m = self._matrix
            size, wide = size * (math.sqrt(abs(m.a * m.d - m.b * m.c)) or 1.0), wide * math.hypot(m.a, m.b)
        rect = self._rect
        if not all(map(math.isfinite, (rect.left, rect.right, across.value, up.value, size))) or size <= 0:
            return None
        left, top, right, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        start, base = frame.place(across.value, up.value)
        turned = self._quarters() if got and (self._matrix.b or self._matrix.a < 0) else 0
        quarters = (turned + frame.turned // 90) % 4
        cell = left, top, right, bottom
        if not quarters and is_full(char):  # the ink of a mark is a corner of its place
            cell = start, base - ASCENT * size, start + wide, base + (1 - ASCENT) * size
        if has_han(char):  # as wide as its type is high, however little of it is ink
            left, right = min(left, start), max(right, start + wide * _FULL_WIDTH)
        return Char(char, left, right, base, size, self._is_bold(index), cell, quarters)

    def _quarters(self) -> int:
        """Returns by how many right angles the character that was asked for last is turned clockwise."""
        return round(math.atan2(-self._matrix.b, self._matrix.a) / (math.pi / 2)) % 4

    def _is_bold(self, index: int) -> bool:
        weight = self._raw.FPDFText_GetFontWeight(self._handle, index)
        if weight >= _BOLD:
            return True
        got = self._raw.FPDFText_GetFontInfo(self._handle, index, self._name, 128, self._flags)
        name = self._name.raw[: max(0, min(got, 128) - 1)].decode("utf-8", "replace").lower() if got else ""
        return any(word in name for word in _BOLD_NAMES)
