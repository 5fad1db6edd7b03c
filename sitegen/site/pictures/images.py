"""Pictures of the editor on the site: the file of each, published once, and how a page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import chain, groupby

from msgspec import structs

from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.model.edition import Edition
from sitegen.model.images import Figure, Image
from sitegen.model.markup import Inset, InsetKind, Markup, pictures_in, place_as_named
from sitegen.model.newspaper import Article, Page
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.pictures.image_variants import can_shrink, copies, is_large, shrink_all, shrunk
from sitegen.site.views.articles import BlockView, NoteLinkView
from sitegen.site.views.pictures import ImageView, SourceView

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


def shown_images(article: Article, page: Page) -> Iterator[Image]:
    """Returns the pictures of an article, each once; one whose file cannot be had, which is told, is left out."""
    within = (picture.name for block in article.body for picture in pictures_in(block.html))
    found = map(page.images.get, dict.fromkeys(chain((figure.name for figure in article.figures), within)))
    return (image for image in found if image is not None)


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


def image_views(figures: Sequence[Figure], page: Page, here: str) -> tuple[ImageView, ...]:
    """Returns pictures for the page of the site at `here`; one whose file cannot be had, which is told, is left out."""
    if not figures:
        return ()  # as of most blocks
    views = (_view(figure.name, figure.alt, "", page, here) for figure in figures)
    return tuple(view for view in views if view is not None)


def _view(name: str, alt: str, title: str, page: Page, here: str) -> ImageView | None:
    image = page.images.get(name)
    if image is None:
        return None
    return ImageView(
        src=urls.relative(urls.image(image), here),
        alt=alt,
        title=title,
        width=image.width,
        height=image.height,
        sources=_sources(image, here),
    )


def set_images(markup: Markup, page: Page, here: str) -> tuple[str | ImageView | NoteLinkView, ...]:
    """Returns the HTML of a block for the page of the site at `here`, its pictures and links to notes as views."""
    pieces = (_piece(piece, page, here) for piece in markup)
    return tuple(piece for piece in pieces if piece is not None)


def _piece(piece: str | Inset, page: Page, here: str) -> str | ImageView | NoteLinkView | None:
    if isinstance(piece, str):
        return piece
    if piece.kind is InsetKind.LINK:
        return NoteLinkView(f"#{piece.name}")
    if piece.kind is InsetKind.ANCHOR:
        return place_as_named(piece)
    return _view(piece.name, piece.alt, piece.title, page, here)


def at_once(
    blocks: tuple[BlockView, ...], below: tuple[ImageView, ...]
) -> tuple[tuple[BlockView, ...], tuple[ImageView, ...]]:
    """Have the first picture of an article, among its blocks or below them, load with the page: it is soon seen."""
    at = next((at for at, block in enumerate(blocks) if block.pictures), None)
    if at is None:
        return blocks, _eager(below)
    block = blocks[at]
    if block.figures:
        block = structs.replace(block, figures=_eager(block.figures))
    elif block.images:
        block = structs.replace(block, images=_eager(block.images))
    else:
        first = block.within[0]
        shown = (
            structs.replace(piece, lazy=False) if isinstance(piece, ImageView) and piece is first else piece
            for piece in block.html
        )
        block = structs.replace(block, html=tuple(shown))
    return (*blocks[:at], block, *blocks[at + 1 :]), below


def _eager(images: tuple[ImageView, ...]) -> tuple[ImageView, ...]:
    return tuple(structs.replace(image, lazy=bool(at)) for at, image in enumerate(images))


def feed_image(picture: Inset, page: Page, base_url: str) -> str:
    """Returns a picture for a feed, with an address that holds everywhere; "" for one whose file cannot be had."""
    image = page.images.get(picture.name)
    if image is None:
        return ""
    title = f' title="{escape(picture.title)}"' if picture.title else ""
    source, alt = escape(urls.absolute(urls.image(image), base_url)), escape(picture.alt)
    return f'<img src="{source}" alt="{alt}"{title} width="{image.width}" height="{image.height}">'


def feed_figures(figures: Iterable[Figure], page: Page, base_url: str) -> str:
    """Returns pictures as HTML for a feed."""
    pictures = (Inset(InsetKind.PICTURE, figure.name, figure.alt) for figure in figures)
    return "".join(feed_image(picture, page, base_url) for picture in pictures)
