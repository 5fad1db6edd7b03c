"""What the reader is not sure of: lines that nothing knows, breaks that nothing proves, sentences that do not end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import groupby, zip_longest
from operator import add, attrgetter

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import Role
from sitegen.model.newspaper import ArticleKind
from sitegen.reading.build.kinds import kind_of
from sitegen.reading.build.parts import credit_start, jump_start
from sitegen.reading.layout.grouping import Placed
from sitegen.reading.layout.labels import Label
from sitegen.reading.layout.lay_out import Layout
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import caption_match
from sitegen.reading.text.breaks import is_doubtful
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.folding import fold
from sitegen.reading.text.joints import joint
from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import CLOSERS, HAN, INSTITUTION_END, STOPS, UNIT_ENDS, ends_sentence, is_person_name
from sitegen.source import SourceText, Span

PAGE_LENGTH = 20_000
LONGEST_ITEM = 40
LONGEST_SIGNATURE = 60  # characters, its day with it
_LAST_SENTENCE = re.compile(rf".*[{STOPS}.;][{re.escape(CLOSERS)}]?[\s—–-]{{0,4}}")
# [河南], 声明人:, 公告单位:
_BEFORE = re.compile(rf"(?:\[[{HAN}]{{2,8}}\]\s?)?(?:[{HAN}]{{1,4}}(?:人|单位|者):\s?)?")
_WHO = re.compile(rf"[{HAN}·]{{2,30}}")
_BODY_END = re.compile(rf"(?:{INSTITUTION_END}|[{UNIT_ENDS}])$")
_TELEPHONE = re.compile(r"\d{3}-?\d{3,8}$")
# By order of the Board, Jane Doe, Secretary; — JANE ROE, Executrix
_SET_OFF = re.compile(r"[.!?]\s(?:By order of\b|[—–-]\s?[A-Z]{2,}\s[A-Z]{2,},)[^.!?]{1,60}$")
_TEXT = frozenset({Label.PARAGRAPH, Label.ITEM, Label.CONTINUATION})
# …上了车。(某厂读者), …渡口。(注1), …捉鱼。(打一动物): whose it is, or what it is about
_SAID_BEHIND = re.compile(r"[。!?…][”’]?\s?\([^()]{1,20}\)$")
# A06, — 4 —, ·1·; a number alone may be of the text
_PAGE = re.compile(r"^(?:[A-Z]{1,2}\d{1,3}|[·•—–―一-]{1,2}\s?\d{1,3}\s?[·•—–―一-]{1,2})$")
# Kinds of lines that are whole though no stop ends them: nothing continues them, and nothing is missing.
_SIGNED = frozenset({ArticleKind.NOTICE, ArticleKind.ADVERTISEMENT, ArticleKind.LETTER})
_WHOLE = frozenset({"signature", "speaker", "contact", "byline", "text-credit", "dashed"})


def doubts_of(
    source: SourceText, extent: Span, layout: Layout, given: Collection[int], settled: Collection[int]
) -> Iterator[Diagnostic]:
    """Returns what is doubtful about the lines of a page, which takes up `extent` of its source.

    `given` are the lines whose role the editor has given, `settled` those of which he has said whether they go on.
    """
    labelled = (p.line for p in layout.placed if p.label is Label.UNCLASSIFIED)
    spans = [(line.number, line.span) for line in labelled if line.number not in given]
    spans += [(line.number, line.span) for line in layout.apart if line.role is Role.UNCLASSIFIED]
    yield from (
        finding("r-001", Severity.WARNING, source, span.start) for _, span in sorted(spans) if _says(source, span)
    )
    yield from _doubtful_breaks(source, source.slice(extent), layout.placed, settled)


def _says(source: SourceText, span: Span) -> bool:
    """Tell whether a line holds more than marks or a page's number set as such, of which nobody needs to be told."""
    text = fold(source.slice(span)).strip("*# ")
    return any(map(str.isalnum, text)) and _PAGE.match(text) is None


class _Pairs:
    """Every two characters that stand side by side in a text, counted up when first asked for."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._text = text

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(map(add, self._text, self._text[1:]))

    def __contains__(self, pair: object) -> bool:
        """Tell whether two characters stand side by side; a page is looked through, only a book is counted up."""
        return str(pair) in self._text if len(self._text) <= PAGE_LENGTH else pair in self._pairs


class _Signed:
    """Lines that end in who signs a notice, or that such a line follows; which articles are notices is asked once."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        """Take the lines of a page."""
        self._placed = placed

    @cached_property
    def _numbers(self) -> frozenset[int]:
        ends: dict[int, list[int]] = {}
        for line, below in zip_longest(self._placed, self._placed[1:]):
            above_credit = below is not None and (below.article, below.label) == (line.article, Label.CREDIT)
            if line.label in _TEXT and (above_credit or _ends_signed(line.line.canonical)):
                ends.setdefault(line.article, []).append(line.line.number)
        lines = groupby(self._placed, attrgetter("article"))
        return frozenset(
            number for article, of in lines if article in ends and kind_of([*of]) in _SIGNED for number in ends[article]
        )

    def __contains__(self, number: object) -> bool:
        """Tell whether the line of a number is such a one; mostly no line of a page is asked about."""
        return number in self._numbers


def _doubtful_breaks(
    source: SourceText, page: str, placed: Sequence[Placed], settled: Collection[int]
) -> Iterator[Diagnostic]:
    pairs, signed = _Pairs(page), _Signed(placed)
    text = [p for p in placed if p.label in _TEXT]
    for before, after in zip_longest(text, text[1:]):
        if after is not None and after.article == before.article and after.line.number in settled:
            continue  # the editor has looked at this break
        if after is not None and after.label is Label.CONTINUATION:
            doubt = _doubt(before.line, after.line, pairs, page)
            if doubt:
                yield finding(doubt, Severity.WARNING, source, after.line.span.start, line=after.line.number)
        elif not _is_whole(before) and before.line.number not in signed:
            at = before.line.span.end - 1
            yield finding("r-003", Severity.WARNING, source, at)


def _doubt(before: Line, after: Line, pairs: _Pairs, page: str) -> str:
    """Returns what is not certain of a healed break, by the name of its text; "" if nothing."""
    met = joint(before.text, after.text, page)
    if met is not None:
        return "r-002.hyphen" if met.doubtful else ""
    return "r-002" if is_doubtful(before, after, pairs) else ""


def _is_whole(placed: Placed) -> bool:
    """Tell whether a line of text is whole: a sentence, an item of a list, or with a credit behind its end."""
    line = placed.line
    text = line.canonical
    if placed.seen.kind in _WHOLE or ends_sentence(text) or text.endswith(";"):
        return True
    if patterns.NOTICE_END.match(text) or patterns.STRAY.match(text) or _is_item(text):
        return True
    if _SAID_BEHIND.search(text) or _is_closed(text) or caption_match(text) is not None:
        return True
    return credit_start(line) is not None or jump_start(line) is not None


def _is_item(text: str) -> bool:
    """`联系人:周大河`: a line of a notice."""
    return len(text) <= LONGEST_ITEM and patterns.SMALL_PRINT.match(text) is not None


def _is_closed(text: str) -> bool:
    """Tell whether a text of any kind ends in whom to ask, or in who orders: `…来电洽谈。电话:0476-1234567`."""
    if _SET_OFF.search(text):
        return True
    tail = _tail(text)
    return bool(tail) and patterns.SMALL_PRINT.match(tail) is not None and _TELEPHONE.search(tail) is not None


def _ends_signed(text: str) -> bool:
    """Tell whether behind the last sentence of a notice stands who signs it, and the day."""
    tail = _tail(text)
    if not tail or len(tail) > LONGEST_SIGNATURE:
        return False
    day = printed_day(tail)
    who = _BEFORE.sub("", tail[: day.start()] if day and day.end() == len(tail) else tail, count=1).strip()
    if not who:
        return day is not None
    whole = "".join(who.split())
    return _WHO.fullmatch(whole) is not None and (is_person_name(whole) or _BODY_END.search(whole) is not None)


def _tail(text: str) -> str:
    """Returns what stands behind the last sentence of a text, "" where nothing does or there is no sentence."""
    last = _LAST_SENTENCE.match(text)
    return text[last.end() :].strip() if last else ""
