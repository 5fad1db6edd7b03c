"""How fast bulletins are read: a page, a bulletin of five megabytes, many bulletins; prints a Markdown table.

    python benchmarks/reading_speed.py [--site]

The text is that of `seeds/`, repeated with other letters in place of some, so that names and words are not the same
ones over and over. Told is processor time, on which a busy machine has less influence than on the clock. Nothing is
downloaded and nothing is written outside a temporary folder.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.whole import check_reading, check_site, make_site
from sitegen.config import load_config
from sitegen.model.edition import assemble, find_clashes
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.reading.illustrating import Reading
from sitegen.reading.page import read_page
from sitegen.site.theme.templates import load_theme
from sitegen.source import SourceText

ROOT = Path(__file__).resolve().parents[1]
PAGE_SIZE = 4_000  # characters, a full printed page
LARGE = 5_000_000  # bytes of UTF-8


def seed_texts() -> list[str]:
    """Returns the text of each bulletin in seeds/."""
    return [file.read_text("utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]


def made_text(size: int, chance: random.Random) -> str:
    """Returns at least `size` characters of pages one after the other, each with a fifth of its lines changed."""
    texts = seed_texts()
    letters = [letter for text in texts for letter in text if "\u4e00" <= letter <= "\u9fff"]
    made: list[str] = []
    length = 0
    while length < size:
        lines = chance.choice(texts).split("\n")
        text = "\n".join(_changed(line, letters, chance) if chance.random() < 0.2 else line for line in lines)
        made.append(text)
        length += len(text) + 2
    return "\n\n".join(made)


def _changed(line: str, letters: list[str], chance: random.Random) -> str:
    return "".join(
        chance.choice(letters) if "\u4e00" <= letter <= "\u9fff" and chance.random() < 0.1 else letter
        for letter in line
    )


def bulletin(text: str, stem: str = "page") -> Bulletin:
    """Returns a text as a bulletin."""
    return Bulletin(source=SourceText(f"{stem}.txt", text), stem=stem)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Returns the least processor time that some work took: what else the machine did only ever adds."""
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def read_and_check(text: str) -> Reading:
    """Read a text and do the sums over it."""
    reading = read_page(bulletin(text))
    assert not [*check_reading(assemble([reading.page]))]
    return reading


def page_rows(chance: random.Random) -> list[tuple[str, str]]:
    """Measure pages of 4,000 characters, each of them read once, as lines are remembered for a while."""
    pages = [bulletin(made_text(PAGE_SIZE, chance)[:PAGE_SIZE]) for _ in range(100)]
    read_page(bulletin("新桥通车"))  # the dictionary of the word segmenter is loaded once
    groups = [pages[at : at + 20] for at in range(0, len(pages), 20)]
    each = min(seconds(lambda group=group: [read_page(page) for page in group]) for group in groups) / len(groups[0])
    return [
        (f"a page of {PAGE_SIZE:,} characters, read", f"{each * 1000:.1f} ms"),
        ("characters a second", f"{PAGE_SIZE / each:,.0f}"),
    ]


def large_rows(chance: random.Random) -> list[tuple[str, str]]:
    """Measure one bulletin of five megabytes, and whether twice the text takes twice the time."""
    text = made_text(LARGE // 3, chance)
    text = text.encode()[:LARGE].decode("utf-8", "ignore")
    half = text[: len(text) // 2]
    one, two = seconds(lambda: read_page(bulletin(half)), 2), seconds(lambda: read_page(bulletin(text)), 2)
    checked_half, checked = seconds(lambda: read_and_check(half)), seconds(lambda: read_and_check(text))
    return [
        (f"one bulletin of {len(text.encode()) / 1e6:.1f} MB, read", f"{two:.1f} s"),
        ("… against half of it", f"× {two / one:.2f}"),
        ("… read and its sums done", f"{checked:.1f} s"),
        ("… against half of it", f"× {checked / checked_half:.2f}"),
    ]


def many_rows(chance: random.Random, count: int = 10_000) -> list[tuple[str, str]]:
    """Measure a folder of many small bulletins: found, read, put together, checked."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            year, month, day = 1960 + number // 336, number // 28 % 12 + 1, number % 28 + 1
            text = f"## 第{number}号消息\n\n本报讯 {''.join(chance.choices('河湾新桥通车图书馆开放', k=30))}。\n"
            (Path(folder) / f"{year}-{month:02d}-{day:02d}-01.txt").write_text(text, "utf-8")
        start = time.process_time()
        bulletins, found = find_bulletins(Path(folder), "many")
        listed = time.process_time()
        readings = [read_page(one) for one in bulletins]
        done = time.process_time()
        edition = assemble(reading.page for reading in readings)
        assert not [*found, *find_clashes(edition), *check_reading(edition)]
        end = time.process_time()
    return [
        (f"{count:,} tiny bulletins in one folder, found and decoded", f"{listed - start:.1f} s"),
        ("… read on one core", f"{done - listed:.1f} s"),
        ("… put together and checked", f"{end - done:.1f} s"),
    ]


def site_rows(chance: random.Random) -> list[tuple[str, str]]:
    """Measure making and checking a site of one very long page, and of half of it."""
    config = load_config(ROOT / "seeds")
    theme = load_theme(config.theme, config.seeds, config.language)

    def make(text: str) -> None:
        edition = assemble([read_page(bulletin(text)).page])
        assert not [*check_site(edition, make_site(edition, config, theme), config)]

    text = made_text(300_000, chance)
    one, two = seconds(lambda: make(text[: len(text) // 2])), seconds(lambda: make(text))
    size = f"{len(text.encode()) / 1e6:.1f} MB"
    return [
        (f"a site of one bulletin of {size}, made and checked", f"{two:.1f} s"),
        ("… against half of it", f"× {two / one:.2f}"),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", action="store_true", help="measure site making too")
    options = parser.parse_args()
    chance = random.Random(2024)
    rows = [*page_rows(chance), *large_rows(chance), *many_rows(chance)]
    rows += site_rows(chance) if options.site else []
    print("| what | measured |\n|---|---|")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


if __name__ == "__main__":
    main()
