"""Heads of two stories on one line, with who wrote one of them between: `法官把 本报通讯员●李  娇 法庭搬到`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.reading.columns.links import proves
from sitegen.reading.columns.strips import Strip
from sitegen.reading.text.breaks import hangs
from sitegen.reading.text.words import HAN, MAKER, OUTLET, is_person_name

ONE = 400  # hundredths that a line says which could be set so
SURE = 700  # one whose left half breaks off, or goes on in the right one
NEAR = 10  # lines between two that speak for one another
_TEXT = rf"[{HAN}“”《》·、]"
_AMID = re.compile(
    rf"(?P<left>{_TEXT}{{2,24}}) {{1,20}}(?:{OUTLET})? {{0,3}}{MAKER} ?[●○■□◎/:]? {{0,4}}"
    rf"(?:[{HAN}·]{{2,4}}|[{HAN}] {{1,3}}[{HAN}])(?:[ 、]{{1,3}}(?:[{HAN}·]{{2,4}}|[{HAN}] {{1,3}}[{HAN}])){{0,2}}"
    rf" {{1,20}}(?P<right>{_TEXT}{{2,24}})"
)
_MAKER = re.compile(MAKER)
_NOT_LEFT = re.compile(r"[讯电报社网摄文图]$")
_NOT_RIGHT = re.compile(r"摄影|报道|整理|采写|[摄文图]$")


def heads_across(strips: Sequence[Strip]) -> Iterator[tuple[int, int, int]]:
    """Returns the stretches in which heads were read across: start, end and what they say together."""
    weights = [(at, weight) for at, strip in enumerate(strips) if (weight := _weigh(strip.text))]
    run: list[tuple[int, int]] = []
    for at, weight in (*weights, (len(strips) + NEAR + 1, 0)):
        if run and at - run[-1][0] > NEAR:
            yield run[0][0], run[-1][0] + 1, sum(weight for _, weight in run)
            run = []
        run.append((at, weight))


def _weigh(text: str) -> int:
    amid = _AMID.fullmatch(text) if len(text) <= 90 and " " in text else None
    if amid is None:
        return 0
    left, right = amid["left"], amid["right"]
    if _MAKER.search(left) or _MAKER.search(right) or _NOT_LEFT.search(left) or _NOT_RIGHT.search(right):
        return 0
    if is_person_name(left) or is_person_name(right):
        return 0  # 李明 本报记者 王小川 赵兵: a byline of several
    return SURE if hangs(left) or proves(left, right) else ONE
