"""Pages are made in several processes, and nobody can tell."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sitegen.build import read_edition
from sitegen.check.pages import make_inspector
from sitegen.config import load_config
from sitegen.machine import processes
from sitegen.publish import open_rehearsal
from sitegen.site import article_views, rendering, workshop
from sitegen.site import make as making
from sitegen.site.artifacts import Written
from sitegen.site.batches import Batch, Related, batches_of
from sitegen.site.catalogue import Catalogue
from sitegen.site.make import Site, make_seen_site
from sitegen.site.making import Made
from sitegen.site.theme.templates import theme_of
from tests.editions import ROOT, make_seeds, sitegen_here


def make(jobs: int, seeds: Path = ROOT / "seeds") -> Site:
    config = load_config(seeds)
    edition, _ = read_edition(config, 1)
    theme = theme_of(config)
    with open_rehearsal() as output:
        return make_seen_site(edition, config, theme, make_inspector(edition, config).look, output, jobs)


@pytest.fixture(scope="module")
def alone() -> Site:
    return make(1)


def told_of(file: Written) -> tuple[str, str, bytes, int]:
    return file.path, file.made_from, file.digest, file.size


def test_how_many_cards_are_held_changes_no_page(monkeypatch: pytest.MonkeyPatch, alone: Site) -> None:
    monkeypatch.setattr(article_views, "MOST_CARDS", 1)
    assert list(map(told_of, make(1).files)) == list(map(told_of, alone.files))


def test_what_is_put_aside_of_pages_comes_back(monkeypatch: pytest.MonkeyPatch, alone: Site) -> None:
    monkeypatch.setattr(making, "MOST_HELD", 10)
    again = make(1)
    assert list(map(told_of, again.files)) == list(map(told_of, alone.files))
    assert (again.seen, again.ledger) == (alone.seen, alone.ledger)


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_pages_made_in_two_processes_are_those_made_in_one(
    monkeypatch: pytest.MonkeyPatch, alone: Site, way: str, tmp_path: Path
) -> None:
    if way not in multiprocessing.get_all_start_methods():
        pytest.skip(f"processes cannot begin by {way} here")
    # Those that are spawned begin with the themes and regular expressions compiled already, as those that are forked.
    (tmp_path / "sitecustomize.py").write_text("import tests.compiled\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, (tmp_path, ROOT))))
    monkeypatch.setattr(rendering, "PARALLEL_FROM", 1)
    monkeypatch.setattr(processes, "_context", lambda: multiprocessing.get_context(way))
    together = make(2)
    assert [told_of(file) for file in together.files] == [told_of(file) for file in alone.files]
    assert together.seen == alone.seen


def test_a_page_to_be_made_is_put_together_once_however_many_stand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of an issue of many pages few have changed: the others are not held, so that there is room for what is made."""
    stories = "\n\n".join(f"## 新桥第{at}期\n\n本报讯 第{at}段桥面已经完工。" for at in range(10))
    bulletins = {f"2023-05-04-0{at}.txt": f"# 河湾日报\n\n2023年5月4日 第{at}版\n\n{stories}\n" for at in range(1, 6)}
    seeds = make_seeds(tmp_path, bulletins)
    asked = Counter[str]()

    def counted(catalogue: Catalogue, related: Related) -> Iterator[Batch]:
        for batch in batches_of(catalogue, related):
            yield replace(batch, pages=partial(pages_of, batch))

    def pages_of(batch: Batch) -> Iterable[Made]:
        asked[batch.name] += 1
        return batch.pages()

    assert sitegen_here(tmp_path, "build").returncode == 0
    (seeds / "2023-05-04-01.txt").write_text(bulletins["2023-05-04-01.txt"].replace("第7段", "第八段"), "utf-8")
    monkeypatch.setattr(workshop, "batches_of", counted)
    monkeypatch.setattr(rendering, "MOST_OPEN", 40)
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert asked["2023/05/04/index.html"] == 1
    assert max(asked.values()) == 1
