"""Days that a misread year makes, and pages that must not be out before their day.

The kind: a date that nobody checks stands on the front for ever, leads the feed, and dates the whole edition.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from sitegen.check.dates import days_apart
from sitegen.holding import is_held
from tests.editions import CONFIG, contents, make_seeds, sitegen_here

STORY = "# 柳滩晚报\n\n{year}年{month}月{day}日 第1版\n\n## 渡口{what}\n\n本报讯 柳滩渡口的新船昨日下水，全长18米。\n"


def seeds(folder: Path, *days: str, **more: str) -> Path:
    files = {"edition.yaml": CONFIG}
    for at, day in enumerate(days):
        year, month, number = map(int, day.split("-"))
        files[f"{day}-01.txt"] = STORY.format(year=year, month=month, day=number, what="新旧大小高"[at % 5] + "船下水")
    made = make_seeds(folder, {**files, **{name.replace("_", "."): text for name, text in more.items()}})
    for name in ("2023-05-04-01.txt", "laojie.txt"):
        (made / name).unlink()
    return made


def told(folder: Path, *options: str) -> list[str]:
    done = sitegen_here(folder, "build", "-o", "out", "--clean", *options)
    assert done.returncode == 0, done.stderr
    lines = (line for line in done.stderr.splitlines() if " d-00" in line)
    return [f"{line.partition(':')[0].removeprefix('seeds/')[:10]} {line.split(': ')[1].split()[1]}" for line in lines]


def test_a_year_misread_is_told_without_a_clock_and_by_the_day_of_the_build(tmp_path: Path) -> None:
    seeds(tmp_path, "2024-03-05", "2031-01-05")
    assert told(tmp_path) == ["2031-01-05 d-008"]
    assert told(tmp_path, "--today", "2026-11-28") == ["2031-01-05 d-009"]
    assert told(tmp_path, "--today", "2031-01-05") == ["2031-01-05 d-008"]
    strict = sitegen_here(tmp_path, "build", "--strict", "-o", "strict")
    assert strict.returncode == 1
    (tmp_path / "seeds/2031-01-05-01.yaml").write_text("date: 2031-01-05\n", "utf-8")
    assert told(tmp_path, "--today", "2026-11-28") == []


@pytest.mark.parametrize(
    ("days", "apart"),
    [
        (["2024-03-05", "2031-01-05"], ["2031-01-05"]),
        (["2024-03-05", "2024-03-06", "2034-03-07"], ["2034-03-07"]),
        (["1024-03-05", "2024-03-05", "2024-03-06"], ["1024-03-05"]),
        (
            ["2024-03-05", "2024-03-12", "2024-03-19", "2024-03-26", "2042-04-02", "2042-04-09"],
            ["2042-04-02", "2042-04-09"],
        ),
        (["1950-05-01", "1960-05-01", "1970-05-01", "1980-05-01"], []),
        (["2024-03-05"], []),
        ([], []),
        (["2022-12-31", "2024-03-05"], []),
        ([f"19{year}-0{month}-01" for year, month in product((50, 51), range(1, 9))] + ["2024-03-05"], ["2024-03-05"]),
        ([f"{year}-0{month}-01" for year, month in product((1950, 2024), range(1, 9))], []),
    ],
)
def test_what_stands_far_apart_is_few_days_beside_many(days: list[str], apart: list[str]) -> None:
    assert [day.isoformat() for day in days_apart([date.fromisoformat(day) for day in days])] == apart


def test_the_page_of_tomorrow_waits_for_its_day_by_itself(tmp_path: Path) -> None:
    seeds(tmp_path, "2026-11-28", "2026-11-29", "2026-11-30")
    for today, waiting in {"2026-11-28": ["29", "30"], "2026-11-29": ["30"], "2026-11-30": []}.items():
        done = sitegen_here(tmp_path, "build", "--strict", "--today", today, quiet_for=0)
        assert done.returncode == 0, done.stderr
        missing = [day for day in ("29", "30") if not (tmp_path / "public/2026/11" / day).exists()]
        assert missing == waiting
        next_ = f"the next until 2026-11-{waiting[0]}" if waiting else ""
        assert next_ in done.stderr and ("held back" in done.stderr) == bool(waiting)
    said = sitegen_here(tmp_path, "check", "--today", "2026-11-29").stderr
    assert "seeds/2026-11-30-01.txt:3:1: note d-010: dated 2026-11-30, after 2026-11-29" in said


def test_a_page_waits_neither_for_years_nor_against_its_editor(tmp_path: Path) -> None:
    made = seeds(tmp_path, "2026-11-28", "2026-11-30", "2027-03-05")
    (made / "2026-11-30-01.yaml").write_text("date: 2026-11-30\n", "utf-8")
    assert told(tmp_path, "--today", "2026-11-28") == ["2027-03-05 d-009"]
    assert (tmp_path / "out/2026/11/30/01.html").exists() and (tmp_path / "out/2027/03/05/01.html").exists()


def test_a_file_of_two_pages_waits_until_the_first_of_them_is_out(tmp_path: Path) -> None:
    both = "\n".join(STORY.format(year=2026, month=11, day=day, what=f"第{day}船下水") for day in (29, 30))
    seeds(tmp_path, "2026-11-27", two_txt=both)
    assert sitegen_here(tmp_path, "build", "--today", "2026-11-28").returncode == 0
    assert not (tmp_path / "public/2026/11/29").exists()
    assert told(tmp_path, "--today", "2026-11-29") == ["two.txt d-009"]


def test_an_edition_that_waits_whole_is_told_and_what_is_out_does_not_vanish(tmp_path: Path) -> None:
    seeds(tmp_path, "2026-11-30")
    done = sitegen_here(tmp_path, "build", "--today", "2026-11-29")
    assert "error b-016: all 1 bulletins are held back, the next until 2026-11-30" in done.stderr
    seeds(tmp_path, "2026-11-28", "2026-11-30")
    assert sitegen_here(tmp_path, "build").returncode == 0
    done = sitegen_here(tmp_path, "build", "--today", "2026-11-29")
    assert done.returncode == 1
    assert "error x-008: 2026/11/30/" in done.stderr


@pytest.mark.parametrize("hold", ["2026-12-01", "'2026-12-01'", "true"])
def test_a_page_held_back_is_nowhere_and_no_promise(tmp_path: Path, hold: str) -> None:
    held = seeds(tmp_path, "2024-03-05", "2024-03-12") / "2024-03-12-01.yaml"
    held.write_text(f"hold: {hold}\n", "utf-8")
    for options in ((), ("--today", "2026-11-30")):
        done = sitegen_here(tmp_path, "build", *options, quiet_for=0)
        assert done.returncode == 0, done.stderr
        assert "1 bulletin is held back" in done.stderr
        public = contents(tmp_path / "public")
        assert not [path for path, text in public.items() if "2024/03/12" in path or "旧船".encode() in text]
    again = sitegen_here(tmp_path, "build", "--today", "2026-12-01")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "public/2024/03/12/01.html").exists() == (hold != "true")


def test_what_was_published_does_not_vanish_where_nobody_says_which_day_it_is(tmp_path: Path) -> None:
    held = seeds(tmp_path, "2024-03-05", "2024-03-12") / "2024-03-12-01.yaml"
    held.write_text("hold: 2026-12-01\n", "utf-8")
    assert sitegen_here(tmp_path, "build", "--today", "2026-12-02").returncode == 0
    before = contents(tmp_path / "public")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert "say with --today which day it is" in done.stderr
    assert contents(tmp_path / "public") == before


def test_an_edition_that_is_held_back_whole_is_told(tmp_path: Path) -> None:
    held = seeds(tmp_path, "2024-03-12") / "2024-03-12-01.yaml"
    held.write_text("hold: true\n", "utf-8")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert "error b-016: all 1 bulletins are held back" in done.stderr


def test_an_acceptance_for_a_page_held_back_waits_with_it(tmp_path: Path) -> None:
    accept = "accept: [{code: d-008, at: 2031-01-05-01.txt, because: 将来}]\n"
    held = seeds(tmp_path, "2024-03-05", "2031-01-05", edition_yaml=CONFIG + accept) / "2031-01-05-01.yaml"
    held.write_text("hold: true\n", "utf-8")
    done = sitegen_here(tmp_path, "build", "--strict")
    assert done.returncode == 0, done.stderr


def test_edited_markdown_is_held_back_by_its_front_matter(tmp_path: Path) -> None:
    seeds(tmp_path, "2024-03-05", c_md="---\ndate: 2024-03-06\nhold: 2026-12-01\n---\n\n# 标题\n\n正文。\n")
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert not (tmp_path / "public/2024/03/06").exists()


def test_the_proof_sheet_shows_what_is_held_back(tmp_path: Path) -> None:
    held = seeds(tmp_path, "2024-03-05", "2024-03-12") / "2024-03-12-01.yaml"
    held.write_text("hold: true\n", "utf-8")
    assert sitegen_here(tmp_path, "proof").returncode == 0
    assert "渡口旧船下水" in (tmp_path / "proof/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("until", "today", "held"),
    [
        (None, None, False),
        (None, date(2026, 1, 1), False),
        (date(2026, 12, 1), None, True),
        (date(2026, 12, 1), date(2026, 11, 30), True),
        (date(2026, 12, 1), date(2026, 12, 1), False),
        (date.max, date(2999, 1, 1), True),
    ],
)
def test_an_embargo_never_ends_by_accident(until: date | None, today: date | None, held: bool) -> None:
    assert is_held(until, today) is held


@pytest.mark.parametrize("hold", ["morgen", "2026-12", "2026-13-01", "2026-12-01~", "[]"])
def test_a_day_that_is_none_is_told_and_the_page_stays_back(tmp_path: Path, hold: str) -> None:
    held = seeds(tmp_path, "2024-03-05", "2024-03-12") / "2024-03-12-01.yaml"
    held.write_text(f"hold: {hold}\n", "utf-8")
    done = sitegen_here(tmp_path, "build", "--today", "2026-12-01")
    assert done.returncode == 1
    assert "seeds/2024-03-12-01.yaml:1:7: error o-00" in done.stderr
