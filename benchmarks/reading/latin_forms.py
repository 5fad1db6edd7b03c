"""What a paper in letters prints in many forms: who wrote a story, what column it stands in, where it goes on.

Of articles in letters there are few, so that each would be known by heart. Printed with other writers, other columns
and paragraphs cut elsewhere, what is the same of all of them is learned instead.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Units = list[tuple[str, str]]
RECUT = 0.6  # share of articles whose paragraphs are cut elsewhere
KICKER = 0.03  # chance of a column's name where headlines have banks, which stand below
BANKED = 0.12
ADDED = 0.12  # chance that an article gets a column's name, a dateline, a jump
_SENTENCE_END = re.compile(r"(?<=[a-zа-яёäöüßà-ỹđ0-9][.!?])\s(?=[A-ZА-ЯЁÄÖÜĐÀ-Ỹ\"“«])")
_SHORTEST = 40  # characters of a sentence that may stand alone


@dataclass(frozen=True, slots=True)
class Forms:
    """Names and phrases of a language, as `latin_forms.toml` tells them."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    name: str  # how a name is put together: {g} given, {f} family, {i} initial
    places: tuple[str, ...]
    columns: tuple[str, ...]
    bylines: tuple[str, ...]
    at_end: tuple[str, ...]  # how a writer signs below the text
    datelines: tuple[str, ...]
    jumps: tuple[str, ...]
    boxes: tuple[tuple[str, ...], ...]  # small things: a head and a line or two
    banks: tuple[str, ...]  # further heads below a headline in capitals
    leads: tuple[str, ...]  # what stands above a headline and says the half of it


def _load() -> dict[str, Forms]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {lang: Forms(**{key: _frozen(value) for key, value in table.items()}) for lang, table in tables.items()}


def _frozen(value: object) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


FORMS = _load()


def varied(rng: random.Random, units: Units, lang: str, byline: str) -> Units:
    """Returns an article with other writers and columns; `byline` is the habit of the page (as-is, end, none, …)."""
    forms = FORMS[lang]
    units = _recut(rng, units) if rng.random() < RECUT else units
    units = _signed(rng, units, forms, byline)
    labels = [label for label, _ in units]
    if labels[:1] == ["headline"] and rng.random() < (KICKER if forms.banks else ADDED):
        units = [("kicker", rng.choice(forms.columns)), *units]
    elif forms.banks and labels[:2] == ["headline", "paragraph"] and rng.random() < BANKED:
        units = [units[0], *(("deck", bank) for bank in rng.sample(forms.banks, rng.choice((1, 1, 2)))), *units[1:]]
    if "dateline" not in labels and rng.random() < ADDED:
        units = _dated(units, rng.choice(forms.datelines).format(rng.choice(forms.places)))
    if labels[-1:] == ["paragraph"] and "headline" in labels and rng.random() < ADDED / 2:
        units = [*units, ("jump-to", rng.choice(forms.jumps).format(rng.randrange(2, 20)))]
    return units


def signed_below(rng: random.Random, forms: Forms) -> str:
    """Returns how a reader signs a letter."""
    return _written(rng, forms, rng.choice(forms.at_end))


def _person(rng: random.Random, forms: Forms) -> str:
    given = rng.choice(forms.given)
    return forms.name.format(g=given, f=rng.choice(forms.family), i=given[0])


def _written(rng: random.Random, forms: Forms, form: str) -> str:
    """Fill a form with names: as they are, in capitals, as initials."""

    def fill(match: re.Match[str]) -> str:
        person = _person(rng, forms)
        if match[1] == "u":
            return person.upper()
        return ".".join(word[0] for word in person.split()) + "." if match[1] == "s" else person

    return re.sub(r"\{(u|s|)\}", fill, form)


def _signed(rng: random.Random, units: Units, forms: Forms, byline: str) -> Units:
    """Let a story be signed otherwise; `mixed` pages sign each in a way of its own."""
    at = next((at for at, (label, _) in enumerate(units) if label == "byline"), -1)
    if byline == "as-is" and rng.random() < 0.5:
        return units
    if at < 0:
        head = max((at for at, (label, _) in enumerate(units) if label in ("headline", "deck")), default=-1)
        text = 0 <= head < len(units) - 1 and units[head + 1][0] == "paragraph"
        if not text or rng.random() < 0.7:
            return units
        return [*units[: head + 1], ("byline", _written(rng, forms, rng.choice(forms.bylines))), *units[head + 1 :]]
    if byline == "none":
        return units[:at] + units[at + 1 :]
    if byline == "end" and units[-1][0] == "paragraph":
        return [*units[:at], *units[at + 1 :], ("credit", _written(rng, forms, rng.choice(forms.at_end)))]
    return [*units[:at], ("byline", _written(rng, forms, rng.choice(forms.bylines))), *units[at + 1 :]]


def _dated(units: Units, dateline: str) -> Units:
    at = next((at for at, (label, _) in enumerate(units) if label == "paragraph"), -1)
    if at < 1 or units[at - 1][0] in ("run-in", "dateline", "subheading"):
        return units
    return [*units[:at], ("dateline", dateline + " "), *units[at:]]


def _recut(rng: random.Random, units: Units) -> Units:
    """Cut paragraphs at other sentences, or join two."""
    joins = rng.choice((0.0, 0.3, 0.6))
    cuts = rng.choice((0.0, 0.3, 0.7))
    out: Units = []
    for label, text in units:
        if label != "paragraph" or text[:1] in '-–—*•"“«' or text.startswith(("Q:", "A:")):
            out.append((label, text))
            continue
        pieces = [text]
        for sentence in _SENTENCE_END.split(text)[1:]:
            start = pieces[-1].rfind(sentence)
            if start >= _SHORTEST and len(sentence) >= _SHORTEST and rng.random() < cuts:
                pieces[-1:] = [pieces[-1][:start].rstrip(), pieces[-1][start:]]
        if out and out[-1][0] == "paragraph" and rng.random() < joins and out[-1][1][-1:] == ".":
            pieces[0] = out.pop()[1] + " " + pieces[0]
        out += [("paragraph", piece) for piece in pieces]
    return out
