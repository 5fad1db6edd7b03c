"""One fixture file a rule: title, `.`, input, `.`, expected outline, `.`; adding a case is adding a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.outline import outline, read_text

FOLDER = Path(__file__).parent.parent / "fixtures" / "reading"


@dataclass(frozen=True)
class Case:
    file: Path
    line: int
    title: str
    given: str
    expected: str


def cases_of(file: Path) -> list[Case]:
    cases, title, parts, start = [], "", [], 0
    current: list[str] | None = None
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        if line == ".":
            if current is None:
                current, start = [], number
                continue
            parts.append("\n".join(current))
            current = []
            if len(parts) == 2:
                cases.append(Case(file, start, title, parts[0], parts[1]))
                title, parts, current = "", [], None
        elif current is not None:
            current.append(line)
        elif line.strip():
            title = line.strip()
    assert not parts and current is None, f"{file.name}: the last case is not closed with `.`"
    return cases


CASES = [case for file in sorted(FOLDER.glob("*.md")) for case in cases_of(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.file.stem}:{c.line} {c.title}")
def test_each_printed_habit_is_read_as_its_fixture_says(case: Case, update_golden: bool) -> None:
    got = outline(read_text(case.given))
    if update_golden and got != case.expected:
        text = case.file.read_text("utf-8")
        old, new = f".\n{case.given}\n.\n{case.expected}\n.\n", f".\n{case.given}\n.\n{got}\n.\n"
        assert old in text
        case.file.write_text(text.replace(old, new, 1), "utf-8")
        return
    assert got == case.expected


def test_every_reading_rule_has_its_fixture_file() -> None:
    from sitegen.reading.rules import RULES

    assert {rule.__name__ for rule in RULES} <= {file.stem for file in FOLDER.glob("*.md")}
