"""A page that somebody asks the preview for is found without going through the pages of all issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sitegen.build import read_edition
from sitegen.config import load_config
from sitegen.serving.preview import Finder
from sitegen.site.addresses import urls
from sitegen.site.batches import Batch, batches_of
from sitegen.site.catalogue import make_catalogue
from sitegen.site.making import Made
from sitegen.site.related.finding import related_places
from tests.editions import DATED, UNDATED, make_seeds

FILES = {
    "2023-05-05-02.txt": DATED.replace("4日 星期四 第1版", "5日 第2版"),
    "2023-05-05-wan.txt": DATED.replace("4日 星期四 第1版", "5日 第1版"),
    "2023-05-05-wan.yaml": "edition: 晚\n",
    "laojie-2.txt": UNDATED.replace("老街", "新街"),
    "laojie (3).txt": UNDATED.replace("老街", "旧街"),
}


@pytest.fixture(scope="module")
def batches(tmp_path_factory: pytest.TempPathFactory) -> list[Batch]:
    seeds = make_seeds(tmp_path_factory.mktemp("finding"), FILES)
    config = replace(load_config(seeds), take_away=("markdown", "text", "epub", "html"))
    catalogue = make_catalogue(read_edition(config, 1)[0], config)
    return list(batches_of(catalogue, related_places(catalogue)))


def addresses_of(batches: list[Batch]) -> list[str]:
    return [made.address for batch in batches for made in batch.pages()]


def test_every_page_is_found_and_its_text_only_form(batches: list[Batch]) -> None:
    for address in addresses_of(batches):
        for asked in (address, urls.plain(address)):
            made = Finder(batches).find(asked)
            assert made is not None, asked
            assert made.address == address


def test_what_is_no_page_is_not_found(batches: list[Batch]) -> None:
    finder = Finder(batches)
    for path in ("", "nothing.html", "2023/05/04/", "2023/05/04/99-1.html", "undated/laojie", "undated/laojie-4.html"):
        assert finder.find(path) is None, path


def test_all_addresses_are_told(batches: list[Batch]) -> None:
    finder = Finder(batches)
    assert finder.find(urls.FRONT)
    assert sorted(finder.addresses()) == sorted(addresses_of(batches))
    assert finder.find("2023/05/04/01.html")


def test_only_the_issue_that_has_it_is_gone_through(batches: list[Batch]) -> None:
    gone_through: list[str] = []

    def noted(batch: Batch) -> Batch:
        def pages() -> Iterator[Made]:
            gone_through.append(batch.name)
            yield from batch.pages()

        return replace(batch, pages=pages)

    finder = Finder([noted(batch) for batch in batches])
    assert finder.find("2023/05/04/01-5.html")
    assert gone_through == ["2023/05/04/index.html"]
    assert finder.find("undated/laojie.html")
    assert gone_through[1:] == ["undated/laojie.html"]
