"""Labels that are proved of lines that belong to pictures: whom one shows, where it is from, what is seen on it."""

from __future__ import annotations

import re

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.evidence import IN_HEAD
from sitegen.reading.layout.labels import Label
from sitegen.reading.lexicon.load import either
from sitegen.reading.text.asked import caption_match
from sitegen.reading.text.scripts import HAN, is_alphabetic
from sitegen.reading.text.words import ends_sentence

_CAPTION = frozenset({Label.CAPTION})
_OF_PICTURE = frozenset({Label.CAPTION, Label.CREDIT})
_SURE_CREDIT = 0.95  # how sure what says 摄 or 资料 is one
_SENTENCES = frozenset({Look.PROSE, Look.CAPTION})
_SHORT = _SENTENCES | {Look.TITLE}
# 资料来源:某局, 图三, 视频截图, 某某作(某社发): lines of a picture, of which none of 35 is a head
_TELLS_OF_PICTURE = re.compile(
    rf"(?:视频|网络|节目)截图|[图表][一二三四五六七八九十\d]{{1,2}}|(?:资料|数据|图[片表])?来源:\s{{0,2}}\S.*"
    rf"|[{HAN}]{{2,4}}作\([^()]{{1,8}}[发社]\)"
)
_PORTRAIT = re.compile(rf"[{HAN}]{{2,4}}(?:{either('offices')})")  # 某某某总理
_LONGEST_PORTRAIT = 6  # characters; 河湾县外事局长 may begin a headline
# 某某绘(某社供图), 资料图片, 受访者供图, 某某摄,AI生成素描画: pictures of a story (53 of 53), no items of their own
_OF_STORY = re.compile(r"^(?:资料|受访)|绘(?:\([^()]*\))?$|AI.{0,4}生成")
_STANDS = re.compile(r"\([左右中前后][侧一二三四五六七八九起]{0,2}\)")  # 县长某某(左二)
_LONGEST_SEEN = 60  # characters of a sentence that says what is seen
_LONGEST_IN_LETTERS = 220


def labels_of_picture(
    entry: Classified, above: Classified | None, over: Classified | None, below: Classified | None
) -> Allowed:
    """Returns the labels that are left to a line because it belongs to a picture, None where nothing proves that."""
    text = entry.line.canonical
    if _tells_of_picture(text):
        return _OF_PICTURE
    if entry.look is Look.PHOTO_CREDIT:
        return _CAPTION if above is not None and _shows(above, over, entry) else _credit(entry)
    if entry.look is Look.CAPTION and "。" not in text and caption_match(text):
        return _CAPTION  # 渡口上的老船工 资料图片: no item of its own begins so
    if entry.look is Look.ARTWORK and _is(above, Look.ARTWORK) and "作者" in text:
        return _CAPTION  # 油画《渡口》,作者某某。 below another
    if _shows(entry, above, below):
        return _CAPTION
    if entry.look in _SENTENCES:
        return _sentence(entry, above, over, below)
    return _CAPTION if _is_portrait(entry, above, below) else None


def _credit(entry: Classified) -> Allowed:
    """`陈小舟 摄`: of 592 such lines on known pages two are neither, of which one ends in 图."""
    if _OF_STORY.search(entry.line.canonical):
        return _CAPTION
    return _OF_PICTURE if entry.confidence >= _SURE_CREDIT else None


def _shows(entry: Classified, above: Classified | None, below: Classified | None) -> bool:
    """Tell whether a short line in letters stands above who made a picture, `Photo by Dana Lee`, and below no head."""
    if below is None or below.look is not Look.PHOTO_CREDIT or not is_alphabetic(below.line.canonical):
        return False
    of_head = above is not None and above.look in IN_HEAD
    return entry.look in _SHORT and len(entry.line.canonical) <= _LONGEST_IN_LETTERS and not of_head


def _sentence(
    entry: Classified, above: Classified | None, over: Classified | None, below: Classified | None
) -> Allowed:
    text = entry.line.canonical
    if _credits_all(above) or (above is not None and above.look in _SENTENCES and _credits_all(over)):
        return _CAPTION
    if text.startswith("图为") and (_is(above, Look.DATELINED) or not _is(below, Look.PHOTO_CREDIT)):
        return _CAPTION  # above its credit, and not below the only text of a story, it may end an item
    below_editors = _is(above, Look.EDITORS) and _is_brief(text)
    return _CAPTION if below_editors else None


def tells_who_stands(entry: Classified) -> bool:
    """`县长某某(左二)在渡口送别护林员。`: of 58 such sentences 57 tell what a picture shows, none goes on."""
    text = entry.line.canonical
    return entry.look in _SENTENCES and "(" in text and _is_brief(text) and _STANDS.search(text) is not None


def _is_brief(text: str) -> bool:
    return len(text) <= _LONGEST_SEEN and ends_sentence(text) and "。" not in text[:-1]


def _is(entry: Classified | None, look: Look) -> bool:
    return entry is not None and entry.look is look


def _credits_all(entry: Classified | None) -> bool:
    """`以上图片均为某某摄`: sentences below it tell what the pictures show (8 of 8)."""
    return _is(entry, Look.PHOTO_CREDIT) and entry is not None and entry.line.canonical.startswith("以上")


def _tells_of_picture(text: str) -> bool:
    start = text[:6]
    return ("来源" in start or "作(" in start or len(text) <= len("视频截图")) and bool(
        _TELLS_OF_PICTURE.fullmatch(text)
    )


def _is_portrait(entry: Classified, above: Classified | None, below: Classified | None) -> bool:
    """Tell whether a line names whom a picture shows: `某某某总理` alone, between the end of a story and a headline."""
    text = entry.line.canonical
    between = entry.look is Look.TITLE and _is(above, Look.CREDIT) and _is(below, Look.TITLE)
    return between and len(text) <= _LONGEST_PORTRAIT and _PORTRAIT.fullmatch(text) is not None
