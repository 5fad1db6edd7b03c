"""What the words of a line tell: what kind of head it may be, and whether it is about the text above or below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, pairwise
from operator import add

from sitegen.reading.detect.titles import NOTE, QUOTATION
from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.runs import Run
from sitegen.reading.layout.wording import NO_VERB, said_of, word_classes
from sitegen.reading.lexicon.load import entries
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import (
    is_advertisement,
    is_spaced,
    listed_speaker,
    phrase_space,
    placed_name,
    series_tag,
    spaced_name,
    unit_alone,
)
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.scripts import HAN, is_alphabetic
from sitegen.reading.text.words import UNIT_ENDS

WINDOW = 300  # characters above and below in which shared words are looked for
MOST_LINES = 6  # that are looked through for them
LONGEST_TIME = 12  # characters of a time that stands alone
LONGEST = 60  # characters of a line whose words are looked for
QUOTES = re.compile(r"(?:强调|指出|要求|表示|批示|提出|认为|呼吁)$")
# 预计到明年…, 涉及三百多个村, 同比增长…, 不包括…: a line that goes on from the one above
_ADDS = re.compile(
    r"^(?:预计|涉及|同比|环比|其中|不?包括|较上|比上|涵盖|累计|共有|约占|过去|\()"
    r"|(?:出席|讲话|致辞|批示|主持会议|作报告|贺[信电])$|出席.{0,12}并"
    r"|(?:增长|下降|提高|减少|超过?|达到?|突破|逾)[^,]{0,4}[\d一二三四五六七八九十百]+[^,]{0,3}$"
)
# 某某大会召开, 两部门印发指南: an occasion
_OCCASION = re.compile(
    r"(?:召开|举行|举办|启动|开幕|闭幕|揭牌|揭晓|成立|发布会|会议|论坛)$"
    rf"|(?:发布|印发|出台|公布|开展|部署|实施)[{HAN}“”《》]{{2,14}}$"
)
# 前4月, 截至2025年, 建校75周年: a time and nothing else
_TIME_ALONE = re.compile(
    r"^[^,。!?:;“”]{0,10}(?:(?<![青少童老])年|月份?|(?<![休假节生])日"
    r"|季度|[年月]底|[年月]末|年来|以来|期间|赛季|周年|假期|旬)$"
)
_DIVISION = re.compile(rf"^[{HAN}]{{2,5}}(?:省|市|县|区|旗|州|盟|镇|乡|街道)")
_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万亿]{2,}|\d")
_COMMA = re.compile(",")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SYLLABLES = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
_STEM = 5  # letters of a word that stay where it is inflected
_IDEOGRAPHS = re.compile("[\u3401-\U0010ffff]{2,}")

_STANDING_HEAD_ENDS = "".join(word[-1] for word in entries("standing-head-ends"))
_SIGNING_ENDS = UNIT_ENDS + "".join(word[-1] for word in entries("institution-ends"))

Tell = Callable[[str], object]
Row = tuple[str, Tell]


def _at_end(pattern: re.Pattern[str], longest: int) -> Tell:
    """Search for what a text may end with, which is not longer than it may be."""
    return lambda text: pattern.search(text, max(0, len(text) - longest))


def _by_sign(*rows: tuple[str, str, Tell]) -> Mapping[str, tuple[Row, ...]]:
    """Returns by each of the signs that rows name what is told where it stands."""
    signs = sorted({sign for signs, _, _ in rows for sign in signs})
    return {sign: tuple((name, tell) for signs, name, tell in rows if sign in signs) for sign in signs}


def is_time_alone(text: str) -> bool:
    """Tell whether a line is a time and nothing else: 前4月, 截至2025年; but not 一桩官司打两年."""
    if len(text) > LONGEST_TIME or _TIME_ALONE.match(text) is None:
        return False
    return text[0] in "截到至自距" or text[0].isdigit() or said_of(text).verb_at == NO_VERB


# What a line by itself may be told to be, whatever it becomes on its page; in parts, as most lines need not be asked
# all of it.
_OF_ANY: tuple[Row, ...] = (
    ("adds", _ADDS.search),
    ("occasion", _OCCASION.search),
    ("division-first", _DIVISION.match),
    ("unit-alone", unit_alone),
    ("part-number", patterns.PART_NUMBER.match),
    ("numbered", patterns.NUMBERED.match),
    ("office-end", patterns.OFFICE.search),
    ("day-alone", lambda text: printed_day(text) and patterns.DAY_ALONE.match(text)),
    ("advertisement", is_advertisement),
    ("caption-start", patterns.CAPTION_START.match),
    ("separator", patterns.SEPARATOR.match),
)
_OF_SHORT: tuple[Row, ...] = (
    ("time-alone", is_time_alone),
    ("part-label", patterns.PART_LABEL.match),
    ("collection-name", patterns.COLLECTION_NAME.match),
)
_OF_SPACED: tuple[Row, ...] = (
    ("spaced-name", spaced_name),
    ("placed-name", placed_name),
    ("speaker-listed", listed_speaker),
)
_BY_FIRST = _by_sign(
    ("尊编记报主", "letter-opening", patterns.LETTER_OPENING.match),
    ("特", "notice-end", patterns.NOTICE_END.match),
    ("(", "note", NOTE.match),
    ("“", "quotation", QUOTATION.match),
    ("欢征约赐投来", "invitation", patterns.INVITATION.match),
)
_BY_LAST = _by_sign(
    ("调出求示为吁", "quotes-somebody", _at_end(QUOTES, 2)),
    ("告示事明正歉", "notice-head", _at_end(patterns.NOTICE_HEAD, 10)),
    ("明报言例法则定约书见知程案要)", "document", _at_end(patterns.DOCUMENT, 10)),
    (_STANDING_HEAD_ENDS, "standing-head-end", _at_end(patterns.STANDING_HEAD_END, 10)),
    (_SIGNING_ENDS, "signing", patterns.SIGNING.match),
)


def told_of(text: str) -> Iterator[str]:
    """Returns the names of what a line by itself may be told to be."""
    short = _OF_SHORT if len(text) <= LONGEST_TIME else ()
    spaced = _OF_SPACED if is_spaced(text) else ()
    by_sign = (_BY_FIRST.get(text[:1], ()), _BY_LAST.get(text[-1:], ()))
    return (name for name, tell in chain(_OF_ANY, short, spaced, *by_sign) if tell(text))


def letter_case(text: str) -> str:
    """Returns how a line of letters is set: in capitals, with a capital for each long word, as a sentence."""
    words = _LETTERS.findall(text)
    if not words or text[:1].islower():
        return "lower"
    if text.isupper():
        return "upper-short" if len(words) < 3 else "upper"
    long = [word[0].isupper() for word in words[1:] if len(word) > 3]
    if long and sum(long) >= max(1, len(long) - 1):
        return "title"
    return "word" if len(words) < 3 else "sentence"


def _names_place(text: str) -> bool:
    """Returns whether a head says first where it happened or which body acted: `某某县多举措…`."""
    return _DIVISION.match(text) is not None or (not is_alphabetic(text) and word_classes(text)[0] == "place")


_OF_PAIRS = (
    ("adds", _ADDS.search),
    ("occasion", _OCCASION.search),
    ("quotes", QUOTES.search),
    ("phrases", phrase_space),
    ("place", _names_place),
    ("unit", unit_alone),
    ("series", series_tag),
    ("figures", _FIGURE.search),
    ("stops", _COMMA.search),
)


def beside(here: str, there: str, step: int, house: str) -> Iterator[str]:
    """Returns what two titles, one right below the other, say of each other: occasion and fact, place and deed."""
    for (name, _), ours, theirs in zip(_OF_PAIRS, _told_in_pairs(here), _told_in_pairs(there), strict=True):
        if ours or theirs:
            yield f"{name}:{ours:d} {step:+d}:{theirs:d}"
            if house:
                yield f"house:{house} {name}:{ours:d} {step:+d}:{theirs:d}"
    if is_alphabetic(here) or is_alphabetic(there):
        return
    one, other = said_of(here), said_of(there)
    yield f"built:{one.subject:d}{one.verb_at} {step:+d}:{other.subject:d}{other.verb_at}"
    yield f"named:{one.named} {step:+d}:{other.named}"
    yield f"counted:{one.figures} {step:+d}:{other.figures}"
    yield f"adverbs:{one.adverbs} {step:+d}:{other.adverbs}"


@lru_cache(maxsize=4096)  # a line is asked for by itself and by its neighbours
def _told_in_pairs(text: str) -> tuple[bool, ...]:
    return tuple(bool(tell(text)) for _, tell in _OF_PAIRS)


def texts_around(lines: Sequence[LineFeatures], run: Run) -> tuple[str, str]:
    """Returns the text above a run and that below it, as far as words are looked for in them."""
    return _window(lines, run.start, -1), text_below(lines, run)


def text_below(lines: Sequence[LineFeatures], run: Run) -> str:
    """Returns the text below a run as far as words are looked for in it, a line each."""
    return _window(lines, run.end, 1)


def shared_words(lines: Sequence[LineFeatures], at: int, run: Run, around: tuple[str, str]) -> Iterator[str]:
    """Returns whether a line is about what follows, or about what went before; `around` are the texts of both."""
    parts = word_parts(lines[at].line.canonical)
    if not parts:
        return
    up, down = (share_of(parts, text) for text in around)
    yield f"words-above:{degree(up)}"
    yield f"words-below:{degree(down)}"
    yield f"words-below:{degree(down)} above:{degree(up)}"
    yield f"words:{'below' if down > up + 0.05 else 'above' if up > down + 0.05 else 'even'}"
    near = range(max(run.start, at - 2), min(run.end, at + 3))
    yield f"words-beside:{degree(share_of(parts, ' '.join(lines[i].line.canonical for i in near if i != at)))}"


def word_parts(text: str, most: int = LONGEST) -> list[str]:
    """Returns what stands for the first words of a text: its longer words, or every two ideographs side by side."""
    if is_alphabetic(text):
        return _stems(text[: 2 * LONGEST].lower())[:most]
    pairs = [map(add, run, run[1:]) for run in _IDEOGRAPHS.findall(text[:LONGEST])]
    return [*islice(chain.from_iterable(pairs), most)]


def _stems(text: str) -> list[str]:
    """Returns the beginnings of longer words, which inflection leaves alone; of Vietnamese ones, pairs of syllables."""
    if _VIETNAMESE.search(text):
        syllables = _SYLLABLES.findall(text)
        return [" ".join(pair) for pair in pairwise(syllables)]
    return [word[:_STEM] for word in _WORD.findall(text)]


def share_of(parts: Sequence[str], text: str) -> float:
    """Returns the share of parts that a text holds."""
    return sum(map(text.__contains__, parts)) / (len(parts) or 1)


def _window(lines: Sequence[LineFeatures], at: int, step: int) -> str:
    texts: list[str] = []
    room = WINDOW
    place = at if step > 0 else at - 1
    while 0 <= place < len(lines) and room > 0 and len(texts) < MOST_LINES:
        text = lines[place].line.canonical
        texts.append(text[:room] if step > 0 else text[-room:])
        room -= len(text)
        place += step
    return "\n".join(texts).lower()


def degree(share: float) -> str:
    """Returns a share as one of five words."""
    return "0" if not share else "1" if share < 0.15 else "2" if share < 0.35 else "3" if share < 0.6 else "4"
