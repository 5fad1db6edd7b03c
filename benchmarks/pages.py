"""What Lighthouse says of the built seeds on a slow phone; prints a Markdown table.

    npm install --prefix FOLDER lighthouse
    python benchmarks/pages.py --lighthouse FOLDER [--times 3]

Needs Chromium, which the variable CHROME_PATH may name. `public/` is served packed. Of several runs the middle of each
value is shown; the weights are of all that the page loads, packed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from search_server import serving

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "front": "index.html",
    "printed page": "2024/03/22/07.html",
    "article": "2024/03/22/07-19.html",
    "search": "search.html",
    "its results": "search.html?q=%E6%B3%95%E9%99%A2",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def lighthouse(folder: Path, url: str) -> dict[str, Any]:
    """Returns the report of one run."""
    command = [
        folder / "node_modules" / ".bin" / "lighthouse",
        url,
        "--output=json",
        "--quiet",
        f"--chrome-flags={FLAGS}",
    ]
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def kilobytes(report: dict[str, Any], kind: str) -> float:
    items = report["audits"]["network-requests"]["details"]["items"]
    return sum(item["transferSize"] for item in items if kind in ("", item.get("resourceType"))) / 1024


def row(folder: Path, name: str, url: str, times: int) -> str:
    """Measure one page so many times."""
    reports = [lighthouse(folder, url) for _ in range(times)]
    scores = [median(100 * report["categories"][name]["score"] for report in reports) for name in CATEGORIES]
    values = [median(report["audits"][name]["numericValue"] for report in reports) for name in AUDITS]
    *milliseconds, shift = values
    weights = [kilobytes(reports[0], kind) for kind in ("", "Script")]
    cells = [f"{score:.0f}" for score in scores] + [f"{value:.0f}" for value in milliseconds]
    return " | ".join([f"| {name}", *cells, f"{shift:.3f}", *(f"{weight:.1f}" for weight in weights)]) + " |"


def table(folder: Path, times: int) -> Iterator[str]:
    heads = ("page", *CATEGORIES, "first paint ms", "largest paint ms", "blocked ms", "shift", "KB", "of scripts")
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    with serving({"": ROOT / "public"}, {}) as server:
        for name, address in PAGES.items():
            yield row(folder, name, server.url + address, times)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--lighthouse", type=Path, required=True, help="the folder that npm has installed it into")
    arguments.add_argument("--times", type=int, default=3)
    given = arguments.parse_args()
    for line in table(given.lighthouse, given.times):
        print(line, flush=True)
