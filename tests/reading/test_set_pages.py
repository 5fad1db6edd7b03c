"""Whole pages that people have invented keep to their format; however they are printed, each line keeps its label."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

import pytest

from benchmarks.reading.compose import print_page
from benchmarks.reading.drawing import draw_habits
from benchmarks.reading.labelled import label_of
from benchmarks.reading.printed import Printed
from benchmarks.reading.set_pages import FIT, GATE, SETTINGS, rows_of_pages, set_pages
from benchmarks.reading.varying import varied
from sitegen.reading.layout.labels import NEVER_FIRST, NEVER_LAST, Label, may_follow

LONG = 40  # characters of a line that two people do not invent alike
DRAWN = 60  # pages that are printed with other habits


def labels(page: Printed) -> list[Label]:
    """Returns the labels of a page's lines in order."""
    return [label_of(page.labels[number], goes_on=number in page.goes_on) for number in sorted(page.labels)]


@pytest.mark.parametrize("folder", [FIT, GATE], ids=["fit", "gate"])
def test_every_line_of_an_invented_page_has_a_label_that_may_stand_there_and_a_text(folder: Path) -> None:
    for page in set_pages(folder, SETTINGS["unmarked"]):
        found = labels(page)
        rows = page.text.split("\n")
        assert all(rows[number - 1].strip() for number in page.labels), page.texts
        assert [step for step in pairwise(found) if not may_follow(*step)] == [], page.texts
        assert found[0] not in NEVER_FIRST, page.texts
        assert found[-1] not in NEVER_LAST, page.texts


def test_no_long_line_stands_both_on_a_page_to_fit_on_and_on_one_to_test_on() -> None:
    fit, gate = (
        {text for _, rows in rows_of_pages(folder) for _, text in rows if len(text) >= LONG} for folder in (FIT, GATE)
    )
    assert len(gate) > len(SETTINGS)
    assert fit & gate == set()


def test_a_page_printed_with_drawn_habits_has_the_labels_that_were_given() -> None:
    for name, rows in islice(rows_of_pages(FIT), DRAWN):
        rng = random.Random(name)
        page = print_page(rng, rows, draw_habits(rng), name)
        printed = page.text.split("\n")
        assert set(page.labels) == {number for number, row in enumerate(printed, 1) if row.strip()}
        assert [step for step in pairwise(labels(page)) if not may_follow(*step)] == [], name
        headlines = sum(label == "headline" for label, _ in rows)
        assert sum(label is Label.HEADLINE for label in labels(page)) == headlines, name


def test_a_varied_page_has_lines_of_the_page_alone_in_an_order_that_may_be() -> None:
    fewer = other = 0
    for name, rows in islice(rows_of_pages(FIT), DRAWN):
        found = varied(random.Random(name), rows)
        assert not Counter(found) - Counter(rows), name
        labels = [Label(label) for label, _ in found]
        assert [step for step in pairwise(labels) if not may_follow(*step)] == [], name
        told = [sum(label == "headline" for label, _ in page) for page in (found, rows)]
        fewer += told[0] < told[1]
        other += found != list(rows)
    assert 0 < fewer < other < DRAWN
