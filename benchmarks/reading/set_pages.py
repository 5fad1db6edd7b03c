"""Pages that people have invented, as other papers set them: a label and a text a line, in several renderings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.articles import LABELS, Article, begins
from benchmarks.reading.printed import Printed

FOLDER = Path(__file__).parent / "pages"
_OF_PAGE = frozenset({"standing-head", "index", "editors", "slogan", "slogan-attribution"})
_OTHER_LANGUAGES = frozenset(["cs", "de", "en", "es", "fr", "id", "it", "pl", "pt", "ru", "sv", "tr", "vi"])
FIT, GATE = FOLDER / "fit", FOLDER / "gate"  # learned from, and only tested on


@dataclass(frozen=True, slots=True)
class Setting:
    """The marks of headlines and of subheadings, before and behind, and what stands between two lines."""

    head: tuple[str, str]
    part: tuple[str, str]
    between: str = "\n\n"


SETTINGS: Mapping[str, Setting] = {
    "marked": Setting(("## ", ""), ("### ", "")),
    "bold": Setting(("**", "**"), ("**", "**")),
    "unmarked": Setting(("", ""), ("", "")),
    "no-blank-lines": Setting(("", ""), ("", ""), "\n"),
}


def set_articles(folder: Path, lang: str) -> tuple[Article, ...]:
    """Returns the articles of the pages of a folder that are in a language, to print other pages from."""
    pages = (rows for name, rows in rows_of_pages(folder) if language_of_page(name) == lang)
    return tuple(Article(lang, "news", units, "invented") for rows in pages for units in _articles(rows))


def language_of_page(name: str) -> str:
    """Returns the language of a page, by which its name begins where that is not Chinese."""
    lang = name.partition("-")[0]
    return lang if lang in _OTHER_LANGUAGES else "zh"


def _articles(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Cut the lines of a page into articles; what is no article's is left out."""
    units: list[tuple[str, str]] = []
    above = ""
    for label, text in [*rows, ("headline", "")]:
        if begins(label, above):
            if any(one == "headline" for one, _ in units):
                yield tuple(units)
            units = []
        if label in LABELS - _OF_PAGE and text:
            units.append((label, text))
        above = label


def rows_of_pages(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Returns the name of every page of a folder and its lines as (label, text); a headline's lines are joined."""
    for path in sorted(folder.glob("*.txt")):
        rows: list[tuple[str, str]] = []
        for label, text in _rows(path):
            if label == "headline-on":
                rows[-1] = ("headline", f"{rows[-1][1]} / {text}")
            else:
                rows.append((label, text))
        yield path.stem, rows


def set_pages(folder: Path, setting: Setting) -> Iterator[Printed]:
    """Returns every page of a folder, set as told."""
    for path in sorted(folder.glob("*.txt")):
        rows = _rows(path)
        step = len(setting.between)
        labels = {1 + step * at: label for at, (label, _) in enumerate(rows)}
        text = setting.between.join(_marked(setting, label, words) for label, words in rows)
        yield Printed(text + "\n", labels, frozenset(), path.stem)


def _rows(path: Path) -> list[tuple[str, str]]:
    parted = (row.partition(": ") for row in path.read_text("utf-8").splitlines() if row)
    return [(label, words) for label, _, words in parted]


def _marked(setting: Setting, label: str, words: str) -> str:
    if label in ("headline", "headline-on"):
        return words.join(setting.head)
    return words.join(setting.part) if label == "subheading" else words
