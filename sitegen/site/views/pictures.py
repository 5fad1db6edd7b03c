"""What a template may see of pictures: those of an article, and a printed page as it was printed."""

from __future__ import annotations

import msgspec


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """Smaller copies of a picture in one format, as <source> names them."""

    type: str
    srcset: str
    sizes: str


class ImageView(msgspec.Struct, frozen=True, kw_only=True):
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


class AreaView(msgspec.Struct, frozen=True, kw_only=True):
    """What an article covers on the scan of its page: `path` is an SVG path in the scan's units, "" where unknown."""

    id: str  # scan-19
    href: str  # the article's own page
    headline: str
    path: str


class ScanView(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page as it was printed: its picture, and the areas of all its articles in printed order."""

    picture: ImageView
    width: int  # of the page, in the units of its areas
    height: int
    areas: tuple[AreaView, ...]


class ClippingView(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it was printed: where that is to be seen on its page, and a picture of it, None without Pillow."""

    href: str
    picture: ImageView | None
