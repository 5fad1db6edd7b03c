"""Pages are made in several processes, and nobody can tell."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from sitegen.build import read_edition
from sitegen.check.pages import make_inspector
from sitegen.config import load_config
from sitegen.machine import processes
from sitegen.publish import open_rehearsal
from sitegen.site import article_views, rendering
from sitegen.site import make as making
from sitegen.site.artifacts import Written
from sitegen.site.make import Site, make_seen_site
from sitegen.site.theme.templates import theme_of
from tests.editions import ROOT


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
