"""Pictures that the editor gives: the file of each, and where it stands in an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture's file: where it lies, its bytes and their sha256, the suffix of its format, its size as shown.

    It goes to other processes without its bytes: pages only name it, and its file is written where it was read.
    `size` is the number of its bytes. One of a whole printed page comes without them, and names in `file` where they
    are: those of a year of issues would not fit into memory.
    """

    path: str
    content: bytes = field(repr=False)
    digest: str
    suffix: str
    width: int
    height: int
    size: int = 0
    file: str = field(default="", repr=False, compare=False)

    @property
    def media_type(self) -> str:
        """Returns its media type: image/jpeg."""
        return media_type_of(self.suffix)

    def __reduce__(self) -> tuple[Callable[..., Image], tuple[str, str, str, int, int, int]]:
        """Returns what makes it anew elsewhere."""
        return _without_bytes, (self.path, self.digest, self.suffix, self.width, self.height, self.size)


def media_type_of(suffix: str) -> str:
    """Returns the media type of a picture by the suffix of its format."""
    return f"image/{'jpeg' if suffix == 'jpg' else suffix}"


def _without_bytes(path: str, digest: str, suffix: str, width: int, height: int, size: int) -> Image:
    return Image(path=path, content=b"", digest=digest, suffix=suffix, width=width, height=height, size=size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture that stands in an article.

    `name` is what the editor calls its file, `alt` his words for those who do not see it, `line` the printed line that
    he gives it to. It stands above the block of the body with the index `before`, below all text where that is the
    body's length; where it is `captioned`, that block is its caption and stands below it.
    """

    name: str
    alt: str
    line: int
    before: int
    captioned: bool = False
