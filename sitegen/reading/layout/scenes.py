"""Text above a photo's credit: the caption of a picture of the story, or an item of its own with what it shows.

An item begins with when and where (`5月12日,河湾省青山县…`) and tells nothing of the story above; a head follows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.phrases import WINDOW, degree, share_of, word_parts
from sitegen.reading.layout.runs import PageFeatures

MOST_LINES = 4  # above a credit
_TEXT = frozenset({"text", "sentence", "caption", "short", "datelined"})
_ENDS = frozenset({"title", "edge", "editors", "byline"})
_CREDIT = "photo-credit"
_FAR = frozenset("01")  # degrees of what is shared
_WORDS = 40  # pairs of a line that are looked for above
_START = 30  # characters in which place and day stand
_DAY = re.compile(r"(?:[\d一二三四五六七八九十]{1,3}日|近日|日前|近年来|连日来|眼下|初[春夏秋冬]|时节|时下|当前|期间)")
_PLACE = re.compile(r"[\u4e00-\u9fff](?:省|市|县|区|旗|州|盟|镇|乡|村|街道)")


def scene_signs(lines: Sequence[LineFeatures], page: PageFeatures) -> Iterator[tuple[str, ...]]:
    """Makes for lines above a photo's credit, or above a head that leads on, the signs of an item of its own."""
    told: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for credit, line in enumerate(lines):
        if line.kind == _CREDIT:
            after = _after(lines, credit)
            for at in _above(credit):
                if lines[at].kind not in _TEXT:
                    break
                told[at] = tuple(_signs(lines, at, credit - at, after))
    for run in page.runs:
        if lines[run.start].line.canonical.endswith(":"):  # 这正是: below what a photo shows, above a verse
            for at in _above(run.start):
                if page.run_at[at] >= 0:
                    break
                told[at] += (
                    f"colon-below:{run.start - at}",
                    f"colon-below:{run.start - at} -1.end:{_end_above(lines, at)}",
                )
    return (told[at] for at in range(len(lines)))


def _above(at: int) -> range:
    return range(at - 1, max(-1, at - 1 - MOST_LINES), -1)


def _end_above(lines: Sequence[LineFeatures], at: int) -> str:
    return lines[at - 1].end if at else "edge"


def _after(lines: Sequence[LineFeatures], credit: int) -> str:
    """Returns what follows a credit: a head, text that goes on, another picture, or nothing."""
    beyond = lines[credit + 1 : credit + 3]
    if not beyond:
        return "edge"
    if beyond[0].kind == "caption" or any(line.kind == _CREDIT for line in beyond):
        return "picture"
    return beyond[0].kind


def _signs(lines: Sequence[LineFeatures], at: int, count: int, after: str) -> Iterator[str]:
    text = lines[at].line.canonical
    start = text[:_START]
    scene = f"{_DAY.search(start) is not None:d}{_PLACE.search(start) is not None:d}"
    above = " ".join(line.line.canonical for line in lines[max(0, at - 4) : at])[-2 * WINDOW :]
    shared = degree(share_of(word_parts(text, _WORDS), above))
    far, ends = (
        f"scene-far:{shared in _FAR:d}",
        "head" if after in _ENDS else "picture" if after == "picture" else "text",
    )
    yield f"photo-below:{count} after-photo:{after}"
    yield f"photo-below:{count} scene:{scene}"
    yield f"photo-below:{count} scene-shared:{shared}"
    yield f"scene:{scene} scene-shared:{shared} after-photo:{after}"
    yield f"photo-below:{count} scene:{scene} over:{lines[at - 1].kind if at else 'edge'}"
    yield f"scene:{scene} after-photo:{after} kind:{lines[at].kind}"
    whole = f"photo-below:{min(3, count)} scene:{scene} {far} photo-ends:{ends}"
    yield whole
    yield f"{whole} -1.end:{_end_above(lines, at)}"
