"""What converters draw where a page begins or ends, and numbers that newspapers print at the edge of a page.

<!-- page 3 -->   {3}------------------   === Page 3 ===   # Page 3   [Page 3]   -- 3 of 8 --   <pb n="3"/>
<!-- PageBreak -->   \\newpage   <div style="page-break-after: always;"></div>
- 3 -   · 3 ·   Page 3 of 8   第3页 共8页
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sitegen.reading.splitting.rows import LONGEST, Row
from sitegen.source import Span


class Kind(Enum):
    """What a mark says: a page begins or ends here, its number without saying which, or only something of the page."""

    BEGINS = "begins"
    ENDS = "ends"
    BREAK = "break"
    NUMBER = "number"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mark:
    """A page mark. `style` is what marks of one program have in common; `number` is as written, "" for none.

    `drawn` tells that a converter wrote it: nothing else looks so. What is printed, or could be, needs more proof.
    `says` is what was printed where a note repeats it: `<!-- PageHeader="河湾日报 2023年5月4日 第2版" -->`.
    """

    kind: Kind
    style: str
    number: str = ""
    drawn: bool = True
    says: str = ""


_NUMBER = r"(?P<number>[A-Z]?\d{1,4}|[一二三四五六七八九十]{1,3})"
_COUNT = r"(?:\s{0,3}[/,]?\s{0,3}(?:of|/|共|总)\s{0,2}\d{1,4}\s?页?)"
_PAGE = rf"(?:(?:page|pg\.?|p\.)\s?[:#]?\s?{_NUMBER}|第\s?{_NUMBER.replace('number', 'han')}\s?页)"
_BREAK = r"(?:page[ _-]?break|new[ _-]?page|form[ _-]?feed|分页符?|换页符?)"
_RULE = r"[=\-_*#~—–]{2,60}"

_BREAKS = re.compile(
    rf"{_BREAK}|<!--\s{{0,4}}{_BREAK}\s{{0,4}}-->|<[|/]?{_BREAK}\s?[|/]?>|[\[【]{{1,2}}{_BREAK}[\]】]{{1,2}}"
    rf"|{_RULE}\s{{0,4}}{_BREAK}\s{{0,4}}{_RULE}|\\(?:newpage|pagebreak|clearpage)(?:\{{\}})?"
    r"|<(?:div|p|hr|br)\s[^<>]{0,60}page-?break[^<>]{0,60}>(?:\s?</(?:div|p)>)?|</page>",
    re.I,
)
_ENDS = re.compile(rf"(?:<!--\s{{0,4}}|{_RULE}\s{{0,4}})?end (?:of )?{_PAGE}(?:\s{{0,4}}-->|\s{{0,4}}{_RULE})?", re.I)
# The ways of converters to say `page 3`, each a style of its own.
_BEGINS = {
    "comment": re.compile(rf"<!--\s{{0,4}}(?:(?:start|begin)(?: of)? )?{_PAGE}{_COUNT}?\s{{0,4}}-->", re.I),
    "braces": re.compile(r"\{(?P<number>\d{1,4})\}-{4,120}"),
    "ruled": re.compile(rf"{_RULE}\s{{0,8}}{_PAGE}{_COUNT}?\s{{0,8}}{_RULE}", re.I),
    "counted": re.compile(r"-{2,60}\s{1,8}(?P<number>\d{1,4}) of \d{1,4}\s{1,8}-{2,60}", re.I),
    "tag": re.compile(
        r"<(?:pb|page)\s[^<>]{0,40}?(?:n|no|num|number|id)\s?=\s?[\"']?(?P<number>\d{1,4})[\"']?[^<>]{0,40}>", re.I
    ),
}
_HEADED = re.compile(rf"{_PAGE}{_COUNT}?", re.I)
_BRACKETED = re.compile(rf"[\[【<]{{1,2}}\s?{_PAGE}{_COUNT}?\s?[\]】>]{{1,2}}", re.I)
_COUNTED = re.compile(rf"{_PAGE}{_COUNT}|第?\s?(?P<bare>\d{{1,4}})\s?页\s{{0,3}}/\s{{0,3}}共?\s?\d{{1,4}}\s?页?", re.I)
_FRACTION = re.compile(r"(?P<number>\d{1,4})\s{0,3}/\s{0,3}\d{1,4}")
_DRESS = r"[-—–~·•.*=_|○●◆◇■□★☆]"
_DRESSED = re.compile(
    rf"(?P<left>{_DRESS}{{1,3}})\s{{0,8}}(?P<number>[A-Z]?\d{{1,4}})\s{{0,8}}(?P<right>{_DRESS}{{1,3}})"
)
_BARE = re.compile(r"(?P<number>0{0,2}[1-9]\d{0,2}|[A-Z]\d{1,2})")
_NOTE = re.compile(
    r"<!--\s{0,4}(?:PageNumber\s?=\s?\"(?P<number>[^\"<>]{1,12})\"|Page(?:Header|Footer)\s?=\s?\"(?P<says>.{0,100}?)\")\s{0,4}-->",
    re.I,
)
# A sign, and a word or a shape, that one of them has; most lines have none.
_HAS_SIGN = re.compile(r"[pP页换\d\\]")
_MAY_BE = re.compile(r"page|[页换]|<pb|^\W{0,60}[A-Z]?\d{1,4}\W{0,120}$|\d of \d|p[.g]|^\\|^\d{1,4}\s?/", re.I)


def read_mark(row: Row) -> Mark | None:
    """Tell whether a row is a page mark; a number alone or between dashes is one if more proves it."""
    text = row.written
    if len(text) > LONGEST or not _HAS_SIGN.search(text) or not _MAY_BE.search(text):
        return None
    if _BREAKS.fullmatch(text):
        return Mark(Kind.BREAK, "break")
    if note := _NOTE.fullmatch(text):
        return Mark(Kind.NOTE, "note", note["number"] or "", says=note["says"] or "")
    if ends := _ENDS.fullmatch(text):
        return Mark(Kind.ENDS, "end", _number(ends))
    for style, pattern in _BEGINS.items():
        if begins := pattern.fullmatch(text):
            return Mark(Kind.BEGINS, style, _number(begins))
    if row.marked and (headed := _HEADED.fullmatch(row.text)):
        return Mark(Kind.BEGINS, "headed", _number(headed))
    return _printed(text)


def _printed(text: str) -> Mark | None:
    """Read what a newspaper may print itself, or a story hold: `[Page 3]` below an index's item, `- 3 -` in verse."""
    if bracketed := _BRACKETED.fullmatch(text):
        return Mark(Kind.NUMBER, "bracketed", _number(bracketed))
    if counted := _COUNTED.fullmatch(text):
        return Mark(Kind.NUMBER, "counted", counted["bare"] or _number(counted), drawn=False)
    if (dressed := _DRESSED.fullmatch(text)) and dressed["left"] == dressed["right"][::-1]:
        return Mark(Kind.NUMBER, f"dressed {dressed['left']}", dressed["number"], drawn=False)
    if fraction := _FRACTION.fullmatch(text):
        return Mark(Kind.NUMBER, "fraction", fraction["number"], drawn=False)
    if plain := _HEADED.fullmatch(text):
        return Mark(Kind.NUMBER, "plain", _number(plain), drawn=False)
    if bare := _BARE.fullmatch(text):
        return Mark(Kind.NUMBER, "bare", bare["number"], drawn=False)
    return None


def counts_pages(text: str) -> bool:
    """Tell whether a line says which page of how many this is: `第3页 共8页`, `Page 3 of 8`."""
    return len(text) <= LONGEST and _HAS_SIGN.search(text) is not None and _COUNTED.fullmatch(text) is not None


def dressed_number(text: str) -> int:
    """Returns the number that a line holds between dashes or points, `- 3 -`; 0 where it holds something else."""
    dressed = _DRESSED.fullmatch(text) if len(text) <= LONGEST and text[:1] == text[-1:] else None
    if dressed is None or dressed["left"] != dressed["right"][::-1] or not dressed["number"].isdecimal():
        return 0
    return int(dressed["number"])


def _number(match: re.Match[str]) -> str:
    return str(match["number"] or match["han"] or "") if "han" in match.re.groupindex else str(match["number"])


# The strokes and brackets of marks.
_STROKES = " -–—=_*#~|·•.{}[]【】<>!/\\○●◆◇■□★☆"


def core(row: Row) -> Span:
    """Returns what of a mark has letters or digits, without the strokes and brackets around it."""
    start = len(row.written) - len(row.written.lstrip(_STROKES))
    end = len(row.written.rstrip(_STROKES))
    return Span(row.span.start + start, row.span.start + end) if start < end else row.span
