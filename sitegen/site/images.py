"""Pictures of the editor on the site: the file of each, published once, and how a page shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape

from sitegen.model.edition import Edition
from sitegen.model.images import IMG, Figure, Image, attributes_of
from sitegen.model.newspaper import Page
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.views import BlockView, ImageView

_LAZY = ' loading="lazy"'


def make_images(edition: Edition) -> Iterator[Artifact]:
    """Give the files of all pictures, each once however many articles show it."""
    seen: set[str] = set()
    for page in edition.pages():
        for image in page.images.values():
            if image.digest not in seen:
                seen.add(image.digest)
                yield from image_artifacts(image)


def image_artifacts(image: Image) -> Iterator[Artifact]:
    """Give the files of one picture: as the editor gave it. Smaller sizes of it would be made here."""
    yield Artifact(urls.image(image), image.content, f"the picture {image.path}")


def image_views(figures: Iterable[Figure], page: Page, here: str) -> tuple[ImageView, ...]:
    """Give pictures for the page of the site at `here`; one whose file cannot be had, which is told, is left out."""
    return tuple(
        ImageView(src=urls.relative(urls.image(image), here), alt=figure.alt, width=image.width, height=image.height)
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
    """Give the clean HTML of a block with its pictures for the page of the site at `here`."""
    return _set_images(html, page, lambda image: urls.relative(urls.image(image), here), f'{_LAZY} decoding="async"')


def feed_images(html: str, page: Page, base_url: str) -> str:
    """Give the clean HTML of a block with its pictures for a feed, with addresses that hold everywhere."""
    return _set_images(html, page, lambda image: urls.absolute(urls.image(image), base_url))


def feed_figures(figures: Iterable[Figure], page: Page, base_url: str) -> str:
    """Give pictures as HTML for a feed."""
    named = (f'<img alt="{escape(figure.alt)}" data-source="{escape(figure.name)}">' for figure in figures)
    return feed_images("".join(named), page, base_url)


def _set_images(html: str, page: Page, address_of: Callable[[Image], str], more: str = "") -> str:
    """Give each picture its address and size; one whose file cannot be had, which is told, is left out."""

    def shown(img: re.Match[str]) -> str:
        named = attributes_of(img)
        image = page.images.get(named["data-source"])
        if image is None:
            return ""
        title = f' title="{escape(named["title"])}"' if "title" in named else ""
        return (
            f'<img src="{escape(address_of(image))}" alt="{escape(named["alt"])}"{title} '
            f'width="{image.width}" height="{image.height}"{more}>'
        )

    return IMG.sub(shown, html) if "<img" in html else html
