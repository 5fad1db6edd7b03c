"""What stands below the last text of a story: whence it comes, when it was written, who its author is."""

from __future__ import annotations

import re

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.text import patterns
from sitegen.reading.text.days import signing_day

_SOURCE = re.compile(r"\(?(?:摘自|原载|选自|录自|转自|据)\s?《[^》]{2,20}》[^。]{0,16}$")


def ends_story(entry: Classified) -> bool:
    """`新华社河湾7月2日电` alone below a story: of 74 titles below such a line all begin another."""
    return entry.look is Look.CREDIT and patterns.DATELINE_WIRE.fullmatch(entry.line.canonical) is not None


def is_of_author(entry: Classified) -> bool:
    """`(作者为河湾县图书馆馆员)`: of 187 such lines of any length all are credits."""
    return entry.look is Look.CREDIT and entry.line.canonical.startswith("(作者")


def tells_source(text: str) -> bool:
    """`摘自《河湾县志》`, `(据《书法百问》)`: of 14 such lines all are credits."""
    return "《" in text[:6] and _SOURCE.match(text) is not None


def is_signing_day(text: str) -> bool:
    """`一九六四年十月二十六日于河湾`: when and where a text was written."""
    return "年" in text and signing_day(text) is not None
