"""One fixture file a rule: title, `.`, input, `.`, expected outline, `.`; adding a case is adding a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.reading.detect.look import Around
from sitegen.reading.detect.rules import CONTACT_LIMIT, OF_LONG, RULES
from sitegen.reading.detect.titles import page_style
from sitegen.reading.page import NO_HINTS
from sitegen.reading.text.lines import lines_as_written
from sitegen.source import SourceText
from tests.fixture_files import Case, cases_of, settle
from tests.outline import outline, read_text

FOLDER = Path(__file__).parent.parent / "fixtures" / "reading"


CASES = [case for file in sorted(FOLDER.glob("*.md")) for case in cases_of(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.file.stem}:{c.line} {c.title}")
def test_each_printed_habit_is_read_as_its_fixture_says(case: Case, update_golden: bool) -> None:
    settle(case, outline(read_text(case.given)), update_golden)


def test_every_reading_rule_has_its_fixture_file() -> None:
    assert {rule.__name__ for rule in RULES} <= {file.stem for file in FOLDER.glob("*.md")}


def test_what_a_short_line_only_may_be_no_long_line_is() -> None:
    texts = {line.strip("# ") for case in CASES for line in case.given.split("\n") if line.strip("# ")}
    long = [f"{text} " * (CONTACT_LIMIT // len(text) + 1) for text in sorted(texts)]
    lines = [line for text in long for line in lines_as_written(SourceText("long.txt", text))]
    style = page_style(lines)
    only_short = [rule for rule in RULES if rule not in OF_LONG]

    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        around = Around(before, after, style, NO_HINTS)
        assert [rule.__name__ for rule in only_short if rule(line, around)] == [], line.text
