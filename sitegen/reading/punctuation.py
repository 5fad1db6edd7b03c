"""Half-width marks in Chinese text become full-width, as GB/T 15834-2011 sets them; as recorded edits, never silently.

OCR and converters often give `,` for `，`. Numbers, times, Latin words, e-mail and web addresses and formulas keep
their half-width marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.reading.words import HAN

# A change: start and end in the text, what it becomes.
Change = tuple[int, int, str]

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_PROTECTED = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-~]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|www\.[!-~]{1,300}"
    r"|&(?:[A-Za-z]{2,8}|#\d{1,6});",
    re.ASCII,
)
_CHINESE = re.compile(rf"[{HAN}“”‘’《》〈〉「」『』【】，。、；：！？（）…—％]")
_MARK = re.compile(r"[,;:!?]")
_ELLIPSIS = re.compile(r"\.{6}|。{6}|\.{3}(?=[^.]|$)")
_DASH = re.compile(r"(?<!-)--(?!-)")


def full_width(text: str) -> tuple[Change, ...]:
    """Give the changes that restore the full-width marks of a text, sorted, without overlap."""
    if not _CHINESE.search(text):
        return ()
    protected = {at for match in _PROTECTED.finditer(text) for at in range(*match.span())}
    return tuple(
        change for change in sorted([*_marks(text), *_brackets(text), *_doubled(text)]) if change[0] not in protected
    )


def _marks(text: str) -> Iterator[Change]:
    for match in _MARK.finditer(text):
        at = match.start()
        left = text[:at].rstrip(" ")[-1:] if at and text[at - 1] == " " else text[at - 1 : at]
        right = text[at + 1 : at + 2]
        if (
            _is_chinese(left)
            or (left in "%)]\"'" and left and _is_chinese(right))
            or _between_word_and_han(left, right, match[0])
        ):
            yield at, at + 1, _FULL[match[0]]


def _between_word_and_han(left: str, right: str, mark: str) -> bool:
    """`CPI,同比` and `5451件` set a full-width comma; `12:30` and `1,000` do not come here, nothing Chinese follows."""
    return mark in ",;!?" and left.isalnum() and _is_chinese(right)


def _is_chinese(char: str) -> bool:
    return bool(char) and _CHINESE.match(char) is not None


def _brackets(text: str) -> Iterator[Change]:
    """A pair of brackets goes by what it holds: Chinese inside sets it full-width, a number or Latin alone does not."""
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            stack.append(at)
        elif char in ")）" and stack:
            opened = stack.pop()
            if _CHINESE.search(text, opened + 1, at) or (_is_chinese(text[opened - 1 : opened]) and opened):
                yield from ((i, i + 1, _FULL[text[i]]) for i in (opened, at) if text[i] in "()")


def _doubled(text: str) -> Iterator[Change]:
    """`......` is the ellipsis `……`, `--` the dash `——` (GB/T 15834-2011, 4.11 and 4.10)."""
    for match in _ELLIPSIS.finditer(text):
        if _is_chinese(text[match.start() - 1 : match.start()] if match.start() else ""):
            yield match.start(), match.end(), "……"
    for match in _DASH.finditer(text):
        if _is_chinese(text[match.end() : match.end() + 1]):
            yield match.start(), match.end(), "——"
