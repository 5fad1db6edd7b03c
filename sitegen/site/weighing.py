"""How much each article of an issue weighs: which one leads the front, in which order those of a page are announced.

The file has a page's articles in the order of its text, where a side item (…（链接）) may come first. What print
says of their weight is summed here in whole numbers: which page, which place on it, how the headline is set, how long
the text is. The editor's word (`lead: true`, `weight: N`) goes before all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sitegen.model.late import with_texts
from sitegen.model.newspaper import Article, ArticleKind, Page
from sitegen.site.catalogue import Place

_KINDS = {
    ArticleKind.NEWS: 0,
    ArticleKind.LETTER: -30,
    ArticleKind.VERSE: -40,
    ArticleKind.BRIEF: -40,
    ArticleKind.PHOTO: -60,
    ArticleKind.NOTICE: -90,
    ArticleKind.INDEX: -120,
    ArticleKind.ADVERTISEMENT: -120,
}
# （链接）, 【相关链接】, 新闻链接, （附图）, 延伸阅读…: what stands beside another item.
_SIDE = re.compile(
    r"[（(【〔[](?:相关|新闻|知识)?(?:链接|附图|图表|资料|连线|简讯|背景)[）)】〕\]]|^(?:相关链接|新闻链接|延伸阅读)"
)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s")
_PAGE = 25  # what a page further back takes away, up to the fifth
_PLACE = 8  # what a place further down takes away, up to the fifth
_LEVEL = 20  # what a heading one level deeper than the page's first takes away
_ENOUGH = 200  # characters: a shorter text leads no page
_LONG = 1_500  # characters, above which length says no more


def by_weight(places: Iterable[Place]) -> tuple[Place, ...]:
    """Returns articles of an issue, the weightiest first, of equals the one that is printed first."""
    listed = tuple(places)
    levels = {id(page): _highest_level(page) for page in {id(p.page): p.page for p in listed}.values()}
    at = {id(page): number for number, page in enumerate(listed[0].issue.pages)} if listed else {}
    return tuple(sorted(listed, key=lambda place: _order(place, at[id(place.page)], levels[id(place.page)])))


def of_page(page: Page, places: Sequence[Place]) -> tuple[Place, ...]:
    """Returns the articles that stand on one page, in the order that they have among others."""
    return tuple(place for place in places if place.page is page)


def _order(place: Place, page_at: int, top: int) -> tuple[int, int]:
    article = place.article
    on_page = place.page.articles.index(article)
    return -article.weight, -(_worth(article) + _printed(place, on_page, top) - _PAGE * min(page_at, 4))


def _printed(place: Place, on_page: int, top: int) -> int:
    """Returns what its place and the depth of its heading say."""
    headed = level(place.page, place.article)
    return -_PLACE * min(on_page, 4) - (_LEVEL * max(0, headed - top) if headed and top else 0)


def _worth(article: Article) -> int:
    """Returns what an article says of its own weight."""
    size, article = article.size, with_texts(article)  # which counts all of it anew
    worth = _KINDS[article.kind] + min(size, _LONG) // 50
    worth += 15 * sum(prose is not None for prose in (article.kicker, article.deck))
    head = " ".join(prose.text for prose in (article.headline, article.series, article.kicker) if prose)
    if article.headline is None:
        worth -= 60
    if _SIDE.search(head):
        worth -= 90
    if size < _ENOUGH:
        worth -= 40
    if article.continued_from is not None:
        worth -= 150  # the other half of a story that is announced where it begins
    return worth


def _highest_level(page: Page) -> int:
    """Returns the highest level at which an article of the page is headed, 0 where none is marked as a heading."""
    return min((found for article in page.articles if (found := level(page, article))), default=0)


def level(page: Page, article: Article) -> int:
    """Returns at which level an article is headed, 0 where it is not marked as a heading."""
    if article.headline is None:
        return 0
    found = _HEADING.match(
        page.source.text, page.source.line_starts[page.source.line_number(article.headline.start) - 1]
    )
    return len(found[1]) if found else 0
