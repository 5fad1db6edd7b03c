"""What an editor says of an article in braces behind its headline: `{#id .lead}`, `{weight=5}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.model.newspaper import LEAD, WEIGHT

# Only what begins as attributes do: a headline may end in braces of its own.
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{[ \t]*(?P<inner>(?:[#.]|[A-Za-z]+=)[^{}]*?)[ \t]*\}$")
_ATTRIBUTE = re.compile(r"#(?P<id>\S+)|(?P<lead>\.lead)|weight=(?P<weight>\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """What stands in the braces, which begin at `start` of the line's text with the white space before them.

    `id` is "" where none is given, `id_at` where it stands. `unknown` is the first word that says nothing or says it
    twice, `unknown_at` where it stands: then all of the braces is text.
    """

    start: int
    id: str = ""
    id_at: int = 0
    weight: int = WEIGHT
    unknown: str = ""
    unknown_at: int = 0


def said_behind(heading: str) -> Attributes | None:
    """Returns what is said of an article behind its headline, None where nothing is."""
    found = _ATTRIBUTES.search(heading)
    if found is None:
        return None
    said: dict[str, tuple[str, int]] = {}
    for word in re.finditer(r"\S+", found["inner"]):
        at = found.start("inner") + word.start()
        known = _ATTRIBUTE.fullmatch(word[0])
        kind = (known.lastgroup if known else None) or ""
        # The lead weighs most: it and a weight are the same said twice.
        what = "weight" if kind == "lead" else kind
        if known is None or what in said:
            return Attributes(start=found.start(), unknown=word[0], unknown_at=at)
        said[what] = (str(LEAD) if kind == "lead" else known[kind], at + known.start(kind))
    given, id_at = said.get("id", ("", 0))
    return Attributes(start=found.start(), id=given, id_at=id_at, weight=int(said.get("weight", (str(WEIGHT), 0))[0]))
