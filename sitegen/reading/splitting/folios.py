"""Folios anywhere in a file: the lines that print day, page number and name of the newspaper, put together to blocks.

A page's folio may stand on one line (`河湾日报 2023年5月4日 星期四 第2版`) or on several below one another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitegen.reading.names.dating import clean_label
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import page_label
from sitegen.reading.text.folio import read_dated_folio, read_folio
from sitegen.reading.text.words import width

LONGEST_FOLIO = 90
LONGEST_REST = 40  # characters beside day, number and weekday: names, `今日8版`, `总第3012期`
MOST_WORDS = 6
NAME_LIMIT = 14  # ideographs, as wide as a nameplate's name is at most
# What no folio has beside its day and number, but a note on a source may: (原载《某报》…), 据某报…电
_NO_FOLIO = re.compile(r"[《》“”\"‘’?!。;()]|[原转]载|^据|摘自|(?:本报|本刊|本网|社)[讯电]|:$|[a-z][.,]$")
_LATIN_LABEL = re.compile(r"PAGE\s?[A-Z]?\d{1,3}", re.I)
_NAME_ENDS = frozenset("报刊版栏页道窗地坛") | frozenset("ylsetdrnYLSETDRN")
# What a folio has in it: a figure, a day in words, a weekday, a page; most lines have none.
_MAY_BE = re.compile(r"\d|版|年.{1,3}月|星期|周[一二三四五六日天]|礼拜|[-=_*~#· ◆◇■□●○★☆▲△※＊─━]$|day\b|page", re.I)
_WORD = re.compile(r"[^\s|/·,、:—–-]{1,60}")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a row says of its page: day, number, weekday, name of the newspaper; or it is a drawn rule.

    `alone` tells of a page number with its page's name at most (`第2版:要闻`), as an index prints it too; `bare` of one
    that may be any number (`2`, `要闻  02`); `framed` of a name that has its row for itself.
    """

    day: date | None = None
    label: str = ""
    weekday: bool = False
    name: str = ""
    rule: bool = False
    alone: bool = False
    bare: bool = False
    framed: bool = False


def read_piece(text: str, names: Collection[str] = ()) -> Piece | None:
    """Returns what a row says of its page; None where it says anything else.

    `names` are what the newspaper is called at the top of the file.
    """
    if len(text) > LONGEST_FOLIO:
        return None
    if is_name(text) or text in names:
        return Piece(name=text, framed=True)
    if not _MAY_BE.search(text):
        return None
    if patterns.SEPARATOR.match(text):
        return Piece(rule=True)
    if patterns.NUMBERED_PAGE.match(text) or _LATIN_LABEL.fullmatch(text):
        return Piece(label=clean_label(read_folio(text).label), alone=True)
    bare = patterns.PAGE_NUMBER.match(text) or patterns.PAGE_AND_NAME.match(text)
    if bare:
        return Piece(
            label=clean_label(next(n for n in (bare["number"], bare.groupdict().get("behind")) if n)), bare=True
        )
    numbered = patterns.NUMBER_IN_NAMEPLATE.search(text)
    if numbered and is_name(text[: numbered.start()].strip()):
        return Piece(label=clean_label(numbered["number"]), name=text[: numbered.start()].strip())
    return _read_folio(text, names)


def is_name(text: str) -> bool:
    """Tell whether a line could be a newspaper's name: 河湾日报, 法院专刊; `5月4日 第1版` is none."""
    if not 2 <= len(text) <= 2 * NAME_LIMIT or text[-1] not in _NAME_ENDS or width(text) > NAME_LIMIT:
        return False
    if page_label(text) or patterns.WEEKDAY.search(text):
        return False
    return bool(patterns.NAMEPLATE_END.search(text) or patterns.STANDING_HEAD_END.search(text))


def _read_folio(text: str, names: Collection[str]) -> Piece | None:
    found = read_dated_folio(text)
    if found is None:
        return None
    rest = found.rest
    words = [word for word in _WORD.findall(rest) if not word.isdecimal()]
    if _NO_FOLIO.search(rest) or len(words) > MOST_WORDS or sum(map(len, words)) > LONGEST_REST:
        return None
    if any(width(word) > NAME_LIMIT for word in words):
        return None
    joined = " ".join(words)
    name = next((name for name in (joined, *words) if name in names or is_name(name)), "")
    return Piece(found.day.day if found.day else None, clean_label(found.label), found.weekday, name)


@dataclass(frozen=True, slots=True)
class FolioRows:
    """A folio: rows `start` to `end` (not in it), what they say, and what speaks for it.

    `same` tells that it names the newspaper as the top of the file does, `other` that it names another, `framed` that
    the name has a row for itself; `ruled` that a rule is drawn beside it; `alone` that it is nothing but a page number,
    `bare` that this may be any number.
    """

    start: int
    end: int
    day: date | None = None
    label: str = ""
    weekday: bool = False
    same: bool = False
    other: bool = False
    framed: bool = False
    ruled: bool = False
    alone: bool = False
    bare: bool = False

    @property
    def known(self) -> bool:
        """Whether it says anything by which pages can be told apart."""
        return self.day is not None or bool(self.label)

    def differs(self, other: FolioRows) -> bool:
        """Tell whether two folios cannot be those of one page: another day, or another number."""
        return _differ(self.day, other.day) or _differ(self.label, other.label)


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def find_folios(pieces: Sequence[Piece | None], start: int, end: int, names: Collection[str]) -> Iterator[FolioRows]:
    """Find the folios among rows `start` to `end`: pieces below one another, parted where two contradict each other."""
    at = start
    while at < end:
        if pieces[at] is None:
            at += 1
            continue
        first = at
        while at < end and pieces[at] is not None:
            at += 1
        yield from _part(pieces, first, at, names)


def _part(pieces: Sequence[Piece | None], first: int, end: int, names: Collection[str]) -> Iterator[FolioRows]:
    folio = FolioRows(first, first)
    for at in range(first, end):
        piece = pieces[at]
        if piece is None:
            continue
        more = FolioRows(at, at + 1, piece.day, piece.label)
        if folio.differs(more):
            # What stands between the two belongs to the second: a rule and a name are set above a folio.
            yield folio
            folio = FolioRows(folio.end, folio.end)
            for between in pieces[folio.end : at]:
                folio = _with(folio, between, at, names, known=False)
        folio = _with(folio, piece, at + 1, names, known=bool(piece.day or piece.label))
    if folio.known:
        yield folio


def _with(folio: FolioRows, piece: Piece | None, end: int, names: Collection[str], *, known: bool) -> FolioRows:
    if piece is None:
        return folio
    return replace(
        folio,
        end=end if known or not folio.known else folio.end,
        day=folio.day or piece.day,
        label=folio.label or piece.label,
        weekday=folio.weekday or piece.weekday,
        same=folio.same or piece.name in names,
        other=folio.other or bool(piece.name and names and piece.name not in names and not piece.alone),
        framed=folio.framed or piece.framed,
        ruled=folio.ruled or piece.rule,
        alone=(piece.alone or piece.bare) and not folio.known if known else folio.alone,
        bare=piece.bare and not folio.known if known else folio.bare,
    )
