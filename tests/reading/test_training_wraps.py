"""What wrapped pages teach, and what pages of an editor teach: those are read before there are new weights."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.reading.fixtures import of_fixture
from benchmarks.reading.labelled import wraps_of
from benchmarks.reading.printed import Printed
from benchmarks.reading.sources import known_pages
from sitegen.reading.layout.weights import JOINS

RAGGED = """The lamps along the old quay
were lit again on Monday, after
two winters in the dark, and the
ferrymen, who had complained the
loudest of all, were the first
to take off their caps to them.
Nobody asked what it had cost.
The mayor, a
straightforwardly-mannered man,
went home early, and on foot."""


def test_a_line_that_leaves_no_room_for_a_long_word_goes_on_as_full_ones_do() -> None:
    rows = RAGGED.split("\n")
    begins = {1, 7, 8}
    labels = dict.fromkeys(range(1, len(rows) + 1), "paragraph")
    page = Printed(RAGGED, labels, frozenset(labels) - begins)
    learned = [label for _, label in wraps_of(page)]
    assert learned.count(JOINS) == len(rows) - len(begins) - 1, "only the line below `The mayor, a` may be left out"


def test_the_lines_of_a_fixtures_paragraph_go_on() -> None:
    blocks = ("headline: The lamps", "paragraph [3,4]: They were lit again.", "caption [6,7]: A lamp on the quay.")
    expected = "\n  ".join(("article 1 news", *blocks))
    page = of_fixture("The lamps\n\nThey were\nlit again.\n\nA lamp\non the quay.", expected)
    assert page is not None
    assert page.goes_on == {4, 7}
    assert page.labels == {1: "headline", 3: "paragraph", 4: "paragraph", 6: "caption", 7: "caption"}


def test_pages_of_an_editor_are_read_before_the_weights_are_made_anew(
    tmp_path: Path, quick_training: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_with: list[bool] = []
    swapped: list[str] = []

    class Weighed:
        def __init__(self, text: str) -> None:
            swapped.append(text)

        def __enter__(self) -> None: ...

        def __exit__(self, *_: object) -> None: ...

    def pages(*_: object) -> list[Printed]:
        read_with.append(bool(swapped))
        return list(known_pages(tmp_path, None, ("fixtures",)))

    monkeypatch.setattr(quick_training, "weighed_by", Weighed)
    monkeypatch.setattr(quick_training, "known_pages", pages)
    quick_training.make_weights(quick_training.Plan(tmp_path, pages=12, without=("fixtures",)))
    assert swapped, "the weights were not swapped at all"
    assert read_with == [False]
