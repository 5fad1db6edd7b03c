"""Lines of a picture by their own look: what it shows, who made it, which work of art it is."""

from __future__ import annotations

import re

from sitegen.reading.detect.look import Answer, Around, Look
from sitegen.reading.detect.signatures import SHORT_LINE, below_head
from sitegen.reading.text import patterns, picture_credits
from sitegen.reading.text.asked import caption_match, is_byline
from sitegen.reading.text.asked import photo_credit as photo_credit_in
from sitegen.reading.text.letters import is_caption, made_picture
from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import is_person_name

CAPTION_LIMIT = 120
SHORT_CAPTION = 60
_PARTED = re.compile(r"[\s/]")
_MAY_BEGIN_BRIEFS = frozenset("▲△▼▽")


def caption(line: Line, around: Around) -> Answer:
    """`召开审执质效推进会。 郭舟舟摄`: what a picture shows and who made it, on one line or on two without a gap."""
    if line.level:
        return None
    if caption_match(line.canonical) or is_caption(line.canonical):
        return (Look.CAPTION, 0.95)
    if _opens_caption(line) or _points(line, around):
        return (Look.CAPTION, 0.95)
    credited = around.after is not None and around.after.gap == 0 and _is_photo_credit(around.after)
    if credited and patterns.TEXT_BY.match(line.canonical) and is_byline(line.canonical):
        return None
    if credited and around.style.gapless and (len(line.canonical) > SHORT_CAPTION or line.canonical.count("。") > 1):
        return None
    return (Look.CAPTION, 0.9) if credited and not _is_photo_credit(line) else None


def _opens_caption(line: Line) -> bool:
    return len(line.canonical) <= CAPTION_LIMIT and patterns.CAPTION_START.match(line.canonical) is not None


def _points(line: Line, around: Around) -> bool:
    """`▲老匠人在工作。 (某某摄)`: a short line that points to its picture; of several with ▲ each is a brief."""
    match = patterns.POINTER.match(line.canonical)
    if match is None or line.canonical.endswith("版"):
        return False  # ▶ 一线调查:… 2版, of an index
    if match["mark"] not in _MAY_BEGIN_BRIEFS:
        return True
    beside = [other.canonical[:1] for other in (around.before, around.after) if other is not None]
    return match["mark"] not in beside


def artwork(line: Line, _: Around) -> Answer:
    """`油画《桥》,作者李明。`: a work of art that the page shows."""
    shown = not line.level and "《" in line.canonical and patterns.ARTWORK.match(line.canonical)
    return (Look.ARTWORK, 0.9) if shown else None


def photo_credit(line: Line, around: Around) -> Answer:
    """`齐翰文 摄`, `资料图片`: who made a picture, alone on a line; below a head `…摄影报道` signs the article."""
    if not _is_photo_credit(line):
        return None
    text = line.canonical
    if text.endswith("摄影报道") and below_head(around):
        return None
    if around.before is not None and patterns.TEXT_BY.match(around.before.canonical) and is_byline(text):
        return None
    return (Look.PHOTO_CREDIT, 0.95) if "摄" in text or "资料" in text else (Look.PHOTO_CREDIT, 0.8)


def _is_photo_credit(line: Line) -> bool:
    text = line.canonical
    if line.level or len(text) > SHORT_LINE:
        return False
    made = photo_credit_in(text)
    if made is None:
        return is_alphabetic(text) and made_picture(text) == 0
    if made["who"] and text == f"{made['who']}图" and not _PARTED.search(text) and not is_person_name(made["who"]):
        return False  # 县档案馆今起展出旧城图
    drawn = picture_credits.DRAWN.match(text)
    if drawn and not is_person_name(drawn["artist"].replace(" ", "")):
        return False  # 书法 大家谈
    # 文、图/本报记者 某某 made the text as well; 老街的灯亮了 某社供图 tells what is seen
    return not patterns.WRITTEN.match(text) and not picture_credits.CAPTION_SHOT.match(text)
