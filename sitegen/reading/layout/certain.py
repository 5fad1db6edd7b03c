"""Labels that a line's own look proves, or that it cannot have, whatever else stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.detect.signatures import SURE_BYLINE
from sitegen.reading.detect.verse import has_regular_verses
from sitegen.reading.layout import evidence
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.foot import foot_of, is_own_note
from sitegen.reading.layout.labels import FURNITURE, Label
from sitegen.reading.layout.phrases import is_time_alone
from sitegen.reading.layout.pictured import labels_of_picture, tells_who_stands
from sitegen.reading.layout.pointed import texts_by_point
from sitegen.reading.layout.standing import labels_by_name
from sitegen.reading.layout.wording import NO_VERB, said_of
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import is_bullet, unit_alone
from sitegen.reading.text.letters import is_caption
from sitegen.reading.text.scripts import HAN, has_han, is_alphabetic
from sitegen.reading.text.words import ends_sentence, unclosed

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
_CAPTION_OR_ITEM = frozenset({Label.CAPTION, Label.ITEM})
_VERSE = frozenset({Label.VERSE})
_SIGNED = _SAID[Look.BYLINE] | {Label.CAPTION}  # 新华社记者 某某 / 摄
_TEXT = frozenset({Look.PROSE, Look.DATELINED})
_NO_TEXT = frozenset(Label) - {Label.PARAGRAPH, Label.CONTINUATION, Label.ITEM, Label.CAPTION}
_PICTURES = frozenset({Look.CAPTION, Look.PHOTO_CREDIT, Look.ARTWORK})
_TITLES = frozenset({Look.TITLE, Look.PROSE})
# 河湾县优秀教师名单(排名不分先后): heads a roll
_NAMES_ROLL = re.compile(r"名单(?:\([^()]{2,30}\))?$")
_DECK = frozenset({Label.DECK})
_PART = frozenset({Label.SUBHEADING})
_CONTACT = frozenset({Label.CONTACT})
_HEADLINE = frozenset({Label.HEADLINE})
_HEADS = frozenset({Label.KICKER, Label.HEADLINE, Label.HEADLINE_ON, Label.DECK, Label.SUBHEADING})
_LOOKS_OF_THEIR_OWN = frozenset({Label.JUMP_TO, Label.CONTINUED_FROM, Label.INDEX})
_HEADLINE_LINES = frozenset({Label.HEADLINE, Label.HEADLINE_ON, Label.DECK})
_BESIDE_HEADLINE = frozenset({Label.KICKER, Label.DECK, Label.SUBHEADING})
_TEXT_OR_EDITORS = frozenset({Label.PARAGRAPH, Label.CONTINUATION, Label.EDITORS})
_BEGIN_HEAD = frozenset({Label.KICKER, Label.HEADLINE})
_NOT_ABOVE_DATELINE = frozenset(Label) - _HEADLINE_LINES - {Label.SUBHEADING}
_WITHIN_STORY = frozenset({Label.SUBHEADING, Label.DECK, Label.HEADLINE_ON, Label.PARAGRAPH, Label.CONTINUATION})
_LONGEST_PART_HEAD = 25  # characters; of 57 longer lines alone above a dateline all are headlines
_DAY_OF_SPEECH = re.compile(r"\([〇○零一二三四五六七八九十\d]{4}年[^()。]{2,26}\)")  # (二〇二四年六月十八日,河湾)
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # (2025年10月29日) below a headline
_NO_HEAD = frozenset(Label) - _HEADS
_AT_SIGN = re.compile(r"[\w.-]@[a-z0-9]", re.ASCII)  # 投稿邮箱:name@…, cut or whole
_ABOVE_TEXT = _TEXT | {Look.TITLE}  # what ends like a sentence is one, whatever it looks like
_TURN = re.compile(r"[—–-]{1,2}\s")  # — А липы сохраните?
_ANY = frozenset(Label)
_LEAST_OPENING = 12  # characters of a dateline that text follows on its line
_LEADS_ON = re.compile(rf"[{HAN}\d”》)][—–-]{{1,2}}$")  # 河湾县整治渡口——
_OF_PAGE = re.compile(r"\(?本版(?:图片|照片|文图|文字|稿件|插图|版面)")  # 本版图片均由某某摄
_SERIES = re.compile(rf"[^()]{{6,}}\([{HAN}·“”]{{2,10}}\)$")  # 渡口的灯为什么亮着(河湾谈)
_GENRE = re.compile(
    r"\((?:节选|选[摘登载]|摘[编登录要]|外.{1,2}首|组[诗章图]|.{0,3}[画诗]|草案|试行|修订|单位|部分|第.{1,3}批|图略|未完.{0,2}|直播|实况)\)$"
)
# 近年来,当地大力发展…, 该镇地处…: of 84 texts on known pages that begin so none is a story's first
_REFERS_BACK = re.compile(r"[^,。]{0,8},?(?:当地|该[省市县区镇乡村地厂公盟旗州校社院])")
_STOPS = frozenset("。!?…;:,、”")  # at the end of a line that may be text
_BULLETS = frozenset("●■◆★○□◇☆▪•·")  # that point to no picture


def proved_labels(entries: Sequence[Classified], by_picture: Collection[int] | None = None) -> tuple[Allowed, ...]:
    """Returns the labels that the look of each line leaves it, None where all are open.

    Where places of lines are known, they tell better than words which of them goes on with the one above; `by_picture`
    are then the numbers of those that stand beside a picture.
    """
    shown = any(entry.look in _PICTURES for entry in entries)
    named = labels_by_name(entries)
    if by_picture is not None:
        return tuple(named.get(at) or left for at, left in enumerate(_placed(entries, shown, by_picture)))
    rows = zip((None, None, *entries), (None, *entries), entries, (*entries[1:], None), strict=False)
    top = min((entry.line.level for entry in entries if entry.line.level), default=0)
    levels = evidence.marks_parts(entries, top)
    foot, texts = foot_of(entries), texts_by_point(entries)
    return tuple(
        named[at]
        if at in named
        else _CONTACT
        if at >= foot and is_own_note(entry)
        else _marked(entry, above, below, top, parts_lower=levels)
        if entry.line.level
        else _proved(entry, above) or _left(entry, above, over, below, pictures=shown, is_text=at in texts)
        for at, (over, above, entry, below) in enumerate(rows)
    )


def _placed(entries: Sequence[Classified], shown: bool, by_picture: Collection[int]) -> Iterator[Allowed]:
    for above, entry in zip((None, *entries), entries, strict=False):
        caption = shown or entry.look not in _TEXT or entry.line.number in by_picture
        never = _LOOKS_OF_THEIR_OWN if caption else _LOOKS_OF_THEIR_OWN | {Label.CAPTION}
        yield None if entry.line.level else _proved(entry, above) or _without(never)


def _marked(
    entry: Classified, above: Classified | None, below: Classified | None, top: int, *, parts_lower: bool
) -> Allowed:
    """Prove that a single title with the page's highest mark heads the story that says where or by whom it is told.

    Where parts have lower marks it heads none: of 338 such lines on known pages none does.
    """
    if _is_no_head(entry):
        return _NO_HEAD - {Label.CONTINUATION} if above is not None and _is_whole(above, entry) else _NO_HEAD
    alone = entry.look is Look.TITLE and (above is None or above.look not in evidence.IN_HEAD)
    is_top = entry.line.level == top
    if is_top and alone and below is not None and _tells_whence_or_who(below):
        return _HEADLINE
    if entry.look is Look.TITLE and _is_of_series(entry.line.canonical):
        return _without(_BESIDE_HEADLINE)
    return _without(_PART) if is_top and parts_lower else None


def _tells_whence_or_who(entry: Classified) -> bool:
    return entry.look is Look.DATELINED or (entry.look is Look.BYLINE and entry.confidence >= SURE_BYLINE)


def _proved(entry: Classified, above: Classified | None) -> Allowed:
    if entry.look is Look.CONTINUED_FROM and above is not None and _is_open(above):
        return _ANY  # a story over two pages that face each other goes on across the fold
    if entry.look in _SAID and entry.confidence >= LEAST_CONFIDENCE and _is_sure(entry):
        return _SAID[entry.look]
    if entry.look is Look.CAPTION and is_caption(entry.line.canonical):
        return _CAPTION_OR_ITEM
    if entry.look is Look.BYLINE and entry.confidence >= SURE_BYLINE and not entry.line.canonical.startswith("图"):
        return _SIGNED  # 图/某某 may also end a picture's text
    if entry.look is Look.SIGNATURE:
        return _NO_TEXT
    if entry.look is Look.VERSE and has_regular_verses(entry.line):
        return _VERSE
    if evidence.ends_story(entry) or evidence.is_of_author(entry) or evidence.tells_source(entry.line.canonical):
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
    is_text: bool,
) -> Allowed:
    """Returns what is left to a line that begins anew, that tells something before it names its author, and so on."""
    over_title = above if entry.look is Look.TITLE else None
    text = entry.line.canonical
    if over_title and over_title.look is Look.TITLE and (evidence.attends(text) or _DAY_OF_SPEECH.fullmatch(text)):
        return _DECK
    if shown := labels_of_picture(entry, above, over, below):
        return shown
    never = _LOOKS_OF_THEIR_OWN | set(_never_text(entry, above, pictures=pictures))
    if below is not None and below.look is Look.DATELINED and _heads_dateline(entry, above):
        never |= _NOT_ABOVE_DATELINE
        if len(text) > _LONGEST_PART_HEAD:
            never |= _PART
    if below is not None and entry.look is Look.TITLE and evidence.tells_news(below.line.canonical):
        never |= _PART
    if is_text or _is_no_head(entry):
        never |= _HEADS
    if evidence.is_signing_day(text):
        never |= _HEADS - _PART
    if _IN_BRACKETS.fullmatch(text):
        never |= _BEGIN_HEAD
    if entry.look is Look.TITLE and _is_of_series(text):
        never |= _BESIDE_HEADLINE if above is None or _is_open(above) else _BESIDE_HEADLINE | _TEXT_OR_EDITORS
    if below is not None and entry.look is Look.TITLE and _leads_on(text, below):
        never |= _HEADLINE_LINES
    if over_title and evidence.ends_story(over_title):
        never |= _WITHIN_STORY
    if over_title and _names_body(over_title, over):
        never |= {Label.HEADLINE_ON, Label.DECK}
    return _without(frozenset(never))


def _never_text(entry: Classified, above: Classified | None, *, pictures: bool) -> Iterator[Label]:
    """Returns which labels of text, of a picture, of a byline or of a credit a line cannot have."""
    text = entry.line.canonical
    whole = above is not None and _is_whole(above, entry)
    opens = entry.look is Look.DATELINED and not is_alphabetic(text)  # of 813 on known pages none goes on
    if whole or opens or is_bullet(text) or evidence.takes_turn(text) or entry.look is Look.PHOTO_CREDIT:
        yield Label.CONTINUATION
    if opens:
        yield from (Label.BYLINE, Label.PART_BYLINE)  # 河湾讯(记者李小满) alone on a line names nobody else
        if ends_sentence(text):
            yield from FURNITURE  # of 2,048 on known pages none is
    if above is not None and _is_cut(above, entry):
        yield Label.PARAGRAPH
    captions = pictures or is_alphabetic(text)  # in letters few captions show themselves
    if (entry.look in _TEXT and (text[:1] in _BULLETS or not captions)) or entry.look is Look.CONTACT:
        yield Label.CAPTION
    if entry.look in _TITLES and any(map(str.isdecimal, text)) and is_alphabetic(text):
        yield from (Label.BYLINE, Label.PART_BYLINE)  # of 930 on invented pages two are
    if tells_who_stands(entry):
        yield from (Label.PARAGRAPH, Label.CONTINUATION)
    if _REFERS_BACK.match(text):
        yield Label.ITEM
    if entry.look in _TEXT and text.endswith(")") and "。" in text:
        yield Label.CREDIT
    if whole and entry.look in _TITLES and _NAMES_ROLL.search(text):
        yield from (Label.PARAGRAPH, Label.CAPTION)


@cache
def _without(never: frozenset[Label]) -> frozenset[Label]:
    return frozenset(Label) - never


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


def _heads_dateline(entry: Classified, above: Classified | None) -> bool:
    """`河湾县召开庆祝建县三十周年…座谈会` of any length, below a story that is whole and above `本报河湾7月2日电`.

    Of 776 lines that stand there and end without a stop all are heads, but two that go on with the text above them.
    """
    text = entry.line.canonical
    if entry.look not in _TITLES or is_alphabetic(text) or text[-1] in _STOPS or is_bullet(text):
        return False
    return above is None or above.look is not Look.PROSE or ends_sentence(above.line.canonical)


def _names_body(entry: Classified, above: Classified | None) -> bool:
    """`河湾县图书馆`: above a title the name of a body, no first line of a headline."""
    text, line = entry.line.canonical, entry.line
    if entry.look is not Look.TITLE or line.level or line.bold or (above is not None and above.look is Look.TITLE):
        return False
    return unit_alone(text) is not None and said_of(text).verb_at == NO_VERB


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
