"""Lines that programs print amid a page: addresses, notes of scanners, controls of web pages, places of pictures.

They are nobody's text: `扫描全能王 创建`, `分享到:微信 微博`, `[图片]`, `2023-05-04 10:21`.
"""

from __future__ import annotations

import re

from sitegen.reading.lexicon.load import entries

LONGEST = 200  # characters of an address
MOST = 60  # of a line of controls

# https://…, 扫描全能王 创建, Scanned with CamScanner, 河湾新闻网 版权所有, © …
_NOTE = re.compile(
    r"^(?:(?:https?://|www\.)[!-~]{3,200}|(?:由\s?)?扫描全能王\s?(?:扫描)?(?:创建)?|Scanned (?:by|with) \w{3,20}"
    r"|[^。!?]{0,24}版权所有[^。!?]{0,24}|©[^。!?]{2,60})$",
    re.I,
)
# [图片], (图片 3), 【插图】, [image], <photo>: where a converter left a picture out
_PLACE = re.compile(
    r"^[\[(【<{]\s?(?:此处为?)?(?:图片?|插图|图像|照片|image|img|picture|photo|figure|bild|foto|рисунок|фото|изображение|ảnh|hình)"
    r"\s?[:#]?\s?\d{0,4}\s?[\])】>}]$",
    re.I,
)
# 2023-05-04 10:21, 2023年5月4日 10:21:07: no newspaper prints the time of day beside a date alone on a line
_STAMP = re.compile(
    r"^(?:[^\W\d]{2,6}[:\s]\s?)?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s{1,3}|T)\d{1,2}:\d{2}(?::\d{2})?(?:\s\S{2,16}){0,2}$"
)
_BETWEEN = re.compile(r"[|/·:,、()\[\]【】<>«»+~…]|\s{2,}|\s[-—_]\s|\d+")
_NUMBER = re.compile(r"\d")
_SENTENCE = re.compile(r"[。!?;]")


def is_by_program(text: str) -> bool:
    """Tell whether a canonical line is a program's note, and no text of the page."""
    if len(text) > LONGEST:
        return False
    return any(sign.match(text) for sign in (_NOTE, _PLACE, _STAMP)) or _is_of_controls(text)


def is_stamp(text: str) -> bool:
    """Tell whether a canonical line says when a program has published or saved a text."""
    return ":" in text and _STAMP.match(text) is not None


def _is_of_controls(text: str) -> bool:
    """Tell whether a line has nothing but what readers of a web page press or count: `上一篇 下一篇`, `阅读 1234`."""
    if len(text) > MOST or _SENTENCE.search(text):
        return False
    alone, beside = entries("program-notes"), entries("program-words")
    words = [word for piece in _BETWEEN.split(text.casefold()) for word in _words(piece or "")]
    if not words or not all(word in alone or word in beside for word in words):
        return False
    return len(words) > 1 or words[0] in alone or _NUMBER.search(text) is not None


def _words(piece: str) -> list[str]:
    """Returns what stands between two signs as one word of the lists, else as what spaces part."""
    whole = "".join(piece.split())
    known = whole in entries("program-notes") or whole in entries("program-words")
    return [whole] if known else piece.split()
