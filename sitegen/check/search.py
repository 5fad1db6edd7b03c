"""The finished search against the reading: it finds every article by what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sitegen.check import site_error
from sitegen.errors import Diagnostic
from sitegen.model.edition import Edition
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.recall import MISSES_NAMED, Printed, Recall, ask, can_ask


def check_search(
    edition: Edition, artifacts: Sequence[Artifact], progress: Callable[[str, int], Callable[[], None] | None]
) -> tuple[Recall | None, list[Diagnostic]]:
    """The search finds every article by what stands in it: asked of the shipped scripts, where they can be run.

    `progress` is told how many queries there are; what it gives is called as each is answered.
    """
    if not can_ask(artifacts):
        return None, []
    printed = {
        urls.article(article, page): Printed(
            article.headline.text if article.headline else "", tuple(prose.text for prose in article.proses())
        )
        for page in edition.pages()
        for article in page.articles
    }
    recall = ask(printed, artifacts, partial(progress, "searching"))
    lost = [("x-011", miss) for miss in recall.misses] + [("x-011.misplaced", miss) for miss in recall.misplaced]
    return recall, [site_error(said, miss.address, query=miss.query) for said, miss in lost[:MISSES_NAMED]]
