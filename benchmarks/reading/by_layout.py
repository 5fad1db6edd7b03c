"""How well pages are read with a layout sidecar and without: `python -m benchmarks.reading.by_layout`.

Pages are set from invented articles in one to six columns, written as PDF, as ALTO and as block JSON
of a layout model, handed to `sitegen add`, and
read three ways: the printed lines in the order of their columns, as a plain converter leaves them; the bulletin that
`add` writes, by its text alone; and that bulletin with its sidecar.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.articles import load
from benchmarks.reading.typeset import HEADS, Sheet, as_alto, as_blocks, as_pdf, set_page
from benchmarks.reading.typeset_down import as_alto_down, as_pdf_down
from sitegen.adding.blocks import Heard
from sitegen.adding.bulletins import write_bulletin
from sitegen.adding.recognizing import pages_of
from sitegen.model.newspaper import Article as Read
from sitegen.model.newspaper import BlockKind
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.source import SourceText

FOLDER = Path(__file__).parent / "articles"
ROLES = ("articles", "headline", "kicker", "deck", "byline", "paragraph", "subheading", "caption")
_MOST = 0.7  # of a paragraph that is left when dateline and credit are cut off
WAYS = ("lines", "text", "layout")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands on a page: of each role its texts, folded."""

    of: dict[str, Counter[str]]


def folded(text: str) -> str:
    """Returns the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def printed(sheet: Sheet) -> Found:
    """Returns what was set."""
    of: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    for story in sheet.stories:
        for label, text in story.units:
            if label in ROLES:
                of[label][folded(text)] += 1
        head = "".join(folded(text) for label, text in story.units if label == "headline")
        body = "".join(folded(text) for label, text in story.units if label != "caption")
        of["articles"][f"{head}|{''.join(sorted(body))}"] += 1
    return Found(of)


def read(articles: Sequence[Read]) -> Found:
    """Returns what was read."""
    of: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    kinds = {BlockKind.PARAGRAPH: "paragraph", BlockKind.SUBHEADING: "subheading", BlockKind.CAPTION: "caption"}
    for article in articles:
        for role in HEADS:
            prose = getattr(article, role)
            if prose is not None:
                of[role][folded(prose.text)] += 1
        for block in article.body:
            if block.kind in kinds:
                of[kinds[block.kind]][folded(block.prose.text)] += 1
        captions = {id(block.prose) for block in article.body if block.kind is BlockKind.CAPTION}
        body = "".join(folded(prose.text) for prose in article.proses() if id(prose) not in captions)
        head = folded(article.headline.text) if article.headline else ""
        of["articles"][f"{head}|{''.join(sorted(body))}"] += 1
    return Found(of)


def pages(path: Path, sheets: Sequence[Sheet], name: str, down: bool) -> Iterator[tuple[Sheet, str, Bulletin]]:
    """Returns each page in each way."""
    file = path / name
    makers: dict[str, Callable[[Sequence[Sheet]], bytes | str]]
    makers = {"pdf": as_pdf_down, "xml": as_alto_down} if down else {"pdf": as_pdf, "xml": as_alto, "json": as_blocks}
    made = makers[file.suffix[1:]](sheets)
    data = made if isinstance(made, bytes) else made.encode()
    file.write_bytes(data)
    for sheet, page in zip(sheets, pages_of(file, Heard(), scans=False), strict=True):
        written = write_bulletin(page, {})
        lines = "".join("".join(f"{line.text}\n" for line in block) for block in sheet.blocks)
        yield sheet, "lines", Bulletin(source=SourceText("page.txt", lines), stem="page")
        source = SourceText("page.txt", written.text)
        yield sheet, "text", Bulletin(source=source, stem="page")
        yield sheet, "layout", Bulletin(source=source, stem="page", layout=written.layout)


def f1(wanted: Counter[str], had: Counter[str]) -> tuple[int, int, int]:
    """Returns how many were found, wanted and had."""
    return sum((wanted & had).values()), wanted.total(), had.total()


def nearly(wanted: Counter[str], had: Counter[str]) -> tuple[int, int, int]:
    """Returns the same of paragraphs, from whose ends a dateline or credit may be cut."""
    left = [*had.elements()]
    found = 0
    for text in wanted.elements():
        at = next((at for at, one in enumerate(left) if one and one in text and len(one) >= _MOST * len(text)), -1)
        if at >= 0:
            found += 1
            del left[at]
    return found, wanted.total(), had.total()


def _alone(had: Counter[str], texts: Counter[str]) -> Counter[str]:
    return Counter({one: count for one, count in had.items() if not any(one in text for text in texts)})


def measure(
    lang: str, half: str, count: int, seed: int, columns: int, form: str, down: bool = False
) -> dict[str, dict[str, list[int]]]:
    """Returns for each way and role how many were found, wanted and had."""
    articles = [one for one in load(FOLDER / half / f"{lang}.txt") if one.kind != "photo"]
    rng = random.Random(f"{seed} {columns} {lang}")
    sheets = [set_page(rng, rng.sample(articles, min(12, len(articles))), columns, at + 1) for at in range(count)]
    sums = {way: {role: [0, 0, 0] for role in ROLES} for way in WAYS}
    with tempfile.TemporaryDirectory() as temporary:
        for sheet, way, bulletin in pages(Path(temporary), sheets, f"page.{form}", down):
            wanted = printed(sheet)
            had = read([article for reading in read_bulletin(bulletin) for article in reading.page.articles])
            for role in ROLES:
                if role == "byline":  # one that is run in stands in a paragraph
                    had.of[role] = _alone(had.of[role], wanted.of["paragraph"])
                counts = (nearly if role == "paragraph" else f1)(wanted.of[role], had.of[role])
                sums[way][role] = [a + b for a, b in zip(sums[way][role], counts, strict=True)]
    return sums


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20, help="for each number of columns")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", default="gate", choices=("gate", "fit"))
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--forms", nargs="+", default=["pdf", "xml", "json"])
    parser.add_argument("--columns", nargs="+", type=int, default=[1, 2, 3, 4, 5, 6])
    parser.add_argument("--down", action="store_true", help="turned: lines run down, columns are tiers (pdf, xml)")
    args = parser.parse_args()
    print(f"| source | columns | read by | {' | '.join(ROLES)} |")
    print(f"|---|---|---|{'---|' * len(ROLES)}")
    for form in [form for form in args.forms if form != "json" or not args.down]:
        for columns in args.columns:
            sums = measure(args.lang, args.half, args.pages, args.seed, columns, form, args.down)
            for way in WAYS:
                told = [f"{2 * f / max(1, w + h):.3f}" for f, w, h in (sums[way][role] for role in ROLES)]
                print(f"| {form} | {columns} | {way} | {' | '.join(told)} |", flush=True)


if __name__ == "__main__":
    main()
