"""Fixture files: a title and two texts between lines of a single full stop; adding a case is adding lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A case of a fixture file, and the line it begins on."""

    file: Path
    line: int
    title: str
    given: str
    expected: str


def cases_of(file: Path) -> list[Case]:
    """Read a fixture file: title, `.`, input, `.`, expected outline, `.`"""
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


def settle(case: Case, got: str, update_golden: bool) -> None:
    """Hold what was read against its case, or write it into the case's file."""
    if update_golden and got != case.expected:
        text = case.file.read_text("utf-8")
        old, new = f".\n{case.given}\n.\n{case.expected}\n.\n", f".\n{case.given}\n.\n{got}\n.\n"
        assert old in text
        case.file.write_text(text.replace(old, new, 1), "utf-8")
        return
    assert got == case.expected
