"""Lines of which their words alone tell whether they go on with the one above, wherever a column or a PDF cut them."""

from __future__ import annotations

import re

from sitegen.reading.detect.signatures import names_maker
from sitegen.reading.text.asked import photo_credit
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
_PAUSE = re.compile("[,。、;:!?.]")  # what running text has in every other line, and a head seldom


def is_plain(text: str) -> bool:
    """Tell whether a line has none of the marks by which sentences are parted."""
    return _PAUSE.search(text) is None


def goes_on(over: str, text: str) -> bool:
    """Tell whether a line surely goes on with the one above.

    `某  某摄(影像` / `中国)` is a credit, `投稿邮箱:name@pap` / `er.example` an address.
    """
    return _cuts_credit(over, text) or cuts_address(over, text)


def begins(over: str, text: str) -> bool:
    """Tell whether a line surely begins anew: a byline has lines of its own."""
    return names_maker(text) or (len(text) > LONGEST_MAKERS and names_maker(over))


def _cuts_credit(over: str, text: str) -> bool:
    if max(len(over), len(text)) > LONGEST_CUT or not is_plain(over):
        return False
    whole = photo_credit(over) is not None and not unclosed(over)
    return photo_credit(over + text) is not None and not photo_credit(text) and not whole


def cuts_address(over: str, text: str) -> bool:
    """Tell whether a line ends amid an address and the next one begins with its end."""
    if not text[:1].isascii():
        return False
    end = over[-LONGEST_ADDRESS:]
    cut_amid_name = _CUT_NAME.search(end) is not None and _NAME_ON.match(text) is not None
    return cut_amid_name or (_CUT_AT_POINT.search(end) is not None and _LAST_NAME.match(text) is not None)
