"""Articles that go on on another page: `下转第3版` finds the one that says `上接第1版`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.newspaper import Article, Page
from sitegen.model.numerals import han_number
from sitegen.model.prose import Prose
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Place

_PAGE_NUMBER = re.compile(r"第?\s*([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|[Pp]age ([A-Z]?\d{1,3})")


def jump_target(place: Place) -> Place | Page | None:
    """Returns where `下转第3版` leads: the one article there that answers, else the page, if the issue holds it."""
    return _other_half(place, place.article.jump_to, forward=True)


def continued_target(place: Place) -> Place | Page | None:
    """Returns where `上接第1版` leads back to."""
    return _other_half(place, place.article.continued_from, forward=False)


def continuations(place: Place) -> Iterator[Place]:
    """Returns the further parts of a story that begins at a place, as printed."""
    seen = {place.address}
    target = jump_target(place)
    while isinstance(target, Place) and target.address not in seen:
        seen.add(target.address)
        yield target
        target = jump_target(target)


def _other_half(place: Place, jump: Prose | None, *, forward: bool) -> Place | Page | None:
    label = _page_named(jump)
    if not label:  # of nearly all
        return None
    page = next((p for p in place.issue.pages if p.label == label and p is not place.page), None)
    if page is None:
        return None
    halves = [a for a in page.articles if _page_named(_answer(a, forward)) == place.page.label]
    if len(halves) != 1 or len([a for a in place.page.articles if _page_named(_answer(a, not forward)) == label]) != 1:
        return page  # two stories jump between the same pages: which goes on where, the marks do not say
    return Place(halves[0], page, place.issue, urls.article(halves[0], page))


def _answer(article: Article, forward: bool) -> Prose | None:
    return article.continued_from if forward else article.jump_to


def _page_named(jump: Prose | None) -> str:
    match = _PAGE_NUMBER.search(jump.text) if jump is not None else None
    return _number(match[1] or match[2]) if match else ""


def _number(label: str) -> str:
    """Returns a page label as pages have it: `03` is 3, `十二` is 12."""
    return str(han_number(label) or "") or label.lstrip("0")
