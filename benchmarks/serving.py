"""How long an editor waits in the preview: from a click or from saving a file to the page as it is then.

    python -m benchmarks.serving SEEDS … [--first N]

of copies of the editions, cut down to the first N bulletins. Pages are taken from the desk itself, without a browser.
Each time is that of the middle and of the longest of five, behind them the processor time of the middle one.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sitegen.serving.desk import Desk
from sitegen.serving.reading import Reader
from sitegen.serving.watching import state_of, watch_edition
from sitegen.serving.whole import CACHE, Whole
from sitegen.site.proof.fixes import overlay_path
from sitegen.site.proof.sheet import address_of

TIMES = 5
Time = tuple[float, float]  # by the clock, by the work
ROW = "| {articles:,} | {pages:,} | {first:.1f} s | {proof} | {page} | {saved} | {whole:.1f} s |"


def main() -> None:
    """Measure editions and print a row of a table for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", type=Path, nargs="+")
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    gc.set_threshold(200_000, 20, 100)
    print("| articles | pages | read at first | click → proof sheet | click → article | save → article | whole site |")
    print("|---|---|---|---|---|---|---|")
    for seeds in given.seeds:
        with tempfile.TemporaryDirectory() as folder:
            print(measured(copied(seeds, Path(folder), given.first), Path(folder)), flush=True)


def copied(seeds: Path, folder: Path, first: int) -> Path:
    """Returns a copy of an edition, of its first bulletins if so many are asked for."""
    mine = folder / "seeds"
    mine.mkdir()
    files = sorted(path for path in seeds.rglob("*.txt"))
    for path in (seeds / "edition.yaml", *(files[:first] if first else files)):
        shutil.copyfile(path, mine / path.name)
    return mine


def measured(seeds: Path, folder: Path) -> str:
    """Returns the row of an edition."""
    desk = Desk(
        Reader(seeds, "en", folder / CACHE, lambda _what, _count: None),
        Whole(seeds, folder, ""),
        lambda _name, _found=(), /, **_facts: None,
    )
    first = took(lambda: desk.read_anew().result())
    preview = desk.prepared()
    assert preview is not None
    page = next(page for page in preview.edition.pages() if len(page.articles) > 1 and page.date.exact)
    path = page.source.path
    sheet = next(address_of(sheet) for sheet in preview.proof.sheets if sheet.page.source.path == path)
    line = page.articles[0].line
    address = next(name for name in preview.addresses() if preview.proof_of(name) == preview.place(path, line))
    clicks: list[Time] = []
    articles: list[Time] = []
    for at in range(TIMES):
        told = f"corrections:\n  - {{line: {line}, weight: {at + 2}}}"
        began = now()
        desk.correct(overlay_path(path), preview.seen(path), told)
        newest = desk.preview
        assert newest is not None
        assert newest.proof_page(sheet)
        clicks.append(since(began))
        assert desk.file(address)
        articles.append(since(began))
    saved = watched(desk, seeds, Path(path), address)
    whole = built(desk)
    desk.close()
    number = sum(len(one.articles) for one in preview.edition.pages())
    pages = sum(1 for _ in preview.edition.pages())
    times = {"proof": told_of(clicks), "page": told_of(articles), "saved": told_of(saved)}
    return ROW.format(articles=number, pages=pages, first=first, whole=whole, **times)


def watched(desk: Desk, seeds: Path, bulletin: Path, address: str) -> list[Time]:
    """Returns the times from saving a bulletin to the page that shows it."""
    stop = threading.Event()
    read = state_of([seeds])
    thread = threading.Thread(
        target=watch_edition, args=(lambda: (seeds,), lambda: desk.read_anew().result(), stop, read), daemon=True
    )
    thread.start()
    time.sleep(1.0)
    text = bulletin.read_bytes()
    found: list[Time] = []
    for at in range(TIMES):
        known = desk.news
        began = now()
        bulletin.write_bytes(text + f"\n\n本报讯 又添一则，第{at + 1}次。\n".encode())
        assert desk.wait_for_news(known, 60) != known
        assert desk.file(address)
        found.append(since(began))
        time.sleep(0.5)
    stop.set()
    thread.join()
    return found


def built(desk: Desk) -> float:
    """Returns how long the whole site takes for the first time."""
    began = time.perf_counter()
    desk.begin()
    desk.read_anew().result()
    while desk.outcome is None:
        time.sleep(0.05)
    return time.perf_counter() - began


def took(what: Callable[[], None]) -> float:
    """Returns how long something takes."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def now() -> Time:
    """Returns a moment: by the clock, and by the work of all threads."""
    return time.perf_counter(), time.process_time()


def since(began: Time) -> Time:
    """Returns what has passed since a moment."""
    by_clock, by_work = now()
    return by_clock - began[0], by_work - began[1]


def told_of(times: list[Time]) -> str:
    """Returns the middle one, the longest and the work."""
    clocks, works = zip(*times, strict=True)
    return f"{statistics.median(clocks):.2f} / {max(clocks):.2f} s ({statistics.median(works):.2f})"


if __name__ == "__main__":
    main()
