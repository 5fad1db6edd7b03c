"""Bulletins damaged at random: none may crash the reader, lose a character or take long.

Each has a number, and the same number always gives the same bulletin. What has been read is noted in a file, so that a
run may stop and go on; bulletins that took more than ten times the median are kept, to be looked at.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import statistics
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sitegen.check.reading import check_pages
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.decoding import decode
from sitegen.source import SourceText

ROOT = Path(__file__).resolve().parents[1]
BATCH = 50
SLOW = 10  # times the median of those of like length
LONGEST = 6_000  # characters of a page before it is damaged
PIECES = (
    *(
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\v",
        "\f",
        "\x85",
        "\u2028",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\ufeff",
        "\u200b",
        "\ufdd0",
    ),
    *(
        "。",
        "，",
        "：",
        "“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "——",
        "……",
        "·",
        "□",
        "■",
        "　",
        " ",
        "\t",
        "-",
        "¬",
        "\u00ad",
    ),
    *("# ", "## ", "**", "__", "*", "|", "| - |", "---", "```", ":::", "<table>", "</table>", "<td>", "<b>", "<!--"),
    *(
        "-->",
        "&nbsp;",
        "&#0;",
        "&#55296;",
        "\\",
        "$",
        "$$",
        "\\frac{",
        "![](a.png)",
        "[",
        "](",
        "]{",
        "{#a}",
        "data:a,",
    ),
    *(
        "本报讯",
        "（记者 ",
        "转第2版",
        "上接第1版",
        "2023年5月4日",
        "第1版",
        "星期四",
        "特1版",
        "责编：",
        "图为",
        "新华社",
    ),
    *(
        "𠮷",
        "é",
        "e\u0301",
        "ﬁ",
        "⼈",
        "⻓",
        "🎉",
        "A",
        "1",
        "１",
        "〇",
        "lorem ipsum",
        "---\n",
        "date: x\n",
        "x" * 500,
        "字" * 800,
    ),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a stretch of damaged bulletins: numbers of those that failed, with what was said, and times."""

    first: int
    crashes: tuple[tuple[int, str], ...]
    lost: tuple[tuple[int, str], ...]
    times: tuple[tuple[int, int, float], ...]  # number, characters, seconds


def pages() -> list[str]:
    """Returns the texts that are damaged: the printed pages of the repository and the habits that tests hold."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "fixtures" / "reading").glob("*.md"))]
    return [text[:LONGEST] for text in texts if text.strip()]


def damaged(number: int, texts: Sequence[str]) -> bytes:
    """Returns the bulletin of a number."""
    chance = random.Random(number)
    text = chance.choice(texts)
    for _ in range(chance.choice([1, 2, 5, 20, 100])):
        text = _damage(text, chance, texts)[: 2 * LONGEST]
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + bytes(chance.randrange(256) for _ in range(3)) + data[at:]
    return data


def _damage(text: str, chance: random.Random, texts: Sequence[str]) -> str:
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice([1, 1, 2, 10, 100, 2000]))
    how = chance.randrange(8)
    if how == 0:
        return text[:at] + text[end:]
    if how == 1:
        return text[:at] + text[at:end] * chance.choice([2, 3, 20]) + text[end:]
    if how == 2:
        return text[:at] + text[at:end][::-1] + text[end:]
    if how == 3:
        other = chance.choice(texts)
        start = chance.randrange(len(other) + 1)
        return text[:at] + other[start : start + 300] + text[at:]
    if how == 4:
        lines = text.split("\n")
        chance.shuffle(lines)
        return "\n".join(lines) if chance.random() < 0.1 else text
    if how == 5:
        return text[:at] + text[at:end].replace("\n", chance.choice(["", " ", "\n\n", "\r"])) + text[end:]
    return text[:at] + chance.choice(PIECES) * chance.choice([1, 1, 1, 2, 50]) + text[at:]


def read_batch(first: int, count: int = BATCH) -> Batch:
    """Reads a stretch of damaged bulletins and adds up what became of their characters."""
    texts = pages()
    crashes, times = list[tuple[int, str]](), list[tuple[int, int, float]]()
    lost: list[tuple[int, str]] = []
    for number in range(first, first + count):
        data = damaged(number, texts)
        began = time.process_time()
        try:
            lost.extend((number, fault) for fault in _faults(data, number))
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            crashes.append((number, traceback.format_exc()[-600:]))
        times.append((number, len(data.decode("utf-8", "replace")), time.process_time() - began))
    return Batch(first, tuple(crashes), tuple(lost), tuple(times))


def _faults(data: bytes, number: int) -> list[str]:
    name = f"2023-05-04-01.{'md' if number % 5 == 0 else 'txt'}"
    source = decode(name, data)
    if not isinstance(source, SourceText):
        return []
    readings = read_bulletin(Bulletin(source=source, stem="2023-05-04-01"))
    return [f"{fault.code}: {fault.message}" for fault in check_pages([reading.page for reading in readings])]


def mutations(count: int, folder: Path, *, first: int = 0, jobs: int = 2) -> dict[str, object]:
    """Reads so many damaged bulletins, going on where the file of the folder ends, and says what was found."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = folder / "batches.jsonl"
    done = [json.loads(line) for line in notes.read_text("utf-8").splitlines()] if notes.exists() else []
    known = {batch["first"] for batch in done}
    wanted = [start for start in range(first, first + count, BATCH) if start not in known]
    with multiprocessing.Pool(jobs) as pool, notes.open("a", encoding="utf-8") as file:
        for batch in pool.imap_unordered(read_batch, wanted):
            file.write(json.dumps(asdict(batch), ensure_ascii=False) + "\n")
            file.flush()
            done.append(json.loads(json.dumps(asdict(batch))))
    return _summed(done, folder)


def _summed(done: list[dict[str, list[list[object]]]], folder: Path) -> dict[str, object]:
    times = [(number, size, seconds) for batch in done for number, size, seconds in batch["times"]]
    costs = {number: seconds / (size + 1000) for number, size, seconds in times}  # type: ignore[operator]
    median = statistics.median(costs.values())
    slow = sorted((number for number in costs if costs[number] > SLOW * median), key=costs.__getitem__, reverse=True)
    texts = pages()
    for kind, numbers in {
        "slow": slow,
        "crash": [one[0] for batch in done for one in batch["crashes"]],
        "lost": [one[0] for batch in done for one in batch["lost"]],
    }.items():
        for number in numbers:
            (folder / f"{kind}-{number}.txt").write_bytes(damaged(int(str(number)), texts))
    seconds = [float(str(one)) for _, _, one in times]
    return {
        "bulletins": len(times),
        "crashes": sum(len(batch["crashes"]) for batch in done),
        "that lost or made up characters": len({one[0] for batch in done for one in batch["lost"]}),
        "median": f"{statistics.median(seconds) * 1000:.0f} ms",
        "longest": f"{max(seconds) * 1000:.0f} ms",
        "over ten times the median of their length": len(slow),
    }
