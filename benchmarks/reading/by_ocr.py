"""How well pages are read that an OCR has read from a picture: invented pages, set in columns and drawn.

    python -m benchmarks.reading.by_ocr [--lang zh] [--every 30] [--from 0] [--width 420] [--columns 1]

Needs playwright with a Chromium, Tesseract 5 with its data of the language (Debian: tesseract-ocr-chi-sim), and Noto's
fonts. Articles count as right where headline and text are nearly the same: an OCR misreads characters, and what is
measured is the reading. Several columns Tesseract reads straight across: of how many pages that is told, is told.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from pathlib import Path

from benchmarks.reading.articles import begins
from benchmarks.reading.gate import Tally
from benchmarks.reading.labelled import label_of
from benchmarks.reading.set_pages import FIT, language_of_page, rows_of_pages
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.illustrating import Reading
from sitegen.reading.layout.labels import FURNITURE, Label
from sitegen.source import SourceText

DATA = {"zh": "chi_sim", "en": "eng", "de": "deu", "ru": "rus"}
LIKE_HEAD, LIKE_TEXT = 0.75, 0.85  # how much of a headline and of a text is the same
ACROSS = "r-006"
_BESIDE = frozenset({Label.KICKER, Label.DECK, Label.BYLINE})
_TAGS = {Label.HEADLINE: "h2", Label.SUBHEADING: "h3"}
_STYLE = """
body { margin: 20px; font: 15px/1.45 'Noto Serif CJK SC', 'Noto Serif', serif }
main { width: WIDTHpx; columns: COLUMNS; column-gap: 28px; column-rule: 1px solid #999 }
h2 { font: 900 25px/1.2 'Noto Serif CJK SC', 'Noto Serif', serif; margin: 14px 0 4px }
h3 { font-size: 16px; margin: 8px 0 2px }
p { margin: 0; text-align: justify; text-indent: 2em }
div { font-size: 13px; margin: 2px 0 }
.kicker, .deck { font-size: 17px }
"""


@dataclass(frozen=True, slots=True)
class Told:
    """The headline of an article and the text below it, letters and figures alone."""

    headline: str
    text: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", choices=DATA, default="zh")
    for name, number in (("--every", 30), ("--from", 0), ("--width", 420), ("--columns", 1)):
        parser.add_argument(name, type=int, default=number, dest=name.strip("-").replace("from", "first"))
    asked = parser.parse_args()
    pages = [page for page in rows_of_pages(FIT) if language_of_page(page[0]) == asked.lang][asked.first :: asked.every]
    tally, across = Tally(), 0
    for rows, text in read_by_ocr(pages, DATA[asked.lang], asked.width, asked.columns):
        readings = read_bulletin(Bulletin(source=SourceText("page.txt", text), stem="page"))
        read, printed = [*told_of(readings)], [*printed_in(rows)]
        tally.add(right_of(read, printed), len(read), len(printed))
        across += any(found.code == ACROSS for reading in readings for found in reading.diagnostics)
    print(f"{len(pages)} pages, articles F1 {tally.f1:.3f}; told to be read across columns: {across}")


def read_by_ocr(
    pages: Sequence[tuple[str, list[tuple[str, str]]]], data: str, width: int, columns: int
) -> Iterator[tuple[list[tuple[str, str]], str]]:
    """Returns the rows of each page, and what an OCR reads of its picture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        sheet = browser.new_page(viewport={"width": width + 40, "height": 900}, device_scale_factor=2)
        for name, rows in pages:
            sheet.set_content(set_page(rows, width, columns))
            picture = Path(folder) / f"{name}.png"
            sheet.screenshot(path=picture, full_page=True)
            command = ["tesseract", str(picture), "-", "-l", data, "--psm", "4" if columns == 1 else "1"]
            alone = os.environ | {"OMP_THREAD_LIMIT": "1"}  # its threads wait for one another
            yield rows, subprocess.run(command, capture_output=True, text=True, check=True, env=alone).stdout
        browser.close()


def set_page(rows: Sequence[tuple[str, str]], width: int, columns: int) -> str:
    """Returns a page in HTML, each line as large as newspapers set such."""
    style = _STYLE.replace("WIDTH", str(width)).replace("COLUMNS", str(columns))
    return f"<meta charset=utf-8><style>{style}</style>" + "".join(
        _element(label_of(name), text) for name, text in rows
    )


def _element(label: Label, text: str) -> str:
    running = label in (Label.PARAGRAPH, Label.ITEM, Label.CONTINUATION)
    tag = _TAGS.get(label) or ("p" if running else "div")
    return f'<{tag} class="{label}">{escape(text).replace(" / ", "<br>")}</{tag}>'


def printed_in(rows: Sequence[tuple[str, str]]) -> Iterator[Told]:
    """Returns the articles of a page."""
    above: Label | None = None
    article: list[tuple[Label, str]] = []
    for name, text in rows:
        label = label_of(name)
        if label not in FURNITURE:
            if article and begins(label, above):
                yield _told(article)
                article = []
            article.append((label, text))
        above = label if label not in FURNITURE or label is Label.STANDING_HEAD else above
    if article:
        yield _told(article)


def _told(article: Sequence[tuple[Label, str]]) -> Told:
    head = "".join(text for label, text in article if label is Label.HEADLINE)
    rest = "".join(text for label, text in article if label is not Label.HEADLINE and label not in _BESIDE)
    return Told(_bare(head), _bare(rest))


def told_of(readings: Sequence[Reading]) -> Iterator[Told]:
    """Returns the articles that were read."""
    for article in (article for reading in readings for article in reading.page.articles):
        text = "".join(prose.text for prose in (*(block.prose for block in article.body), *article.credit_lines))
        yield Told(_bare(article.headline.text if article.headline else ""), _bare(text))


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def right_of(read: Sequence[Told], printed: Sequence[Told]) -> int:
    """Count the printed articles that were read nearly as they are."""
    left, right = list(read), 0
    for article in printed:
        same = (one for one in left if _is_like(one.headline, article.headline, LIKE_HEAD))
        found = next((one for one in same if _is_like(one.text, article.text, LIKE_TEXT)), None)
        if found is not None:
            left.remove(found)
            right += 1
    return right


def _is_like(one: str, other: str, least: float) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= least


if __name__ == "__main__":
    main()
