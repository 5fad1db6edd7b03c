"""One fixture file a rule: title, `.`, input, `.`, expected outline, `.`; adding a case is adding a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixture_files import Case, cases_of, settle
from tests.outline import outline, read_text

FOLDER = Path(__file__).parent.parent / "fixtures" / "reading"


CASES = [case for file in sorted(FOLDER.glob("*.md")) for case in cases_of(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.file.stem}:{c.line} {c.title}")
def test_each_printed_habit_is_read_as_its_fixture_says(case: Case, update_golden: bool) -> None:
    settle(case, outline(read_text(case.given)), update_golden)


def test_every_reading_rule_has_its_fixture_file() -> None:
    from sitegen.reading.detect.rules import RULES

    assert {rule.__name__ for rule in RULES} <= {file.stem for file in FOLDER.glob("*.md")}
