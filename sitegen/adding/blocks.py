"""A page as its source gives it: blocks of text, titles and pictures, with the places that the source knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.messages import Fact
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.reading.files.sidecar import Direction, Kind

A4 = 1.414  # height of a page to its width, where its source tells only shares of both


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, a title, a picture: what one line of a bulletin is made of.

    `text` is one line; `html` tells that it is a table in HTML. `picture` names the file that shows the block, as its
    source does. `box`, `size`, `level`, `bold`, `indent`, `direction` and `rows` are those of a
    sidecar.
    """

    kind: Kind = Kind.TEXT
    text: str = ""
    box: Box | None = None
    size: int = 0
    level: int = 0
    bold: bool = False
    indent: bool | None = None
    picture: str = ""
    direction: Direction = Direction.ACROSS
    rows: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One printed page of a source: number `number` of `of` in it, with its blocks in reading order.

    `raw` is a text to be written as it is, where the source is one. `pictures` are those that the page names: a file to
    be copied, or the bytes of one. `scan` is a picture of the whole page, a JPEG. `height` is that of the page in the
    units of boxes, 0 where nothing has a place.
    """

    source: Path
    format: str
    number: int = 1
    of: int = 1
    blocks: tuple[Block, ...] = ()
    raw: str = ""
    suffix: str = ".txt"
    pictures: Mapping[str, Path | bytes] = field(default_factory=dict)
    scan: bytes = b""
    height: int = 0


@dataclass(slots=True)
class Heard:
    """The findings about sources, gathered as they are read."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, said: str, source: Path, /, **facts: Fact) -> None:
        """Note what keeps a source from being taken."""
        self.found.append(file_error(said, source.as_posix(), **facts))

    def warning(self, said: str, source: Path, /, **facts: Fact) -> None:
        """Note what an editor should look at."""
        self.found.append(replace(file_error(said, source.as_posix(), **facts), severity=Severity.WARNING))

    def note(self, said: str, source: Path, /, **facts: Fact) -> None:
        """Note what was done."""
        self.found.append(replace(file_error(said, source.as_posix(), **facts), severity=Severity.NOTE))


@dataclass(frozen=True, slots=True)
class Scale:
    """How places of a source become those of a sidecar, whose pages are all of one width."""

    across: float
    down: float

    @classmethod
    def of(cls, width: float) -> Scale:
        """Returns the scale of a page that is so wide in its own units, which are as long down as across."""
        return cls(PAGE_WIDTH / width, PAGE_WIDTH / width)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Returns a box in the units of sidecars."""
        across, down = self.across, self.down
        return round(left * across), round(top * down), round(right * across), round(bottom * down)


def inside(box: Box, height: int) -> Box | None:
    """Returns the part of a box that lies on its page; None where that is nothing, or the box is upside down."""
    left, top, right, bottom = max(0, box[0]), max(0, box[1]), min(PAGE_WIDTH, box[2]), min(height, box[3])
    return (left, top, right, bottom) if left < right and top < bottom else None
