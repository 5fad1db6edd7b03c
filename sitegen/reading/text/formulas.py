r"""Formulas within a text, with and without delimiters: `$98.1\%$`, `\(…\)`, `\times`, `m^2^`."""

from __future__ import annotations

import re

from sitegen.reading.text.latex import CODED, bare_formulas, is_formula, lowered, raised, read_formula
from sitegen.reading.text.line import Left
from sitegen.reading.text.tokens import BLANK_LINE, FORMULA, Kind, Token, short, signs
from sitegen.source import Span

_MATH = re.compile(r"\$(?P<inside>[^$\n]{1,400})\$|\\\((?P<round>(?:[^\\\n]|\\(?![()])){1,400}?)\\\)")
_MATH_APART = re.compile(r"\$\$(?P<inside>[^$]{1,2000})\$\$|\\\[(?P<square>(?:[^\\]|\\(?![\[\]])){1,2000}?)\\\]")
# m^2^, CO~2~: pandoc's marks
_SCRIPT = re.compile(r"\^(?P<above>[+-]?\d{1,3})\^|~(?P<below>\d{1,3})~")


def read_script(text: str, at: int) -> tuple[Token, ...]:
    """Returns the tokens of what stands above or below the line: `^{2}`, `m^2^`, `H~2~O`."""
    if text.startswith("{", at + 1):
        return signs(bare_formulas(text, at, len(text)))
    found = _SCRIPT.match(text, at)
    before = text[at - 1 : at] if at else ""
    if found is None or not before.isalnum() or (found["below"] and not before.isalpha()):
        return ()
    inside = found["above"] or found["below"]
    inner = Span(at + 1, found.end() - 1)
    return (
        Token(at, at + 1, Kind.SIGN),
        *_scripts(inside, inner.start, above=bool(found["above"])),
        Token(inner.end, found.end(), Kind.SIGN),
    )


def read_math(text: str, at: int) -> tuple[Token, ...]:
    """Returns the tokens of a formula between delimiters; where it cannot be plain text, they only tell of it."""
    found = _MATH_APART.match(text, at)
    if found and not BLANK_LINE.search(found[0]) and _is_math(text, found, found["square"]):
        return _tokens(text, found, 2)
    found = _MATH.match(text, at)
    if found is None or not _is_math(text, found, found["round"]):
        return ()
    return _tokens(text, found, 1 if found["inside"] else 2)


def _tokens(text: str, found: re.Match[str], size: int) -> tuple[Token, ...]:
    start, end = found.span()
    edits = read_formula(text, start + size, end - size)
    if edits is None:
        return (Token(start, start, Kind.SIGN, left=Left(FORMULA, short(found[0]), start)), Token(end, end, Kind.SIGN))
    begin, stop = _with_blanks(text, start, end)
    return (Token(begin, start + size, Kind.SIGN), *signs(edits), Token(end - size, stop, Kind.SIGN))


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the blanks that a converter sets around a formula amid ideographs and wide marks: `达 $5$ ，`."""
    begin, stop = start, end
    while begin > 0 and text[begin - 1] in " \t":
        begin -= 1
    while stop < len(text) and text[stop] in " \t":
        stop += 1
    before, behind = text[begin - 1 : begin] if begin else "", text[stop : stop + 1]
    return start if before.isascii() else begin, end if behind.isascii() else stop


def _is_math(text: str, found: re.Match[str], bracketed: str | None) -> bool:
    r"""Tell whether what delimiters hold is a formula; brackets with a backslash may be escapes: `\(1\)`."""
    if bracketed is not None:
        return CODED.search(bracketed) is not None and is_formula(bracketed, "")
    return is_formula(found["inside"], text[found.end() : found.end() + 1])


def _scripts(inside: str, start: int, *, above: bool) -> tuple[Token, ...]:
    signs = raised(inside) if above else lowered(inside)
    return tuple(Token(start + at, start + at + 1, Kind.SIGN, sign) for at, sign in enumerate(signs))
