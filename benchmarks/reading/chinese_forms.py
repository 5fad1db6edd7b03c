"""How Chinese papers sign their stories and set their heads: bylines, agencies, what stands below a headline."""

from __future__ import annotations

import random

from benchmarks.reading.chinese import PLACES, name
from benchmarks.reading.habits import Habits


def with_byline(rng: random.Random, units: list[tuple[str, str]], habits: Habits) -> list[tuple[str, str]]:
    form = (
        habits.byline if habits.byline != "mixed" else rng.choice(("as-is", "bullet", "square", "bare", "none", "add"))
    )
    at = next((i for i, (label, _) in enumerate(units) if label == "byline"), -1)
    if form == "add" and at < 0:
        head = max((i for i, (label, _) in enumerate(units) if label in ("headline", "deck")), default=-1)
        if head >= 0 and units[head + 1 : head + 2] and units[head + 1][0] == "paragraph":
            units.insert(
                head + 1,
                ("byline", rng.choice(("本报记者 {}", "{}", "□ {}", "本报通讯员●{}", "作者：{}")).format(name(rng))),
            )
        return units
    if at < 0 or form in ("as-is", "add"):
        return units
    one, two = name(rng), name(rng)
    if form == "none":
        return units[:at] + units[at + 1 :]
    if form == "end":
        last = max((i for i, (label, _) in enumerate(units) if label == "paragraph"), default=-1)
        if last < 0:
            return units
        who = rng.choice((f"（本报记者 {one}）", f"（{one} {two}）", f"（记者{one} 通讯员{two}）"))
        moved = units[:at] + units[at + 1 :]
        if rng.random() < 0.5:
            moved[last - 1] = ("paragraph", moved[last - 1][1] + who)
        else:
            moved.insert(last, ("credit", who))
        return moved
    if form == "bracket":
        first = next((i for i, (label, _) in enumerate(units) if label == "paragraph"), -1)
        if first > at:
            units[first] = (
                "paragraph",
                rng.choice(
                    (f"（记者 {one}）", f"本报讯（记者{one}）", f"（通讯员{one}）", f"{rng.choice(PLACES)}讯（{one}）")
                )
                + units[first][1],
            )
            return units[:at] + units[at + 1 :]
        return units
    text = {
        "bullet": rng.choice((f"本报通讯员●{one}", f"本报记者●{one} {two}", f"●{one}", f"本报记者/{one}")),
        "square": rng.choice((f"□ {one}", f"□{one} {two}", f"■ 本报记者 {one}", f"◎{one}", f"□ {one[0]}  {one[1:]}")),
        "solid": rng.choice((f"□本报记者{one}本报通讯员{two}", f"本报记者{one}通讯员{two}", f"□本报记者{one}")),
        "bare": rng.choice((one, f"{one[0]}  {one[1:]}", f"{one}  {two}", f"{one} {two}")),
        "spaced": rng.choice(
            (f"本报记者  {one[0]}  {one[1:]}  {two}", f"新华社记者  {one}、{two}", f"本报首席记者 {one} 实习生 {two}")
        ),
    }[form]
    units[at] = ("byline", text)
    return units


def with_wire(rng: random.Random, units: list[tuple[str, str]], habits: Habits) -> list[tuple[str, str]]:
    """Sign a story as agencies do: `新华社记者 某某` above, `新华社河湾4月26日电` below its last sentence."""
    at = next((i for i, (label, _) in enumerate(units) if label == "byline"), -1)
    last = max((i for i, (label, _) in enumerate(units) if label == "paragraph"), default=-1)
    if not habits.wire or at < 0 or last < 0 or rng.random() < 0.2:
        return units
    day = f"新华社{rng.choice(PLACES)}{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日电"
    units = [(label, f"新华社记者 {name(rng)}" if i == at else text) for i, (label, text) in enumerate(units)]
    if habits.wire == "line":
        return [*units[: last + 1], ("credit", rng.choice((day, f"（{day}）"))), *units[last + 1 :]]
    units[last] = ("paragraph", units[last][1] + rng.choice(("　　", "  ", "（")) + day)
    return units


def with_house(rng: random.Random, units: list[tuple[str, str]], habits: Habits) -> list[tuple[str, str]]:
    """Move a kicker below the headline where the house prints it there; a dash goes before some decks."""
    labels = [label for label, _ in units]
    if habits.house_below and labels[:2] == ["kicker", "headline"] and "deck" not in labels:
        units[0], units[1] = units[1], ("deck", units[0][1])
    return [
        (label, "——" + text if label == "deck" and not text.startswith("—") and rng.random() < 0.12 else text)
        for label, text in units
    ]
