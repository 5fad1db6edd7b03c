"""The search that is published finds every piece of every article that was read, asked in the JavaScript it ships."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from sitegen.build import read_all
from sitegen.config import load_config
from sitegen.model.edition import assemble
from sitegen.reading.bulletins import find_bulletins
from sitegen.site import urls
from sitegen.site.search_proof import Client, run_client

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "public"
SCRIPTS = (
    "static/vendor/lunr.min.js",
    "static/search/tokens.js",
    "static/search/client.js",
    "search/index.js",
    "search/documents.js",
)


@pytest.fixture(scope="module")
def client() -> Client:
    return run_client([(PUBLIC / script).read_text("utf-8") for script in SCRIPTS])


def articles() -> dict[str, list[str]]:
    """Give the running texts of each article of the seeds by its address, from the reading, not from the index."""
    config = load_config(ROOT / "seeds")
    readings = read_all(find_bulletins(config.seeds, config.folder)[0], config.reading, 1)
    edition = assemble(reading.page for reading in readings)
    return {
        urls.article(article, page): [prose.text for prose in article.proses()]
        for page in edition.pages()
        for article in page.articles
    }


def runs(text: str, rng: random.Random) -> set[str]:
    """Cut every pair of neighbours and thirty longer runs out of a text; those without letter or digit say nothing."""
    cut = {text[at : at + 2] for at in range(len(text) - 1)}
    for _ in range(min(30, len(text) // 4)):
        at = rng.randrange(len(text))
        cut.add(text[at : at + rng.randint(3, 20)])
    # A hyphen or quotation mark at the start of a word is the reader's own sign, not the text's.
    return {run for run in cut if any(map(str.isalnum, run)) and not run.startswith(("-", "“")) and " -" not in run}


def test_every_run_from_the_middle_of_every_article_finds_it(client: Client) -> None:
    href = [one["href"] for one in json.loads((PUBLIC / SCRIPTS[-1]).read_text("utf-8").split("(", 1)[1][:-3])]
    rng = random.Random(20250627)
    asked = 0
    for address, texts in articles().items():
        queries = sorted({run for text in texts for run in runs(text, rng)})
        for query, found in zip(queries, client.find_each(queries), strict=True):
            asked += 1
            assert address in {href[ordinal] for ordinal in found}, f"{query!r} does not find {address}"
    assert asked > 10_000


@pytest.mark.parametrize(("query", "count"), [("执行", 12), ("人民法院", 14), ("赤峰", 2), ("最高人民法院院长张军", 1)])
def test_what_stock_lunr_does_not_find_at_all_is_found(client: Client, query: str, count: int) -> None:
    found = {address for address, texts in articles().items() if query in "".join(texts)}
    assert len(client.find(query)) == len(found) == count
