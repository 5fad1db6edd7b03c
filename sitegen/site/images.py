"""Pictures of the editor on the site: the file of each, published once, and how a page shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import chain, groupby

from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.model.edition import Edition
from sitegen.model.images import IMG, Figure, Image, attributes_of
from sitegen.model.newspaper import Page
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.image_variants import can_shrink, copies, is_large, shrink_all, shrunk
from sitegen.site.picture_views import ImageView, SourceView
from sitegen.site.views import BlockView

_LAZY = ' loading="lazy"'
# How wide a picture is shown: a line of 36 characters at most, nearly the whole of a small screen.
SIZES = "(min-width: 46rem) 43rem, 94vw"


def make_images(edition: Edition) -> Iterator[Artifact]:
    """Returns the files of all pictures, each once however many articles show it."""
    for image in _images(edition):
        yield from image_artifacts(image)


def prepare_images(edition: Edition) -> None:
    """Decode all pictures side by side and make their smaller copies; pages ask for them one by one."""
    if can_shrink() and (images := [*_images(edition)]):
        shrink_all(images)


def check_pixels(edition: Edition) -> Iterator[Diagnostic]:
    """Tell of pictures whose pixels are not whole: browsers show a part of them, or nothing."""
    for image in _images(edition):
        if damage := shrunk(image).damage:
            yield replace(file_error("i-002", image.path, damage=damage), severity=Severity.WARNING)


def check_images(edition: Edition) -> Iterator[Diagnostic]:
    """Tell once where pictures would have smaller copies if the library that makes them were there."""
    if can_shrink():
        return
    scans = (page.scan.image for page in edition.pages() if page.scan is not None)
    for image in filter(is_large, chain(_images(edition), scans)):
        yield Diagnostic(code="i-001", severity=Severity.NOTE, path=image.path)
        return


def _images(edition: Edition) -> Iterable[Image]:
    return {image.digest: image for page in edition.pages() for image in page.images.values()}.values()


def image_artifacts(image: Image) -> Iterator[Artifact]:
    """Returns the files of one picture: as the editor gave it, and smaller copies of it."""
    yield Artifact(urls.image(image), image.content, f"picture:{image.path}")
    for copy in copies(image):
        address = urls.image_copy(image, copy.width, copy.suffix)
        yield Artifact(address, copy.content, f"picture_copy:{image.path}, {copy.width}")


def _sources(image: Image, here: str) -> tuple[SourceView, ...]:
    """Returns what a browser may show in place of a picture, by format."""
    return tuple(
        SourceView(
            type=f"image/{suffix}",
            srcset=", ".join(
                f"{urls.relative(urls.image_copy(image, copy.width, suffix), here)} {copy.width}w" for copy in row
            ),
            sizes=SIZES,
        )
        for suffix, row in groupby(copies(image), lambda copy: copy.suffix)
    )


def image_views(figures: Iterable[Figure], page: Page, here: str) -> tuple[ImageView, ...]:
    """Returns pictures for the page of the site at `here`; one whose file cannot be had, which is told, is left out."""
    return tuple(
        ImageView(
            src=urls.relative(urls.image(image), here),
            alt=figure.alt,
            width=image.width,
            height=image.height,
            sources=_sources(image, here),
        )
        for figure in figures
        if (image := page.images.get(figure.name)) is not None
    )


def at_once(
    blocks: tuple[BlockView, ...], below: tuple[ImageView, ...]
) -> tuple[tuple[BlockView, ...], tuple[ImageView, ...]]:
    """Have the first picture of an article, among its blocks or below them, load with the page: it is soon seen."""
    for at, block in enumerate(blocks):
        if block.figures or block.images:
            figures, images = block.figures, block.images
            figures, images = (_eager(figures), images) if figures else (figures, _eager(images))
            return (*blocks[:at], replace(block, figures=figures, images=images), *blocks[at + 1 :]), below
        if _LAZY in block.html:
            return (*blocks[:at], replace(block, html=block.html.replace(_LAZY, "", 1)), *blocks[at + 1 :]), below
    return blocks, _eager(below)


def _eager(images: tuple[ImageView, ...]) -> tuple[ImageView, ...]:
    return tuple(replace(image, lazy=bool(at)) for at, image in enumerate(images))


def set_images(html: str, page: Page, here: str) -> str:
    """Returns the clean HTML of a block with its pictures for the page of the site at `here`."""

    def framed(image: Image, img: str) -> str:
        sources = "".join(
            f'<source type="{source.type}" srcset="{escape(source.srcset)}" sizes="{source.sizes}">'
            for source in _sources(image, here)
        )
        return f"<picture>{sources}{img}</picture>" if sources else img

    more = f'{_LAZY} decoding="async"'
    return _set_images(html, page, lambda image: urls.relative(urls.image(image), here), more, framed)


def feed_images(html: str, page: Page, base_url: str) -> str:
    """Returns the clean HTML of a block with its pictures for a feed, with addresses that hold everywhere."""
    return _set_images(html, page, lambda image: urls.absolute(urls.image(image), base_url))


def feed_figures(figures: Iterable[Figure], page: Page, base_url: str) -> str:
    """Returns pictures as HTML for a feed."""
    named = (f'<img alt="{escape(figure.alt)}" data-source="{escape(figure.name)}">' for figure in figures)
    return feed_images("".join(named), page, base_url)


def _set_images(
    html: str,
    page: Page,
    address_of: Callable[[Image], str],
    more: str = "",
    framed: Callable[[Image, str], str] = lambda _, img: img,
) -> str:
    """Returns each picture its address and size; one whose file cannot be had, which is told, is left out."""

    def shown(img: re.Match[str]) -> str:
        named = attributes_of(img)
        image = page.images.get(named["data-source"])
        if image is None:
            return ""
        title = f' title="{escape(named["title"])}"' if "title" in named else ""
        return framed(
            image,
            f'<img src="{escape(address_of(image))}" alt="{escape(named["alt"])}"{title} '
            f'width="{image.width}" height="{image.height}"{more}>',
        )

    return IMG.sub(shown, html) if "<img" in html else html
