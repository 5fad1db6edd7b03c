"""The text-only form of the site: the same views in another theme, each page under `plain/` at the same path below.

As the paths are the same, the links between such pages are those of the full ones; only links to what has no such form
(search, pictures) lead one folder further up. So no view is made twice.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from urllib.parse import unquote

from sitegen.site.addresses import urls
from sitegen.site.views.lists import View, WithdrawnView
from sitegen.site.views.pages import (
    ArticleBodyView,
    ArticleView,
    BlockView,
    ContinuationView,
    IssueView,
    Link,
    PrintedPageView,
    SiteView,
)
from sitegen.site.views.pictures import ImageView


def plain_view(view: View, here: str) -> View:
    """Returns the view of the text-only form of the page at `here`."""
    view = replace(view, site=_site(view.site, here))
    if isinstance(view, ArticleView | IssueView | PrintedPageView):
        view = replace(view, alternates=())  # the full form has them
    if isinstance(view, ArticleView):
        return replace(view, article=_article(view.article), continuations=tuple(map(_part, view.continuations)))
    if isinstance(view, PrintedPageView):
        articles, scan = tuple(map(_article, view.articles)), view.scan
        archives = tuple(replace(link, href=urls.from_plain(link.href)) for link in view.archives)
        if scan is not None:
            scan = replace(scan, picture=_images((scan.picture,))[0])
        return replace(view, articles=articles, scan=scan, archives=archives)
    if isinstance(view, WithdrawnView):
        return replace(view, ways_in=tuple(_way(link, here) for link in view.ways_in))
    return view


def _way(link: Link, here: str) -> Link:
    """Returns a link that leads to the full form where there is no other."""
    return link if urls.has_plain(_target(link, here)) else replace(link, href=urls.from_plain(link.href))


def _site(site: SiteView, here: str) -> SiteView:
    return replace(
        site,
        static=urls.from_plain(site.static),
        search=urls.from_plain(site.search),
        feed=urls.from_plain(site.feed),
        subscribe=urls.from_plain(site.subscribe),
        opensearch=urls.from_plain(site.opensearch),
        navigation=tuple(link for link in site.navigation if urls.has_plain(_target(link, here))),
        other_form=urls.relative(here, urls.plain(here)),
    )


def _target(link: Link, here: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(link.href)))


def _part(part: ContinuationView) -> ContinuationView:
    return replace(part, article=_article(part.article))


def _article(article: ArticleBodyView) -> ArticleBodyView:
    """Returns an article whose pictures can be told and linked; most have none."""
    blocks = article.blocks
    if any(block.pictures for block in blocks):
        blocks = tuple(map(_block, blocks))
    return replace(article, blocks=blocks, figures=_images(article.figures))


def _block(block: BlockView) -> BlockView:
    """Pictures within the text stand above it, so that the text is whole."""
    html = tuple(piece for piece in block.html if not isinstance(piece, ImageView))
    above = _images((*block.figures, *block.within))
    return replace(block, figures=above, images=_images(block.images), html=html)


def _images(images: tuple[ImageView, ...]) -> tuple[ImageView, ...]:
    return tuple(replace(image, src=urls.from_plain(image.src)) for image in images)
