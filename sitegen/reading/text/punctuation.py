"""Half-width marks in Chinese text become full-width, as GB/T 15834-2011 sets them; as recorded edits, never silently.

OCR and converters often give `,` for `，`. Numbers, times, Latin words, e-mail and web addresses and formulas keep
their half-width marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.reading.text.words import HAN

# No mark stands farther behind its word than this.
_MOST_SPACES = 40

# A change: start and end in the text, what it becomes.
Change = tuple[int, int, str]

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_PROTECTED = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-~]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|www\.[!-~]{1,300}"
    r"|&(?:[A-Za-z]{2,8}|#\d{1,6});",
    re.ASCII,
)
_PROTECTED_SIGNS = ("@", "://", "www.", "&")  # one of them is in whatever _PROTECTED matches
_CHINESE = re.compile(rf"[{HAN}“”‘’《》〈〉「」『』【】，。、；：！？（）…—％]")
_MARK = re.compile(r"[,;:!?]")
_BRACKET = re.compile(r"[()（）]")
_ELLIPSIS = re.compile(r"\.{6}|。{6}|\.{3}(?=[^.]|$)")
_DASH = re.compile(r"(?<!-)--(?!-)")


def full_width(text: str) -> tuple[Change, ...]:
    """Give the changes that restore the full-width marks of a text, sorted, without overlap."""
    if not _CHINESE.search(text):
        return ()
    protected = {at for match in _protected(text) for at in range(*match.span())}
    return tuple(
        change for change in sorted([*_marks(text), *_brackets(text), *_doubled(text)]) if change[0] not in protected
    )


def _protected(text: str) -> Iterator[re.Match[str]]:
    """Find addresses and character references; most texts have none, and looking for a letter is quicker."""
    return _PROTECTED.finditer(text) if any(sign in text for sign in _PROTECTED_SIGNS) else iter(())


def _marks(text: str) -> Iterator[Change]:
    for match in _MARK.finditer(text):
        at = match.start()
        left = text[max(0, at - _MOST_SPACES) : at].rstrip(" ")[-1:]
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
    stack: list[tuple[int, bool]] = []  # open brackets, and whether Chinese was seen behind each
    before = 0
    for match in _BRACKET.finditer(text):
        at = match.start()
        if stack and not stack[-1][1] and _CHINESE.search(text, before, at):
            stack[-1] = (stack[-1][0], True)
        before = at + 1
        if match[0] in "(（":
            stack.append((at, False))
        elif stack:
            opened, chinese = stack.pop()
            if chinese or (_is_chinese(text[opened - 1 : opened]) and opened):
                yield from ((i, i + 1, _FULL[text[i]]) for i in (opened, at) if text[i] in "()")
            if stack and (chinese or text[opened] == "（" or match[0] == "）"):
                stack[-1] = (stack[-1][0], True)


def _doubled(text: str) -> Iterator[Change]:
    """`......` is the ellipsis `……`, `--` the dash `——` (GB/T 15834-2011, 4.11 and 4.10)."""
    for match in _ELLIPSIS.finditer(text) if "..." in text or "。。。" in text else ():
        if _is_chinese(text[match.start() - 1 : match.start()] if match.start() else ""):
            yield match.start(), match.end(), "……"
    for match in _DASH.finditer(text) if "--" in text else ():
        if _is_chinese(text[match.end() : match.end() + 1]):
            yield match.start(), match.end(), "——"
