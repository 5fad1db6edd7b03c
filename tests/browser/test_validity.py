"""What the W3C's Nu checker says of the HTML, the style sheets and the icon of a finished site: nothing."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.arriving import lacking
from tests.browser.conftest import Site, file_of
from tests.browser.test_proof import CUT
from tests.editions import QUICK_JAVA, ROOT, make_seeds, sitegen_here

# It does not know where a document lies, and so whether what a relative address names comes from the same place.
NOT_KNOWN = ".*Content Security Policy.* “[^:”]*” blocked by .*"
# It takes JSON-LD for a script, which the policy would stop; a browser does not, as data are not run. That no other
# script stands in a page is asked below.
DATA = ".*Content Security Policy.*“script-src” directive .missing “‘unsafe-inline’” or nonce/hash.*"
INLINE = re.compile(r"<script(?![^>]*(?: src=|type=\"application/ld\+json\"))")
# A marked range has no element; the checker's CSS does not know this selector yet, a younger one than its grammar.
HIGHLIGHT = re.compile(r"::highlight\([a-z-]+\)")
# Nor does it know what is younger than its list of properties. Each of these stands in a draft of the W3C, and where a
# browser does not know one, the page is simply set as it was before there was such a thing.
YOUNG = ".*(container-type|line-clamp|animation-timeline|timeline-scope|view-timeline|animation-range|@container).*"


def nu(java: str, jar: Path, *arguments: str | Path) -> list[str]:
    """Returns what the checker says, a line a finding."""
    command = [
        java,
        *QUICK_JAVA.split(),
        "-Xss8m",
        "-jar",
        jar,
        "--stdout",
        "--Werror",
        "--filterpattern",
        f"{NOT_KNOWN}|{DATA}|{YOUNG}",
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert not done.stderr
    return done.stdout.splitlines()


@dataclass(frozen=True)
class Checked:
    """Folders of pages, all looked at in one run of the checker, as it takes seconds to start."""

    wrong: Path
    pictures: Path
    proof: Path
    sheets: Path
    said: list[str]

    def of(self, folder: Path) -> list[str]:
        """Give what is said of a folder."""
        return [line for line in self.said if f"{folder.as_uri()}/".removeprefix("file://") in unquote(line)]


@pytest.fixture(scope="module")
def checked(
    program: Callable[[str], str | None],
    checkers: Path,
    site: Site,
    scanned: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Checked:
    jar = file_of(checkers, "vnu-jar/build/dist/vnu.jar")
    java = program("java")
    if java is None:
        lacking("java, which runs the Nu checker, is not on the PATH")
    folder = tmp_path_factory.mktemp("checked")
    wrong, pictures, desk, sheets = (folder / name for name in ("wrong", "pictures", "desk", "sheets"))
    wrong.mkdir()
    (wrong / "wrong.html").write_text("<!DOCTYPE html><html lang=en><title>Wrong</title><p><li>", "utf-8")
    assert sitegen_here(ROOT, "build", "tests/cases/pictures/in", "-o", str(pictures)).returncode == 0
    make_seeds(desk, {"2023-05-04-01.txt": CUT, "no.txt": ""})
    sitegen_here(desk, "proof")
    sheets.mkdir()
    (sheets / "wrong.html").write_text(with_sheet("p { colour: black }"), "utf-8")
    own = (scanned / "static" / "scan.css", desk / "proof" / "static" / "proof.css")
    for sheet in (*(site.folder / "static").glob("*.css"), *own):
        text = HIGHLIGHT.sub("::selection", sheet.read_text("utf-8"))
        (sheets / f"{sheet.name}.html").write_text(with_sheet(text), "utf-8")
    places = (wrong, pictures, desk / "proof", sheets, site.folder, scanned)
    assert all(next(place.rglob("*.html"), None) for place in places)
    said = nu(java, jar, "--skip-non-html", "--also-check-svg", *places)
    return Checked(wrong, pictures, desk / "proof", sheets, said)


def with_sheet(text: str) -> str:
    """Returns a page that holds a style sheet: it is looked at as one that stands alone, without a run of its own."""
    assert "</style" not in text
    return f"<!DOCTYPE html><html lang=en><title>A style sheet</title><style>\n{text}</style>"


def test_the_checker_tells_what_is_wrong(checked: Checked) -> None:
    assert any("error" in line for line in checked.of(checked.wrong))


def test_no_script_stands_in_a_page(site: Site) -> None:
    pages = {path: path.read_text("utf-8") for path in site.folder.rglob("*.html")}
    assert [path for path, text in pages.items() if INLINE.search(text)] == []
    assert any("application/ld+json" in text for text in pages.values())


def test_every_page_of_the_seeds_is_valid(site: Site, checked: Checked) -> None:
    assert checked.of(site.folder) == []


def test_pages_with_pictures_and_the_proof_sheet_are_valid(checked: Checked) -> None:
    assert checked.of(checked.pictures) == []
    assert checked.of(checked.proof) == []


def test_pages_with_scans_are_valid(scanned: Path, checked: Checked) -> None:
    assert checked.of(scanned) == []


def test_style_sheets_are_valid(checked: Checked) -> None:
    assert len(list(checked.sheets.iterdir())) > 3
    assert [line for line in checked.of(checked.sheets) if "wrong.html" not in line] == []
    assert any("colour" in line for line in checked.of(checked.sheets))


def test_nothing_is_said_of_any_other_page(checked: Checked) -> None:
    assert {*checked.said} == {*checked.of(checked.wrong), *checked.of(checked.sheets)}
