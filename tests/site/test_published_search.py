"""The search that is published finds every piece of every article that was read, asked in the JavaScript it ships."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")

from sitegen.build import Built, build
from sitegen.config import load_config
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Memory
from sitegen.site.search.client import Client, run_client
from tests import nightly
from tests.editions import CONFIG, make_seeds, sitegen_here

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def memory() -> Memory:
    return Memory()


@pytest.fixture(scope="module")
def built(memory: Memory) -> Built:
    return build(load_config(ROOT / "seeds"), memory, progress=lambda _what, _count: None)


@pytest.fixture(scope="module")
def client(built: Built, memory: Memory) -> Iterator[Client]:  # noqa: ARG001 - what is built stands in memory
    with run_client(memory.artifacts) as started:
        yield started


def articles(built: Built) -> dict[str, list[str]]:
    """Returns the running texts of each article of the seeds by its address, from the reading, not from the index."""
    return {
        urls.article(article, page): [prose.text for prose in article.proses()]
        for page in built.edition.pages()
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


FIND = """async (queries) => {
  const found = [];
  for (const query of queries) {
    let answer = await sitegenSearch.find(query);
    while (!answer.complete) answer = await answer.more();
    found.push(answer.near ? [] : answer.results.map(({ document }) => document.href));
  }
  return found;
}"""


def addresses(client: Client, queries: list[str]) -> list[list[str]]:
    found = client.call(FIND, queries)
    assert isinstance(found, list)
    return found


def test_runs_from_the_middle_of_every_article_find_it(built: Built, client: Client) -> None:
    rng = random.Random(20250627)
    step = 1 if nightly.WANTED else 4
    asked = 0
    for address, texts in articles(built).items():
        queries = sorted({run for text in texts for run in runs(text, rng)})[::step]
        for query, found in zip(queries, addresses(client, queries), strict=True):
            asked += 1
            assert address in found, f"{query!r} does not find {address}"
    assert asked > 10_000 // step


@pytest.mark.parametrize(("query", "count"), [("执行", 12), ("人民法院", 14), ("赤峰", 2), ("最高人民法院院长张军", 1)])
def test_what_stock_lunr_does_not_find_at_all_is_found(built: Built, client: Client, query: str, count: int) -> None:
    found = {address for address, texts in articles(built).items() if query in "".join(texts)}
    assert set(addresses(client, [query])[0]) == found
    assert len(found) == count


def test_check_asks_the_search_and_writes_what_it_found_where_it_is_told(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": CONFIG})
    done = sitegen_here(tmp_path, "check", "--search-report", "search-report.json")
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "search-report.json").read_text("utf-8"))
    assert f"the search found all {told['asked']} of {told['asked']} cuts" in done.stdout
    assert (told["recall"], told["misses"], told["misplaced"]) == (1, [], [])
    assert told["articles"] == told["articles_sampled"] == told["headlines"] == 3
    first = (tmp_path / "search-report.json").read_bytes()
    assert sitegen_here(tmp_path, "check", "--search-report", "search-report.json").returncode == 0
    assert (tmp_path / "search-report.json").read_bytes() == first


def test_check_refuses_a_search_that_does_not_find(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "theme: ../paper\n"})
    theme = tmp_path / "paper"
    for file in (ROOT / "themes" / "broadsheet").rglob("*.*"):
        copy = theme / file.relative_to(ROOT / "themes" / "broadsheet")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes().replace(b"characters.slice(1)", b"characters.slice(2)"))
    done = sitegen_here(tmp_path, "check")
    assert done.returncode == 1
    assert "error x-011: the search does not find this article by" in done.stderr
