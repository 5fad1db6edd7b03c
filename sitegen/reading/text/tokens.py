"""Pieces of markup as they are found in a text, and the findings that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text import tags
from sitegen.reading.text.line import Left

# The findings that markup leads to.
PICTURE, DATA, UNKNOWN, COMMENT = "r-020", "r-021", "r-022", "r-023"
FORMULA, TABLE, CROWDED = "r-024", "r-025", "r-026"
BLANK_LINE = re.compile(r"\n[ \t\r\u3000]*\n")  # neither a caption nor a formula nor a forgotten table goes on beyond


class Kind(StrEnum):
    """What a piece of markup is."""

    TAG = "tag"  # an HTML tag, which says something of the text around it
    GONE = "gone"  # no text: it is taken out with all that it holds
    PICTURE = "picture"
    SIGN = "sign"  # stands for a character, or for nothing


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of markup: where it stands, what is set in its place, for a tag its name and attributes.

    `left` is what to tell the editor of, None for what is settled.
    """

    start: int
    end: int
    kind: Kind
    becomes: str = ""
    name: str = ""
    attributes: str = ""
    closes: bool = False
    reason: Reason = Reason.MARKUP
    left: Left | None = None


LONGEST_SHOWN = 60  # characters of what is left, in a finding


def parts_lines(token: Token) -> bool:
    """Tell whether a piece of markup stands between lines rather than within one: the border of a block, a picture."""
    block = token.kind is Kind.TAG and (token.name in tags.BLOCKS or token.name in tags.TABLE_PARTS)
    return block or token.kind is Kind.PICTURE


def signs(edits: Iterable[Edit]) -> tuple[Token, ...]:
    """Returns edits as markup."""
    return tuple(Token(e.span.start, e.span.end, Kind.SIGN, e.becomes) for e in edits)


def short(text: str) -> str:
    """Returns a piece of markup as a finding shows it."""
    text = " ".join(text[:LONGEST_SHOWN].split())
    return text if len(text) < LONGEST_SHOWN else f"{text[:-1]}…"
