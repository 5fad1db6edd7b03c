"""Labels that a line's own look proves, or that it cannot have, whatever else stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.detect.signatures import SURE_BYLINE
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import Label
from sitegen.reading.layout.phrases import is_time_alone
from sitegen.reading.layout.wording import NO_VERB, said_of
from sitegen.reading.lexicon.load import either
from sitegen.reading.text import patterns, people_lines
from sitegen.reading.text.asked import is_bullet, unit_alone
from sitegen.reading.text.letters import is_caption
from sitegen.reading.text.scripts import HAN, has_han, is_alphabetic
from sitegen.reading.text.words import ends_sentence, is_surname_start, unclosed

_PROVED = {
    Look.CONTINUED_FROM: frozenset({Label.CONTINUED_FROM}),
    Look.JUMP_TO: frozenset({Label.JUMP_TO}),
    Look.INDEX: frozenset({Label.INDEX}),
    Look.TABLE: frozenset({Label.TABLE}),
    Look.EDITORS: frozenset({Label.EDITORS, Label.CAPTION}),  # 制图:某某 below a chart
}
# What capitals and marks prove where a line is set in letters: Photo: Sam Iwu, or MARY HENDERSON, Granville; of
# ideographs a signature alone
_CREDIT = frozenset({Label.CREDIT})
_SAID = {
    Look.BYLINE: frozenset({Label.BYLINE, Label.PART_BYLINE, Label.CREDIT}),
    Look.SIGNATURE: _CREDIT,
}
LEAST_CONFIDENCE = 0.9  # of the detector, below which a byline in letters or a signature proves nothing
_CAPTION = frozenset({Label.CAPTION})
_SIGNED = _SAID[Look.BYLINE] | {Label.CAPTION}  # 新华社记者 某某 / 摄
_TEXT = frozenset({Look.PROSE, Look.DATELINED})
_NO_TEXT = frozenset(Label) - {Label.PARAGRAPH, Label.CONTINUATION, Label.ITEM, Label.CAPTION}
_PICTURES = frozenset({Look.CAPTION, Look.PHOTO_CREDIT, Look.ARTWORK})
_TITLES = frozenset({Look.TITLE, Look.PROSE})
# 河湾县优秀教师名单(排名不分先后): heads a roll
_NAMES_ROLL = re.compile(r"名单(?:\([^()]{2,30}\))?$")
_DECK = frozenset({Label.DECK})
_HEADLINE = frozenset({Label.HEADLINE})
_HEADS = frozenset({Label.KICKER, Label.HEADLINE, Label.HEADLINE_ON, Label.DECK, Label.SUBHEADING})
_LOOKS_OF_THEIR_OWN = frozenset({Label.JUMP_TO, Label.CONTINUED_FROM, Label.INDEX})
_HEADLINE_LINES = frozenset({Label.HEADLINE, Label.HEADLINE_ON, Label.DECK})
_BESIDE_HEADLINE = frozenset({Label.KICKER, Label.DECK, Label.SUBHEADING})
_BEGIN_HEAD = frozenset({Label.KICKER, Label.HEADLINE})
_NOT_ABOVE_DATELINE = frozenset(Label) - _HEADLINE_LINES - {Label.SUBHEADING}
_WITHIN_STORY = frozenset({Label.SUBHEADING, Label.DECK, Label.HEADLINE_ON, Label.PARAGRAPH, Label.CONTINUATION})
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # (2025年10月29日) below a headline
# 资料来源:某局, 图三, 某某作(某社发): lines of a picture, of which none of 33 is a head
_TELLS_OF_PICTURE = re.compile(
    rf"(?:资料|数据|图[片表])?来源:\s{{0,2}}\S.*|[图表][一二三四五六七八九十\d]{{1,2}}|[{HAN}]{{2,4}}作\([^()]{{1,8}}[发社]\)"
)
_PORTRAIT = re.compile(rf"[{HAN}]{{2,4}}(?:{either('offices')})")  # 某某某总理
_OF_PICTURE = frozenset({Label.CAPTION, Label.CREDIT})
_NO_HEAD = frozenset(Label) - _HEADS
_AT_SIGN = re.compile(r"[\w.-]@[a-z0-9]", re.ASCII)  # 投稿邮箱:name@…, cut or whole
_IN_HEAD = frozenset({Look.TITLE, Look.DASHED, Look.BYLINE, Look.CONTINUED_FROM})
_ABOVE_TEXT = _TEXT | {Look.TITLE}  # what ends like a sentence is one, whatever it looks like
_TURN = re.compile(r"[—–-]{1,2}\s")  # — А липы сохраните?
_ANY = frozenset(Label)
_LEAST_OPENING = 12  # characters of a dateline that text follows on its line
_SHORT_NAME = re.compile(f"[{HAN}]{{2,4}}")
_LEADS_ON = re.compile(rf"[{HAN}\d”》)][—–-]{{1,2}}$")  # 河湾县整治渡口——
_OF_PAGE = re.compile(r"\(?本版(?:图片|照片|文图|文字|稿件|插图|版面)")  # 本版图片均由某某摄
_SERIES = re.compile(rf"[^()]{{6,}}\([{HAN}·“”]{{2,10}}\)$")  # 渡口的灯为什么亮着(河湾谈)
_GENRE = re.compile(
    r"\((?:节选|选[摘登载]|摘[编登录要]|外.{1,2}首|组[诗章图]|.{0,3}[画诗]|草案|试行|修订|单位|部分|第.{1,3}批)\)$"
)
_STOPS = frozenset("。!?…;:,、”")  # at the end of a line that may be text
_LONGEST_PORTRAIT = 6  # characters; 河湾县外事局长 may begin a headline
_BULLETS = frozenset("●■◆★○□◇☆▪•·")  # that point to no picture


def proved_labels(entries: Sequence[Classified], *, placed: bool = False) -> tuple[Allowed, ...]:
    """Returns the labels that the look of each line leaves it, None where all are open.

    Where lines are `placed`, their places tell better than their words which of them goes on with the one above.
    """
    rows = zip((None, None, *entries), (None, *entries), entries, (*entries[1:], None), strict=False)
    if placed:
        return tuple(None if entry.line.level else _proved(entry, above) for _, above, entry, _ in rows)
    shown = any(entry.look in _PICTURES for entry in entries)
    top = min((entry.line.level for entry in entries if entry.line.level), default=0)
    return tuple(
        _marked(entry, above, below, top)
        if entry.line.level
        else _proved(entry, above) or _left(entry, above, over, below, pictures=shown)
        for over, above, entry, below in rows
    )


def _marked(entry: Classified, above: Classified | None, below: Classified | None, top: int) -> Allowed:
    """Prove that a single title with the page's highest mark heads the story that says where or by whom it is told."""
    if _is_no_head(entry):
        return _NO_HEAD
    alone = entry.look is Look.TITLE and (above is None or above.look not in _IN_HEAD)
    of_series = _without(_BESIDE_HEADLINE) if entry.look is Look.TITLE and _is_of_series(entry.line.canonical) else None
    if below is None or not alone or entry.line.level != top:
        return of_series
    told = below.look is Look.DATELINED or (below.look is Look.BYLINE and below.confidence >= SURE_BYLINE)
    return _HEADLINE if told else of_series


def _proved(entry: Classified, above: Classified | None) -> Allowed:
    if entry.look is Look.CONTINUED_FROM and above is not None and _is_open(above):
        return _ANY  # a story over two pages that face each other goes on across the fold
    if entry.look in _SAID and entry.confidence >= LEAST_CONFIDENCE and _is_sure(entry):
        return _SAID[entry.look]
    if entry.look is Look.CAPTION and is_caption(entry.line.canonical):
        return _CAPTION
    if entry.look is Look.BYLINE and entry.confidence >= SURE_BYLINE and not entry.line.canonical.startswith("图"):
        return _SIGNED  # 图/某某 may also end a picture's text
    if entry.look is Look.SIGNATURE:
        return _NO_TEXT
    if _ends_story(entry):
        return _CREDIT
    return _PROVED.get(entry.look)


def _is_no_head(entry: Classified) -> bool:
    """`# 本报河湾5月11日电`, `投稿邮箱:name@…`: of 709 datelines on known pages, marked or not, none is a head."""
    text = entry.line.canonical
    if entry.look is Look.DATELINED or ("@" in text and _AT_SIGN.search(text) is not None):
        return True
    return "本版" in text and _OF_PAGE.match(text) is not None


def _is_sure(entry: Classified) -> bool:
    return entry.look is Look.SIGNATURE or is_alphabetic(entry.line.canonical)


def _left(
    entry: Classified,
    above: Classified | None,
    over: Classified | None,
    below: Classified | None,
    *,
    pictures: bool,
) -> Allowed:
    """Returns what is left to a line that begins anew, that tells something before it names its author, and so on."""
    over_title = above if entry.look is Look.TITLE else None
    if over_title and over_title.look is Look.TITLE and _attends(entry.line.canonical):
        return _DECK
    if _tells_of_picture(entry.line.canonical):
        return _OF_PICTURE
    if over_title and below is not None and below.look is Look.TITLE and _is_portrait(over_title, entry):
        return _CAPTION
    never = _LOOKS_OF_THEIR_OWN | set(_never_text(entry, above, pictures=pictures))
    if below is not None and below.look is Look.DATELINED and _heads_dateline(entry, above):
        never |= _NOT_ABOVE_DATELINE
    if _is_no_head(entry):
        never |= _HEADS
    if _IN_BRACKETS.fullmatch(entry.line.canonical):
        never |= _BEGIN_HEAD
    if entry.look is Look.TITLE and _is_of_series(entry.line.canonical):
        never |= _BESIDE_HEADLINE
    if below is not None and entry.look is Look.TITLE and _leads_on(entry.line.canonical, below):
        never |= _HEADLINE_LINES
    if over_title and _ends_story(over_title):
        never |= _WITHIN_STORY
    if over_title and _names_column_or_body(over_title, over):
        never |= {Label.HEADLINE_ON, Label.DECK}
    return _without(frozenset(never))


def _never_text(entry: Classified, above: Classified | None, *, pictures: bool) -> Iterator[Label]:
    """Returns which labels of text, of a picture or of a credit a line cannot have."""
    text = entry.line.canonical
    whole = above is not None and _is_whole(above, entry)
    opens = entry.look is Look.DATELINED and not is_alphabetic(text)  # of 813 on known pages none goes on
    if whole or opens or is_bullet(text):
        yield Label.CONTINUATION
    if above is not None and _is_cut(above, entry):
        yield Label.PARAGRAPH
    if entry.look in _TEXT and (text[:1] in _BULLETS or not pictures):
        yield Label.CAPTION
    if entry.look in _TEXT and text.endswith(")") and "。" in text:
        yield Label.CREDIT
    if whole and entry.look in _TITLES and _NAMES_ROLL.search(text):
        yield from (Label.PARAGRAPH, Label.CAPTION)


@cache
def _without(never: frozenset[Label]) -> frozenset[Label]:
    return frozenset(Label) - never


def _attends(text: str) -> bool:
    """Tell whether a line says, at its end at least, who took part: `审议两部法律草案 某某某主持`."""
    last = text[text.rfind(" ") + 1 :]
    return any(people_lines.ATTENDED.match(one) and is_surname_start(one) for one in (text, last))


def _ends_story(entry: Classified) -> bool:
    """`新华社河湾7月2日电` alone below a story: of 74 titles below such a line all begin another."""
    return entry.look is Look.CREDIT and patterns.DATELINE_WIRE.fullmatch(entry.line.canonical) is not None


def _is_of_series(text: str) -> bool:
    """`渡口的灯为什么亮着(河湾谈)`: of 615 such titles on known pages 604 are headlines, others name works."""
    return _SERIES.match(text) is not None and _GENRE.search(text) is None


def _leads_on(text: str, below: Classified) -> bool:
    """`前4月`, `河湾县整治渡口——`, `县水务局：`: of 214 such titles right above another none is a headline.

    Nor is one in brackets, `【守灯人说】`, of 36.
    """
    if (text[0] == "【" and text[-1] == "】") or (text[-1] == ":" and not unclosed(text)):
        return below.look is Look.TITLE or not is_alphabetic(text)
    return below.look is Look.TITLE and (is_time_alone(text) or _LEADS_ON.search(text[-3:]) is not None)


def _tells_of_picture(text: str) -> bool:
    start = text[:6]
    return ("来源" in start or "作(" in start or len(text) <= len("图十二")) and bool(_TELLS_OF_PICTURE.fullmatch(text))


def _is_portrait(above: Classified, entry: Classified) -> bool:
    """Tell whether a line names whom a picture shows: `某某某总理` alone, between the end of a story and a headline."""
    text = entry.line.canonical
    return above.look is Look.CREDIT and len(text) <= _LONGEST_PORTRAIT and _PORTRAIT.fullmatch(text) is not None


def _heads_dateline(entry: Classified, above: Classified | None) -> bool:
    """`河湾县召开庆祝建县三十周年…座谈会` of any length, below a story that is whole and above `本报河湾7月2日电`.

    Of 776 lines that stand there and end without a stop all are heads, but two that go on with the text above them.
    """
    text = entry.line.canonical
    if entry.look not in _TITLES or is_alphabetic(text) or text[-1] in _STOPS or is_bullet(text):
        return False
    return above is None or above.look is not Look.PROSE or ends_sentence(above.line.canonical)


def _names_column_or_body(entry: Classified, above: Classified | None) -> bool:
    """`镜头`, `连载`, `河湾县图书馆`: above a title a name, of a column or a body, no first line of a headline."""
    text, line = entry.line.canonical, entry.line
    alone = entry.look is Look.TITLE and (above is None or above.look is not Look.TITLE)
    if not alone or line.level or line.bold:
        return False
    unit = unit_alone(text) is not None and said_of(text).verb_at == NO_VERB
    return unit or _SHORT_NAME.fullmatch(text) is not None


def _is_cut(above: Classified, entry: Classified) -> bool:
    """`河湾讯 7月2日,某局局长某某` / `在河湾介绍…`: a story's first text goes on where a column breaks it amid a word.

    Of 44 such pairs on known pages all go on; further below, one of ten texts ends without a stop. A dateline alone,
    `本报河湾7月2日电`, tells nothing yet.
    """
    text = above.line.canonical
    if above.look is not Look.DATELINED or entry.look is not Look.PROSE:
        return False
    return patterns.DATELINE_WIRE.fullmatch(text) is not None or (len(text) >= _LEAST_OPENING and _ends_amid(text))


def _ends_amid(text: str) -> bool:
    return has_han(text[-1]) or text.endswith((",", "、"))


def _is_whole(above: Classified, entry: Classified) -> bool:
    """Tell whether a text above is whole; a point may also end an abbreviation, but not where a blank line follows."""
    text = above.line.canonical
    stopped = above.look in _ABOVE_TEXT and not above.line.level and ends_sentence(text)
    return stopped and (entry.line.gap > 0 or not is_alphabetic(text) or _TURN.match(entry.line.canonical) is not None)


def _is_open(entry: Classified) -> bool:
    return entry.look is Look.PROSE and not ends_sentence(entry.line.canonical)
