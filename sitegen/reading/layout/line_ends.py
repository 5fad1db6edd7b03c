"""Lines of which their words alone tell whether they go on with the one above, wherever a column or a PDF cut them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from sitegen.reading.detect.signatures import names_maker
from sitegen.reading.text.asked import photo_credit
from sitegen.reading.text.patterns import EMAIL
from sitegen.reading.text.words import unclosed

LONGEST_CUT = 16  # ideographs of what a column leaves of a picture's credit
LONGEST_ADDRESS = 80  # characters of what stands before the end of a line
LONGEST_MAKERS = 12  # ideographs of what may be left of a byline
# name@pap / er.example, www.pap / er.example: an address cut amid a name, and what is left of it
_CUT_NAME = re.compile(r"(?:\w@|https?://|www\.)[\w-]{0,60}$", re.ASCII)
_NAME_ON = re.compile(r"[\w-]{0,60}\.[a-z]{2,}", re.ASCII)
# name@paper. / example: … behind its point
_CUT_AT_POINT = re.compile(r"(?:\w@|https?://|www\.)[\w-]{1,60}\.$", re.ASCII)
_LAST_NAME = re.compile(r"[a-z]{2,}\b", re.ASCII)
# 投稿邮箱:name@paper.example
_ADDRESS = re.compile(rf"[^,。;!?@]{{0,14}}[:\s]\s{{0,2}}{EMAIL.pattern}", re.ASCII)
_PAUSE = re.compile("[,。、;:!?.]")  # what running text has in every other line, and a head seldom
_ENDS = frozenset("。!?;:…")  # of what is whole, though its bracket may not be


def is_plain(text: str) -> bool:
    """Tell whether a line has none of the marks by which sentences are parted."""
    return _PAUSE.search(text) is None


def goes_on(over: str, text: str) -> bool:
    """Tell whether a line surely goes on with the one above.

    `某  某摄(影像` / `中国)` is a credit, `(作者为河湾县` / `文化馆馆长)` a bracket, `邮箱:name@pap` / `er.example` an
    address.
    """
    in_bracket = over[-1:] not in _ENDS and is_bracket((over, text))
    return in_bracket or _cuts_credit(over, text) or cuts_address(over, text)


def begins(over: str, text: str) -> bool:
    """Tell whether a line surely begins anew: a byline has lines of its own, and so has an address to write to."""
    if names_maker(text) or (len(text) > LONGEST_MAKERS and names_maker(over)):
        return True
    return _is_address(text) or (_is_address(over) and not text[:1].isascii())


def is_bracket(lines: Sequence[str]) -> bool:
    """Tell whether a bracket is all that lines say: `(作者为河湾县` / `文化馆馆长)`."""
    if lines[0][:1] != "(" or lines[-1][-1:] != ")":
        return False
    signs = "".join(lines)
    depths = accumulate((sign == "(") - (sign == ")") for sign in signs)
    return next((at for at, depth in enumerate(depths, 1) if depth <= 0), 0) == len(signs)


def _is_address(text: str) -> bool:
    return "@" in text and _ADDRESS.fullmatch(text) is not None


def _cuts_credit(over: str, text: str) -> bool:
    if max(len(over), len(text)) > LONGEST_CUT or not is_plain(over):
        return False
    opened = unclosed(over)
    whole = photo_credit(over) is not None and not opened
    closes = opened and text.endswith(")") and "(" not in text  # `影像中国)` alone looks like a credit
    return photo_credit(over + text) is not None and not whole and (closes or photo_credit(text) is None)


def cuts_address(over: str, text: str) -> bool:
    """Tell whether a line ends amid an address and the next one begins with its end."""
    if not text[:1].isascii():
        return False
    end = over[-LONGEST_ADDRESS:]
    cut_amid_name = _CUT_NAME.search(end) is not None and _NAME_ON.match(text) is not None
    return cut_amid_name or (_CUT_AT_POINT.search(end) is not None and _LAST_NAME.match(text) is not None)
