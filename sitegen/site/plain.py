"""The text-only form of the site: the same views in another theme, each page under `plain/` at the same path below.

As the paths are the same, the links between such pages are those of the full ones; only links to what has no such form
(search, pictures) lead one folder further up. So no view is made twice.
"""

from __future__ import annotations

import posixpath
from typing import Any

from msgspec.structs import replace

from sitegen.site.addresses import urls
from sitegen.site.addresses.hrefs import led_to
from sitegen.site.views.articles import ArticleBodyView, BlockView, ContinuationView
from sitegen.site.views.heads import Link, SiteView
from sitegen.site.views.lists import View, WithdrawnView
from sitegen.site.views.pages import ArticleView, IssueView, PrintedPageView
from sitegen.site.views.pictures import ImageView


def plain_view(view: View, here: str) -> View:
    """Returns the view of the text-only form of the page at `here`."""
    return replace(view, site=_site(view.site, here), **_otherwise(view, here))


def _otherwise(view: View, here: str) -> dict[str, Any]:
    """Returns what the text-only form shows otherwise; alternates are those of the full form alone."""
    match view:
        case ArticleView():
            parts = tuple(map(_part, view.continuations))
            return {"alternates": (), "article": _article(view.article), "continuations": parts}
        case PrintedPageView():
            archives = tuple(replace(link, href=urls.from_plain(link.href)) for link in view.archives)
            scan = view.scan and replace(view.scan, picture=_images((view.scan.picture,))[0])
            articles = tuple(map(_article, view.articles))
            return {"alternates": (), "articles": articles, "scan": scan, "archives": archives}
        case IssueView():
            return {"alternates": ()}
        case WithdrawnView():
            return {"ways_in": tuple(_way(link, here) for link in view.ways_in)}
        case _:
            return {}


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
    return led_to(link.href, posixpath.dirname(here))


def _part(part: ContinuationView) -> ContinuationView:
    return replace(part, article=_article(part.article))


def _article(article: ArticleBodyView) -> ArticleBodyView:
    """Returns an article whose pictures can be told and linked; most have none."""
    blocks = article.blocks
    if any(block.pictures for block in blocks):
        blocks = tuple(map(_block, blocks))
    elif not article.figures:
        return article
    return replace(article, blocks=blocks, figures=_images(article.figures))


def _block(block: BlockView) -> BlockView:
    """Pictures within the text stand above it, so that the text is whole."""
    html = tuple(piece for piece in block.html if not isinstance(piece, ImageView))
    above = _images((*block.figures, *block.within))
    return replace(block, figures=above, images=_images(block.images), html=html)


def _images(images: tuple[ImageView, ...]) -> tuple[ImageView, ...]:
    return tuple(replace(image, src=urls.from_plain(image.src)) for image in images)
