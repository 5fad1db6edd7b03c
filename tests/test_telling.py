"""What a build says of itself while it works, and that it says nothing where nobody wants to hear it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from sitegen.site.proof import sheet
from sitegen.speaking import telling
from sitegen.speaking.telling import Telling
from tests.editions import DATED, make_seeds, published, sitegen_here


def said(*, quiet: bool, terminal: bool) -> str:
    """Tell of a step of three items, and sum up; give what was written."""
    file = io.StringIO()
    with Telling(Console(file=file, force_terminal=terminal, width=100), quiet=quiet) as told:
        done = told.begin("reading", 3)
        for _ in range(3 if done else 0):
            done()  # type: ignore[misc]
    told.sum_up()
    return file.getvalue()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "QUIET_FOR", 0.0)
    monkeypatch.setattr(telling, "_OFTEN", 0.0)


@pytest.mark.usefixtures("at_once")
def test_a_log_gets_one_line_for_a_step_and_one_for_all() -> None:
    lines = said(quiet=False, terminal=False).splitlines()
    assert lines[0] == "reading bulletins (3)"
    assert " s" in lines[1]
    assert len(lines) == 2


@pytest.mark.usefixtures("at_once")
def test_a_terminal_gets_a_bar_that_goes_away() -> None:
    drawn = said(quiet=False, terminal=True)
    assert "reading bulletins" in drawn
    assert "3/3" in drawn
    assert "\x1b[2K" in drawn  # the line of the bar is wiped


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("terminal", [True, False])
def test_quiet_says_nothing(terminal: bool) -> None:
    assert said(quiet=True, terminal=terminal) == ""


def test_a_short_step_is_not_worth_a_line() -> None:
    assert said(quiet=False, terminal=False) == ""


def test_a_quiet_build_tells_of_findings_alone(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": DATED})
    loud, quiet = (sitegen_here(tmp_path, "build", *options, quiet_for=0) for options in ((), ("--quiet",)))
    assert "reading bulletins (2)" in loud.stderr
    assert "reading bulletins" not in quiet.stderr
    assert quiet.returncode == loud.returncode == 0


@pytest.mark.parametrize(
    ("command", "steps"),
    [
        (
            "check",
            [
                "reading bulletins",
                "making pages of articles",
                "making the site again, in another order",
                "following links",
            ],
        ),
        ("proof", ["reading bulletins"]),
        ("pin", ["reading bulletins"]),
        ("settle", ["reading bulletins"]),
    ],
)
def test_what_reads_a_whole_edition_tells_of_its_steps(tmp_path: Path, command: str, steps: list[str]) -> None:
    published(tmp_path)
    told = sitegen_here(tmp_path, command, quiet_for=0)
    assert told.returncode == 0, told.stderr
    lines = [line for line in re.findall(r"^([a-z ,]+) \(\d+\)$", told.stderr, re.M) if line != "trying the search"]
    assert lines == steps


def test_each_bulletin_with_a_page_of_the_proof_sheet_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "ON_ONE_PAGE", 1)
    make_seeds(tmp_path, {"2023-05-04-01.txt": DATED})
    assert "making the proof sheet (2)" in sitegen_here(tmp_path, "proof", quiet_for=0).stderr
