"""Names of pages (版名), which newspapers print on a line of their own beside the folio: 综合, 社会新闻, HOME NEWS."""

from __future__ import annotations

import re

from sitegen.reading.lexicon.load import either
from sitegen.reading.text.scripts import HAN, is_alphabetic
from sitegen.reading.text.vocabulary import SECTIONS

LONGEST_NAME = 24
_SECTION = either("sections")
_NAMED = re.compile(
    rf"(?:{_SECTION})(?:[·/]?(?:{_SECTION}))?(?:[新要]闻|周刊|专?[刊版])?"
    # 海峡新闻, 省城要闻; but 图片新闻 heads pictures, 简明新闻 briefs
    rf"|(?!图片|简明|一句|今日|昨日)[{HAN}]{{2,3}}[新要]闻"
)
# 12 | World, SPORT · 5, 3  Culture
_PIECES = re.compile(r"\s{0,4}[|/·•–—]\s{0,4}|\s{2,}")
_NUMBER = re.compile(r"[A-Z]?\d{1,3}")


def is_page_name(text: str) -> bool:
    """Tell whether a canonical line is the name of a newspaper's page and nothing else."""
    if len(text) > LONGEST_NAME:
        return False
    return text.lower() in SECTIONS or _NAMED.fullmatch("".join(text.split())) is not None


def numbers_page_name(text: str) -> bool:
    """Tell whether a canonical line is a page's number and its name: `12 | World`."""
    if len(text) > 2 * LONGEST_NAME:
        return False
    pieces = _PIECES.split(text)
    if len(pieces) == 1 and is_alphabetic(text):
        pieces = text.rsplit(maxsplit=1)  # HOME NEWS 5
    if len(pieces) != 2:
        return False
    number, name = pieces if _NUMBER.fullmatch(pieces[0]) else reversed(pieces)
    return _NUMBER.fullmatch(number) is not None and is_page_name(name)
