"""What a stranger would try: kills, full disks, two builds at once, damaged bulletins, sizes that no newspaper has.

`python -m benchmarks.faults all` does all of it in the sizes that are promised; `--share 0.02` does a part of it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faults_editions import editions
from benchmarks.faults_growth import MOST, growth
from benchmarks.faults_mutations import mutations
from benchmarks.faults_publishing import full_disk, kills, two_builds

KINDS = ("kills", "disk", "two", "editions", "mutations", "growth")
KILLS, DISKS, PAIRS, EDITIONS, MUTATIONS = 200, 20, 30, 20_000, 100_000


def _tell(what: str, seen: Mapping[str, object]) -> None:
    print(f"{what}: {json.dumps(dict(seen), ensure_ascii=False)}", flush=True)


def main() -> None:
    """Does what is asked for and tells what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="+", choices=(*KINDS, "all"))
    parser.add_argument("--share", type=float, default=1.0, help="of the counts and sizes")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="number of the first damaged bulletin or edition")
    parser.add_argument("--keep", type=Path, default=Path("faults"), help="where slow and failing bulletins are kept")
    parser.add_argument("--times", type=int, default=1, help="of each size; the quickest counts")
    given = parser.parse_args()
    kinds = KINDS if "all" in given.kinds else given.kinds

    def part(count: int) -> int:
        return max(1, round(count * given.share))

    with TemporaryDirectory(prefix="faults-") as made:
        folder = Path(made)
        if "kills" in kinds:
            _tell("kills", kills(part(KILLS), folder / "kills"))
            _tell("kills, two renames", kills(part(KILLS), folder / "renames", two_steps=True))
        if "disk" in kinds:
            _tell("full disk", full_disk(part(DISKS), folder / "disks"))
        if "two" in kinds:
            _tell("two at once", two_builds(part(PAIRS), folder / "two"))
        if "editions" in kinds:
            _tell("damaged editions", editions(part(EDITIONS), folder / "editions", given.keep, given.first))
    if "mutations" in kinds:
        _tell("damaged", mutations(part(MUTATIONS), given.keep, first=given.first, jobs=given.jobs))
    if "growth" in kinds:
        print("| what | processor | against half | memory | faults |\n|---|---|---|---|---|")
        for grown in growth(given.share, given.times):
            print(f"{grown}{'' if grown.ratio <= MOST else ' too much'}", flush=True)


if __name__ == "__main__":
    main()
