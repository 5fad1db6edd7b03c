"""Pictures of the editor on the site: the file of each, published once, and how a page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

from sitegen.model.edition import Edition
from sitegen.model.images import Figure, Image
from sitegen.model.newspaper import Page
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.views import BlockView, ImageView


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
    return blocks, _eager(below)


def _eager(images: tuple[ImageView, ...]) -> tuple[ImageView, ...]:
    return tuple(replace(image, lazy=bool(at)) for at, image in enumerate(images))


def image_html(figures: Iterable[Figure], page: Page, base_url: str) -> str:
    """Give pictures as HTML for a feed, with addresses that hold everywhere."""
    shown = ((figure, page.images[figure.name]) for figure in figures if figure.name in page.images)
    return "".join(
        f'<img src="{escape(urls.absolute(urls.image(image), base_url))}" alt="{escape(figure.alt)}" '
        f'width="{image.width}" height="{image.height}">'
        for figure, image in shown
    )
