"""How well the indexes hold names: how many entries each has, and how many of the labelled ones are right and found.

    python benchmarks/names.py FOLDER

FOLDER holds bulletins. Truth are the labels of `tests/fixtures/names/`: precision is counted over the entries that bear
one, recall over the right names of the fixture that the text of FOLDER prints. Tables are printed as Markdown.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.config import ReadingHints
from sitegen.model.newspaper import Article
from sitegen.reading.files.bulletins import find_bulletins
from sitegen.reading.page import read_page
from sitegen.reading.text.folding import half_width

LABELS = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "names"
INDEXES = ("people", "units", "places")


@dataclass(frozen=True, slots=True)
class Row:
    """What one index holds."""

    entries: int
    once: int
    right: int
    wrong: int
    missed: int


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print the wrong entries and the missed names as well")
    options = parser.parse_args()
    bulletins, _ = find_bulletins(options.folder, str(options.folder))
    articles = [article for bulletin in bulletins for article in read_page(bulletin, ReadingHints()).page.articles]
    text = printed(articles)
    print(f"{len(bulletins):,} bulletins, {len(articles):,} articles\n")
    print("| index | entries | … of one article | labelled | precision | recall |\n|---|---|---|---|---|---|")
    for index in INDEXES:
        found = entries(articles, index)
        labels = read_labels(LABELS / f"{index}.txt")
        print(line(index, measure(found, labels, text)))
        if options.verbose:
            print_faults(found, labels, text)


def printed(articles: Iterable[Article]) -> str:
    """Returns all that articles print, without the spaces with which names are set wide."""
    text = "\n".join(prose.text for article in articles for prose in article.proses())
    return "\n".join("".join(line.split()) for line in half_width(text).split("\n"))


def entries(articles: Iterable[Article], index: str) -> Counter[str]:
    """Count the articles of each entry of an index."""
    return Counter(name for article in articles for name in getattr(article.mentions, index))


def read_labels(file: Path) -> dict[str, bool]:
    """Read which entries are right."""
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {line[2:]: line.startswith("+") for line in lines}


def measure(found: Counter[str], labels: Mapping[str, bool], text: str) -> Row:
    """Compare an index with the labels."""
    right = sum(labels.get(name, False) for name in found)
    wrong = sum(not labels.get(name, True) for name in found)
    return Row(len(found), sum(times == 1 for times in found.values()), right, wrong, len(missed(found, labels, text)))


def missed(found: Counter[str], labels: Mapping[str, bool], text: str) -> list[str]:
    """Returns the right names that the text prints, by themselves or not, and the index lacks."""
    return [name for name, right in labels.items() if right and name not in found and name in text]


def line(index: str, row: Row) -> str:
    """Returns a row of the table."""
    labelled = row.right + row.wrong
    precision = f"{row.right / labelled:.3f}" if labelled else "–"
    recall = f"{row.right / (row.right + row.missed):.3f}" if row.right + row.missed else "–"
    return f"| {index} | {row.entries:,} | {row.once:,} | {labelled:,} | {precision} | {recall} |"


def print_faults(found: Counter[str], labels: Mapping[str, bool], text: str) -> None:
    """Print what is wrong in an index, and what it lacks."""
    print("wrong:", "、".join(name for name in sorted(found) if not labels.get(name, True)))
    print("missed:", "、".join(missed(found, labels, text)))


if __name__ == "__main__":
    main()
