"""Whole editions: what stands in `in/` makes the site whose readable parts stand in `golden/`, for people to review.

`pages.txt` shows the <main> of every page, a line for each block, links as [text](href). To add an edition, add a
folder with `in/` and run pytest with `--update-golden`; then read what was written as a reader of that paper would.
"""

from __future__ import annotations

import difflib
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen import __version__
from tests.editions import contents, sitegen_here

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
PLAIN = ("addresses.txt", "feed.xml", "sitemap.xml")
BLOCKS = {
    "p",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "caption",
    "tr",
    "div",
    "section",
    "article",
} | {*("main", "nav", "aside", "header", "ul", "ol", "dl", "table", "thead", "tbody", "form", "search", "noscript")}
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}


class Rendering(HTMLParser):
    """The text of <main>: a line for each block, headings with their marks, links and pictures with their targets.

    The reader's tools, the same on every article, are left out.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.lines = [""]
        self.href = ""
        self.inside = ""
        self.tools = 0  # elements open in them

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.tools or given.get("class") == "tools":
            self.tools += 1
            return
        if tag in ("main", "title"):
            self.inside = tag
        if self.inside != "main":
            return
        if tag in BLOCKS:
            self.lines.append(f"{HEADINGS[tag]} " if tag in HEADINGS else "")
        elif tag == "a":
            self.href = given.get("href") or ""
            self.lines[-1] += "["
        elif tag == "img":
            size = f"{given.get('width')}x{given.get('height')} {given.get('loading', 'at once')}"
            self.lines[-1] += f"![{given.get('alt')}]({given.get('src')} {size})"
        elif tag in ("td", "th", "br"):
            self.lines[-1] += " "
        elif tag == "time":
            self.lines[-1] += f"{{{given.get('datetime')}}}"

    def handle_endtag(self, tag: str) -> None:
        if self.tools:
            self.tools -= 1
        elif tag == self.inside:
            self.inside = ""
        elif self.inside and tag == "a":
            self.lines[-1] = self.lines[-1].rstrip() + f"]({self.href})"
        elif self.inside and tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.title += data
        elif self.inside == "main" and not self.tools:
            self.lines[-1] += data

    def text(self) -> str:
        lines = (re.sub(r"[ \n]+", " ", line).strip(" ") for line in self.lines)
        return "\n".join(line.replace("[ ", "[") for line in lines if line.strip("# "))


def readable(site: dict[str, bytes]) -> dict[str, str]:
    """Returns the parts of a site that a person can review, by the names of their golden files."""
    pages = []
    for address in sorted(address for address in site if address.endswith(".html")):
        rendering = Rendering()
        rendering.feed(site[address].decode())
        rendering.close()
        pages.append(f"==== {address}: {rendering.title}\n{rendering.text()}\n")
    plain = {name: site[name].decode().replace(f"sitegen {__version__}", "sitegen") for name in PLAIN}
    return {"pages.txt": "\n".join(pages), **plain}


@pytest.fixture
def made(case: Path, tmp_path: Path) -> tuple[dict[str, str], str]:
    """The readable parts of an edition, and what was said while it was built."""
    shutil.copytree(case / "in", tmp_path / "in")
    done = sitegen_here(tmp_path, "build", "in")
    assert done.returncode == 0, done.stderr
    return readable(contents(tmp_path / "public")), done.stderr


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_edition_gives_the_site_that_was_reviewed(
    case: Path, made: tuple[dict[str, str], str], update_golden: bool
) -> None:
    parts, said = made
    golden = case / "golden"
    got = {**parts, "findings.txt": said}
    if update_golden:
        shutil.rmtree(golden, ignore_errors=True)
        golden.mkdir()
        for name, text in got.items():
            (golden / name).write_text(text, "utf-8", newline="\n")
    assert golden.is_dir(), "no golden/: run pytest with --update-golden and read what it writes"
    wanted = {path.name: path.read_text("utf-8") for path in golden.iterdir()}
    assert sorted(wanted) == sorted(got)
    for name, text in got.items():
        difference = difflib.unified_diff(
            wanted[name].splitlines(), text.splitlines(), f"golden/{name}", f"built/{name}", lineterm=""
        )
        assert wanted[name] == text, "\n" + "\n".join(difference)


def test_a_difference_to_the_reviewed_site_is_seen(tmp_path: Path) -> None:
    shutil.copytree(CASES[0] / "in", tmp_path / "in")
    bulletin = max((tmp_path / "in").glob("*.txt"))
    bulletin.write_text(bulletin.read_text("utf-8") + "\nOne more line.\n", "utf-8", newline="\n")
    assert sitegen_here(tmp_path, "build", "in").returncode == 0
    parts = readable(contents(tmp_path / "public"))
    assert parts["pages.txt"] != (CASES[0] / "golden" / "pages.txt").read_text("utf-8")
