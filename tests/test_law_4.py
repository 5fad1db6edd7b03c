"""Law 4 broken on purpose: what is made depends on something else than the seeds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from sitegen import build as building
from sitegen.site.artifacts import Written
from sitegen.site.make import Site
from tests.editions import UNDATED
from tests.newsroom import Newsroom


def counted(files: tuple[Written, ...], number: int) -> tuple[Written, ...]:
    return tuple(structs.replace(file, digest=b"%d" % number) if file.path == "index.html" else file for file in files)


def appearing(files: tuple[Written, ...], number: int) -> tuple[Written, ...]:
    return (*files, Written(f"{number}.txt", "", b"", 0))


@pytest.mark.parametrize("unsteady", [counted, appearing])
def test_a_maker_that_makes_something_else_the_second_time_is_caught(
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    unsteady: Callable[[tuple[Written, ...], int], tuple[Written, ...]],
) -> None:
    def make(*given: Any, **named: Any) -> Site:
        site = right(*given, **named)
        return replace(site, files=unsteady(site.files, next(times)))

    right, times = building.make_seen_site, itertools.count()
    monkeypatch.setattr(building, "make_seen_site", make)
    codes, _ = newsroom.is_refused(command="check")
    assert codes == {"x-007"}


def test_a_clock_in_the_feed_is_caught(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count()
    monkeypatch.setattr("sitegen.site.feeds.rss.rfc822", lambda *_: f"{next(clock)} seconds past")
    codes, said = newsroom.is_refused(command="check")
    assert codes == {"x-007"}
    assert "public/feed.xml: error x-007" in said


def test_pages_ordered_by_how_they_were_read_are_caught(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_they_come(pages: object) -> object:
        given = list(pages)  # type: ignore[call-overload]
        edition = right(given)
        return replace(edition, undated=tuple(sorted(edition.undated, key=lambda i: given.index(i.pages[0]))))

    right = building.assemble
    newsroom.write("another.txt", UNDATED)
    monkeypatch.setattr(building, "assemble", as_they_come)
    codes, _ = newsroom.is_refused(command="check")
    assert codes == {"x-007"}
