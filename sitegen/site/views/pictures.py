"""What a template may see of pictures: those of an article, and a printed page as it was printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Smaller copies of a picture in one format, as <source> names them."""

    type: str
    srcset: str
    sizes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """A picture: its address, words for those who do not see it, its size in pixels; `lazy` but for a page's first.

    `title` is what the editor wrote behind the address of one that stands within a text, "" for nothing.
    """

    src: str
    alt: str
    width: int
    height: int
    title: str = ""
    lazy: bool = True
    sources: tuple[SourceView, ...] = ()  # in the order in which a browser should look at them


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What an article covers on the scan of its page: `path` is an SVG path in the scan's units, "" where unknown."""

    id: str  # scan-19
    href: str  # the article's own page
    headline: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView:
    """A printed page as it was printed: its picture, and the areas of all its articles in printed order."""

    picture: ImageView
    width: int  # of the page, in the units of its areas
    height: int
    areas: tuple[AreaView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClippingView:
    """An article as it was printed: where that is to be seen on its page, and a picture of it, None without Pillow."""

    href: str
    picture: ImageView | None
