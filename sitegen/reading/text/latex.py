r"""LaTeX that a converter made of figures and signs → the characters that were printed: `$98.1\%$` is `98.1%`.

Converters take percentages, degrees, circled numbers and the like for formulas. What is read here is that much; a real
formula, which no newspaper's line can hold as plain text, is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text.markup_words import SIGNS, words
from sitegen.source import Span

LONGEST = 400  # characters of what is read as a formula within a line

_STYLES, _WORDS, _BLANKS = words("styles"), words("words"), words("blanks")
_CIRCLED, _FRACTIONS = words("circles"), words("fractions")

_RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)) | {"−": "⁻"}
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)) | {"−": "₋"}
_CIRCLES = {str(number): chr(0x2460 + number - 1) for number in range(1, 21)} | {"0": "⓪"}
_STANDS = frozenset("′°*†[]")  # signs that stay as they are above or below the line

_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]{1,24})(?P<space>[ \t]*)|\\(?P<sign>[^A-Za-z])|(?P<white>[ \t\r\n]+)|(?P<char>.)", re.S
)
# {1}, { 1 }, {\small{1}}: what a circle is drawn around
_INSIDE = r"[ \t]*(?:\\[a-z]{1,14}[ \t]*)?"
_ARGUMENT = re.compile(
    rf"[ \t]*\{{{_INSIDE}(\d{{1,2}})[ \t]*\}}|[ \t]*\{{{_INSIDE}\{{[ \t]*(\d{{1,2}})[ \t]*\}}[ \t]*\}}|[ \t]*(\d)"
)


def raised(text: str) -> str:
    """Returns text set above the line, "" where there are no characters for it."""
    return _set(text, _RAISED)


def lowered(text: str) -> str:
    """Returns text set below the line, "" where there are no characters for it."""
    return _set(text, _LOWERED)


def _set(text: str, characters: Mapping[str, str]) -> str:
    return "".join(map(characters.__getitem__, text)) if text and all(char in characters for char in text) else ""


@dataclass(slots=True)
class _Group:
    """What an open brace holds: how it is set, whether its blanks count, what stands for the brace that closes it."""

    setting: Mapping[str, str] | None
    words: bool
    divides: bool = False


@dataclass(slots=True)
class _Formula:
    """A formula while it is read; private to this module."""

    text: str
    edits: list[Edit] = field(default_factory=list)
    open: list[_Group] = field(default_factory=lambda: [_Group(None, False)])
    next: _Group | None = None  # how the next character or group is set
    last: str = ""  # character set

    def put(self, start: int, end: int, becomes: str) -> None:
        """Set a sign in place of what is written."""
        self.edits.append(Edit(Span(start, end), becomes, Reason.MARKUP))
        self.last = becomes or self.last


def read_formula(text: str, start: int, end: int) -> tuple[Edit, ...] | None:
    """Returns the edits that make plain text of a formula; None where it is more than figures and signs."""
    formula = _Formula(text)
    at = start
    while at < end:
        token = _TOKEN.match(text, at, end)
        if token is None:
            return None
        after = _command(formula, token, end) if token["command"] else _sign(formula, token)
        if after is None:
            return None
        at = after
    return tuple(formula.edits) if len(formula.open) == 1 and formula.next is None else None


def _command(formula: _Formula, token: re.Match[str], end: int) -> int | None:
    name, start, after = token["command"], token.start(), token.end()
    setting = formula.next.setting if formula.next else formula.open[-1].setting
    if name in _CIRCLED:
        argument = _ARGUMENT.match(formula.text, token.end("command"), end)
        number = _CIRCLES.get(argument[1] or argument[2] or argument[3]) if argument else None
        if argument is None or number is None:
            return None
        formula.put(start, argument.end(), number)
        formula.next = None
        return argument.end()
    if name in _STYLES or name in _WORDS:
        formula.put(start, after, "")
        if formula.text.startswith("{", after):
            formula.next = _Group(setting, name in _WORDS)
        return after
    if name in _FRACTIONS and formula.text.startswith("{", after) and setting is None:
        formula.put(start, after, " " if formula.last.isdigit() else "")
        formula.next = _Group(None, False, divides=True)
        return after
    sign = " " if name in _BLANKS else SIGNS.get(name)
    if sign is None or (setting is not None and sign not in _STANDS):
        return None
    formula.put(start, after, sign)
    formula.next = None
    return after


def _sign(formula: _Formula, token: re.Match[str]) -> int | None:
    start, after = token.span()
    char = token["char"] or ""
    if token["white"]:
        formula.put(start, after, " " if formula.open[-1].words and formula.last not in ("", " ") else "")
        return after
    if token["sign"]:
        if token["sign"] in ",;:! \n":
            formula.put(start, after, "")
            return after
        if token["sign"] not in "%$&#_{}-":
            return None
        formula.put(start, after, token["sign"])
        formula.next = None
        return after
    if char == "{":
        formula.put(start, after, "")
        above = formula.open[-1]
        formula.open.append(formula.next or _Group(above.setting, above.words))
        formula.next = None
        return after
    if char == "}":
        return _close(formula, start)
    if char in "^_" and not formula.open[-1].words:
        return _script(formula, start, _RAISED if char == "^" else _LOWERED)
    if char in "&^_":
        return None
    return _character(formula, start, char)


def _close(formula: _Formula, at: int) -> int | None:
    if len(formula.open) == 1 or formula.next is not None:
        return None
    group = formula.open.pop()
    if group.divides:
        if not formula.text.startswith("{", at + 1):
            return None
        formula.put(at, at + 1, "/")
        formula.next = _Group(None, False)
    else:
        formula.put(at, at + 1, "")
    return at + 1


def _script(formula: _Formula, at: int, setting: Mapping[str, str]) -> int | None:
    if formula.next is not None or formula.open[-1].setting is not None:
        return None  # scripts of scripts
    formula.put(at, at + 1, "")
    formula.next = _Group(setting, False)
    return at + 1


def _character(formula: _Formula, at: int, char: str) -> int | None:
    setting = formula.next.setting if formula.next else formula.open[-1].setting
    formula.next = None
    if setting is None or char in _STANDS or char in _CIRCLES.values():
        if char == "~" and not formula.last.isdigit():
            formula.put(at, at + 1, " ")
        formula.last = char
        return at + 1
    if char in setting:
        formula.put(at, at + 1, setting[char])
        return at + 1
    if setting is _LOWERED and char.isalpha():
        formula.last = char
        return at + 1  # v_max: a word below the line stays as it is
    return None


# `98.1`, `1 5 . 3`, `3~5`, `x`, `A=5`: what may stand between dollar signs without any command.
_PLAIN = re.compile(r"[+\-−±]?[\d.,:/%~×+=\- ]{0,40}\d[\d.,:/%~ ]{0,20}|[A-Za-z](?:[ ]?[=<>][ ]?[\d.]{1,12})?")
CODED = re.compile(r"[\\^_{]")  # what a formula has that a price has not
_HAN = re.compile(r"[\u3400-\u9fff，。、；：！？]")


def is_formula(inside: str, after: str) -> bool:
    r"""Tell whether what stands between two dollar signs is a formula, and no price: `$5和$6`, `$5 to $10`."""
    bare = inside.strip()
    if not bare:
        return False
    if CODED.search(bare):
        return not _HAN.search(re.sub(r"\{[^{}]{0,200}\}", "", bare))
    even = inside[:1].isspace() == inside[-1:].isspace()  # `$ 4 $` as well, but not `$5 and $`
    return even and not after[:1].isdigit() and _PLAIN.fullmatch(bare) is not None


# `\mathrm{CO}_{2}`, `^{\circ}`, `\textcircled{1}` without dollar signs: a command or script with what it holds.
_BARE = re.compile(r"(?:\\[A-Za-z]{1,24}|[\^_])[ \t]*(?:\{(?:[^{}\n]|\{[^{}\n]{0,80}\}){0,120}\}[ \t]*){1,2}")
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]{1,24})(?![A-Za-z])")


def bare_formulas(text: str, at: int, end: int) -> Iterator[Edit]:
    r"""Make the edits of a command or script at a place outside of any formula: `\times`, `^{\circ}`; none for text."""
    found = _BARE.match(text, at, min(end, at + LONGEST))
    if found is not None:
        stop = found.start() + len(found[0].rstrip())
        edits = read_formula(text, at, stop)
        if edits is not None:
            yield from edits
            return
    command = _COMMAND.match(text, at, end)
    if command is not None and command["name"] in SIGNS and len(command["name"]) > 1:
        blank = text[command.end() : command.end() + 1] in (" ", "\t") and text[at - 1 : at] not in (" ", "\t")
        yield Edit(Span(at, command.end() + blank), SIGNS[command["name"]], Reason.MARKUP)
