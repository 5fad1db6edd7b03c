"""Codes of the make-up desk (`②6`, `⑧3`), printed by mistake: they are of the page, not of the text around them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text.line import BLANK, Line
from sitegen.reading.text.marks import canonical
from sitegen.reading.text.picture_credits import PHOTO_CREDIT
from sitegen.reading.text.words import CLOSERS, STOPS

_CIRCLED = "\u2460-\u2473\u24ea\u2776-\u277f"
_CODE = re.compile(rf"[{_CIRCLED}]\s?\d{{1,2}}(?!\d)")
_ANY_CIRCLED = re.compile(f"[{_CIRCLED}]")
LONGEST_CREDIT = 40


def has_codes(text: str) -> bool:
    """Tell at a glance whether a bulletin may hold such codes."""
    return _CODE.search(text) is not None


def with_codes_apart(line: Line) -> Line:
    """Returns a line without its code: behind its last sentence, before the credit of its picture, or all of it.

    `①6月底前完成;②9月开工` and `答案:①5。②6` count their parts, so a line with further circled numbers has no code.
    """
    code = _CODE.search(line.text)
    if code is None or len(_ANY_CIRCLED.findall(line.text)) > 1 or not _stands_apart(line, code):
        return line
    hole = line.piece(*code.span())
    if len(hole) != len(code[0]):
        return line  # written with markup
    start = len(line.text[: code.start()].rstrip(BLANK))
    blank = line.piece(start, code.start())
    own = [Edit(blank, "", Reason.SPACE)] if len(blank) and len(blank) == code.start() - start else []
    start = start if own else code.start()
    marks = sorted((*line.marks, *own, Edit(hole, "", Reason.MARK)), key=lambda mark: mark.span)
    text = line.text[:start] + line.text[code.end() :]
    return replace(line, text=text, canonical=canonical(text), marks=tuple(marks), apart=(hole,))


def _stands_apart(line: Line, code: re.Match[str]) -> bool:
    before, behind = line.canonical[: code.start()].rstrip(), line.canonical[code.end() :].strip()
    if not before:
        return not behind and not line.coded
    ended = before.endswith((*STOPS, *CLOSERS))
    return ended and (not behind or (len(behind) <= LONGEST_CREDIT and PHOTO_CREDIT.match(behind) is not None))
