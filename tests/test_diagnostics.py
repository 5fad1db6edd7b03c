"""Every finding about files and pages has a folder: what an editor may leave in `in/`, what is said in `golden.txt`.

What is said in Chinese stands in `golden.zh.txt`.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from sitegen.check.dates import check_dates, tell_waiting
from sitegen.config import load_config
from sitegen.errors import ConfigError, Diagnostic
from sitegen.holding import waits_until
from sitegen.messages import CHINESE, ENGLISH, say
from sitegen.model.edition import assemble, find_clashes
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import find_bulletins, read_one
from sitegen.reading.files.image_files import LARGEST
from sitegen.reading.files.unread import find_unread
from sitegen.reading.illustrating import with_images
from sitegen.site.theme.templates import load_theme

CASES = sorted(path for path in (Path(__file__).parent / "diagnostics").glob("[cobmrde]-*") if path.is_dir())


TODAY = date(2030, 1, 1)
GOLDEN = {ENGLISH: "golden.txt", CHINESE: "golden.zh.txt"}


def render(diagnostic: Diagnostic, language: str) -> str:
    message, hint = diagnostic.told(language)
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    severity, settle = say(language, f"severity.{diagnostic.severity.value}"), say(language, "told.settle")
    text = f"{place}: {severity} {diagnostic.code}{say(language, 'told.message', what=message)}\n"
    return text + (f"  {settle}{hint}\n" if hint else "")


def findings_about_config() -> tuple[Diagnostic, ...]:
    """Read the configuration and the theme that it names."""
    try:
        config = load_config(Path("in"))
        load_theme(config.theme, config.seeds, config.language)
    except ConfigError as error:
        return error.diagnostics
    return ()


def findings_about_pages() -> tuple[Diagnostic, ...]:
    """Read the bulletins one by one: what is found on each page, and between them."""
    files = [read_one(file, file.as_posix()) for file in sorted(Path("in").rglob("*.txt"))]
    read = [reading for bulletin, _ in files if bulletin is not None for reading in read_bulletin(bulletin)]
    readings = with_images(read, Path("in"), "in")
    edition = assemble(reading.page for reading in readings)
    said = [d for _, found in files for d in found] + [d for reading in readings for d in reading.diagnostics]
    said += [*find_clashes(edition), *check_dates(edition, TODAY)]
    said += [told for page in edition.pages() if waits_until([page], TODAY) for told in tell_waiting([page], TODAY)]
    return tuple(sorted(said, key=lambda d: d.sort_key))


def findings_about_files() -> tuple[Diagnostic, ...]:
    """Read the folder as a build does: what is found in files and overlays, and in what overlays ask of a page."""
    bulletins, found = find_bulletins(Path("in"), "in")
    readings = with_images([reading for b in bulletins for reading in read_bulletin(b)], Path("in"), "in")
    named = (name for reading in readings for name in reading.named)
    unread = find_unread(Path("in"), "in", bulletins, named)
    asked = (d for reading in readings for d in reading.diagnostics if d.code[0] in "bom")
    return tuple(sorted((*found, *unread, *asked), key=lambda d: d.sort_key))


def add_what_no_repository_holds(case: str) -> None:
    """Make a file that is too large, one whose name is not UTF-8, and links to what is outside."""
    if case == "b-014":
        with Path("in/poster.png").open("wb") as file:
            file.truncate(LARGEST + 1)
    elif case == "b-007-form":
        for name in ("caf\u00e9", "cafe\u0301"):
            shutil.copy("in/page.txt", f"in/{name}.txt")
    elif case == "b-013":
        Path("outside.png").write_bytes(b"")
        Path("in/linked.png").symlink_to("../outside.png")
    elif case == "b-015":
        Path(os.fsdecode(b"in/" + "老街".encode("gbk") + b".txt")).write_bytes(b"")
    elif case == "c-026":
        Path("outside").mkdir()
        Path("in/evening/static").symlink_to("../../outside")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_finding_is_said_as_recorded(
    case: Path, update_golden: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(case / "in", tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    add_what_no_repository_holds(case.name)
    about_pages = case.name[0] in "rde"
    about_config = case.name.startswith("c-") or Path("in/edition.yaml").exists()
    if about_pages:
        findings = [*findings_about_pages()]
    else:
        findings = [*(findings_about_config() if about_config else ()), *findings_about_files()]
    for language, name in GOLDEN.items():
        said = "".join(render(found, language) for found in findings)
        golden = case / name
        if update_golden:
            golden.write_text(said, encoding="utf-8", newline="\n")
        assert golden.is_file(), f"no {name}: run pytest with --update-golden and look at what it writes"
        assert said == golden.read_text(encoding="utf-8")
        assert f" {case.name[:5]}{say(language, 'told.message', what='')}" in said, (
            "the folder does not show the finding that it is named after"
        )
