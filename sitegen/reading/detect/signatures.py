"""Lines that say who made an article or wrote a letter: bylines, speakers, signatures, credits."""

from __future__ import annotations

import re

from sitegen.config import ReadingHints
from sitegen.reading.detect.look import Answer, Around, Look
from sitegen.reading.detect.titles import NOTE, leads_on
from sitegen.reading.names.people import signs_works
from sitegen.reading.names.spaced import names_people, split_names
from sitegen.reading.text import patterns, people_lines
from sitegen.reading.text.asked import (
    caption_match,
    is_address,
    is_byline,
    is_editorial_office,
    is_labelled,
    is_spaced,
    listed_speaker,
    placed_name,
    series_tag,
    signs_off,
    unit_alone,
)
from sitegen.reading.text.letters import (
    are_initials_and_surnames,
    are_names_in_capitals,
    is_set_in_capitals,
    is_written_by,
    names_agency,
    names_correspondent,
    sets_surnames,
    signs_letter,
    signs_story,
)
from sitegen.reading.text.lines import Line
from sitegen.reading.text.mastheads import names_paper
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import HAN, INSTITUTION_END, MAKER, ends_sentence, is_person_name, is_surname_start

SHORT_LINE = 45
LONGEST_HEAD = 110  # letters of a line above a byline that ends as a sentence does
MOST_BARE_NAMES = 4
LONGEST_SPEAKER = 60
LONGEST_NAMES = 100  # of names and nothing else
SURE_BYLINE = 0.97  # how sure what names a maker is one: 本报记者 某某, not a bare name
LONGEST_NAME = 6  # of characters without a mark behind a label
WRAPPED_LINE = 24  # characters of a line of text that a PDF has wrapped
_UNIT = re.compile(rf"[{HAN}]{{2,30}}(?:{INSTITUTION_END})")
_TITLED_OUTLET = re.compile(rf"《[{HAN}]{{1,10}}(?:报|社|刊|网)》\s?(?={MAKER})")
_SMALL_UNIT = re.compile(rf"\([{HAN}]{{2,14}}(?:[组社站所室会队处科办])\)")


def byline(line: Line, around: Around) -> Answer:
    """`本报通讯员●李娇`, `□ 华 夏`, `By Jane Doe`; or a bare name between a headline and its text."""
    text = _without_outlet(line.canonical, around.hints)
    if is_alphabetic(text) and _tells_maker(text, around):
        return (Look.BYLINE, 0.9)
    if text.startswith(("(", "【", "[")):
        whole = patterns.BYLINE_BRACKET.fullmatch(text) is not None or _names_maker_in(text)
        return (Look.BYLINE, 0.95) if whole and below_head(around) else None
    if names_maker(text) or is_labelled(text) or signs_works(text) or _is_signed_name(text):
        return (Look.BYLINE, SURE_BYLINE)
    if patterns.BYLINE_ENGLISH.match(text) or patterns.BYLINE_UNNAMED.match(text) or patterns.BYLINE_BARE.match(text):
        return (Look.BYLINE, 0.95)
    if is_address(text):
        return (Look.BYLINE, 0.9) if below_maker(around) else None
    if text.endswith(")") and _is_scholar(line, around):
        return (Look.BYLINE, SURE_BYLINE)
    below_byline = around.before is not None and patterns.BYLINE_ENGLISH.match(around.before.canonical)
    if below_byline and patterns.BYLINE_TITLE.match(text):
        return (Look.BYLINE, 0.95)
    if text.isupper() and are_names_in_capitals(text) and below_head(around):
        return (Look.BYLINE, 0.9)
    if text.isascii() and (_is_in_capitals(around.before, line) or _is_in_capitals(line, around.after)):
        return (Look.BYLINE, 0.95)
    if line.level or len(text) > LONGEST_NAMES or text.endswith(":") or not below_head(around):
        return None
    return (Look.BYLINE, 0.8) if _is_bare_name(text) and not patterns.NOTICE_HEAD.search(text) else None


def _tells_maker(text: str, around: Around) -> bool:
    """Tell whether a line in letters, below a head that may end as a sentence does, says who made the text below."""
    before = around.before
    if before is None or not _opens_prose(around.after):
        return False
    if before.level or not ends_sentence(before.canonical) or len(before.canonical) <= LONGEST_HEAD:
        return is_written_by(text) or names_correspondent(text) or (below_head(around) and signs_story(text))
    return False


def _names_maker_in(text: str) -> bool:
    """`【本报记者 李明】`; in round brackets the same closes an article."""
    return text.startswith(("【", "[")) and text.endswith(("】", "]")) and names_maker(text[1:-1].strip())


def _is_signed_name(text: str) -> bool:
    signed = people_lines.SIGNED_NAME.match(text) or people_lines.NAME_AND_NOTE.match(text)
    if signed is None:
        return False
    return is_spaced(signed["name"]) or is_person_name(signed["name"])


def _is_in_capitals(name: Line | None, below: Line | None) -> bool:
    """`JANE DOE` above `THE RIVER TRIBUNE` or `Staff Writer`: a name in capitals and whose reporter it is."""
    if name is None or below is None or below.gap or not is_set_in_capitals(name.canonical):
        return False
    text = below.canonical
    return patterns.BYLINE_TITLE.match(text) is not None or names_agency(text) or names_paper(text)


def _is_scholar(line: Line, around: Around) -> bool:
    """Tell whether a line below a head is one name and an office; several such lines are a roll."""
    match = people_lines.NAME_AND_OFFICE.match(line.canonical)
    if match is None or not is_person_name(match["name"]) or around.before is None:
        return False
    beside = (other.canonical for other in (around.before, around.after) if other is not None)
    alone = not any(map(people_lines.NAME_AND_OFFICE.match, beside))
    return alone and not ends_sentence(around.before.canonical)


def unit_byline(line: Line, around: Around) -> Answer:
    """`某某省委政策研究室` between a headline and its text: an institution signs the article."""
    if line.level or around.after is None or not unit_alone(line.canonical) or not _is_text(around.after):
        return None
    return (Look.BYLINE, 0.7) if below_head(around) else None


def speaker(line: Line, around: Around) -> Answer:
    """`本期主讲人:某研究会会长  李明` below a head: who speaks in the text; or `对话人:` and a line for each."""
    if line.level or around.before is None:
        return None
    text = line.canonical
    asks = text.endswith(("?", "!", "。"))  # 主持人:加装电梯难在哪里?
    if not asks and len(text) <= LONGEST_SPEAKER and patterns.SPEAKER.match(text) and below_head(around):
        return (Look.SPEAKER, 0.8)
    if _heads_speakers(line) and around.after is not None and _is_speaker(around.after):
        return (Look.SPEAKER, 0.8)
    if not _is_speaker(line):
        return None
    listed = _heads_speakers(around.before) or _is_speaker(around.before)
    return (Look.SPEAKER, 0.7) if listed else None


def _heads_speakers(line: Line) -> bool:
    return line.canonical.endswith(":") and patterns.SPEAKERS_HEAD.match(line.canonical) is not None


def _is_speaker(line: Line) -> bool:
    match = listed_speaker(line.canonical) if not line.level else None
    return match is not None and is_person_name(match["name"].replace(" ", ""))


def letter_signature(line: Line, around: Around) -> Answer:
    """`河湾县云岭镇  方  圆` below the last sentence of a letter: where it comes from and who wrote it.

    An office without a name signs only where the next head begins: `某某公司负责人`, below it `某县某镇——`.
    """
    if line.level or around.before is None or around.before.level:
        return None
    signed = signs_off(line.canonical) or is_editorial_office(line.canonical)
    if signed and (ends_sentence(around.before.canonical) or signs_off(around.before.canonical)):
        return (Look.SIGNATURE, 0.9)
    if not ends_sentence(around.before.canonical):
        return None
    if is_alphabetic(line.canonical) and _signs(line, around.after):
        return (Look.SIGNATURE, 0.9)
    ends = around.after is None or (around.after.level > 0 or leads_on(around.after.canonical))
    if ends and patterns.SIGNED_AS.match(line.canonical):
        return (Look.SIGNATURE, 0.7)
    placed = placed_name(line.canonical)
    return (Look.SIGNATURE, 0.8) if placed and is_person_name(placed["name"].replace(" ", "")) else None


def _signs(line: Line, after: Line | None) -> bool:
    """Tell whether a line in letters, below a text, says who wrote it."""
    text = line.canonical
    if are_initials_and_surnames(text) or (sets_surnames(text) and _is_above_head(line, after)):
        return True
    return _is_last(line, after) and (signs_letter(text) or names_agency(text) or is_written_by(text))


def _is_last(line: Line, after: Line | None) -> bool:
    """Tell whether a text ends with a line: below it stands nothing, or what is no text and no nearer than it."""
    return after is None or after.level > 0 or (after.gap >= line.gap and not _opens_prose(after))


def _is_above_head(line: Line, after: Line | None) -> bool:
    """Tell the same below names in capitals, where what is no nearer and ends without a stop is a head."""
    if after is None or after.level > 0:
        return True
    return after.gap >= line.gap and len(after.canonical) <= LONGEST_HEAD and not ends_sentence(after.canonical)


def below_maker(around: Around) -> bool:
    """Tell whether the line above is who made the text below, so that an address between them is the maker's."""
    before, after = around.before, around.after
    if before is None or after is None or not _opens_prose(after):
        return False
    text = before.canonical
    named = len(text) <= LONGEST_SPEAKER and text.istitle() and not any(map(str.isdecimal, text))
    return is_byline(text) or patterns.BYLINE_ENGLISH.match(text) is not None or named


def _is_text(line: Line) -> bool:
    return not line.level and len(line.canonical) > SHORT_LINE // 3 and ends_sentence(line.canonical)


def below_head(around: Around) -> bool:
    """A bare name is a byline below a marked headline or one with a series tag, or between any title and its text."""
    before, after = around.before, around.after
    if before is None or after is None or after.level or is_byline(before.canonical):
        return False
    if leads_on(after.canonical) or NOTE.match(before.canonical):
        return False
    if before.level or series_tag(before.canonical):
        return True
    if ends_sentence(before.canonical):
        return False
    return _opens_prose(after) or len(after.canonical) >= WRAPPED_LINE


def names_maker(text: str) -> bool:
    """Tell `本报记者 金丽` from `记者手记`: behind the label stands a mark, a space or a surname."""
    if not is_byline(text):
        return False
    text = text.lstrip(people_lines.MARKS)
    label = patterns.MAKER_LABEL.match(text)
    if label is None:
        marked = patterns.SPACED_NAME.match(text)  # □ 云 舒: behind a mark any name will do
        return marked is not None or any(is_person_name(name) for name in split_names(text))
    rest = text[label.end() :]
    said = rest.lstrip(": ") if rest.lstrip()[:1] == ":" else ""
    if len(re.split(r"[^\w·]", said, maxsplit=1)[0]) > LONGEST_NAME:
        return False  # 本报评论员:让实干成为底色
    return not rest[:1].isalnum() or is_surname_start(rest)


def _is_bare_name(text: str) -> bool:
    if is_spaced(text):
        if patterns.SPACED_NAME.match(text):
            return True
        if placed := patterns.PLACED_NAME.match(text):
            return is_person_name(placed["name"].replace(" ", ""))
    bare = people_lines.REPORTED.sub("", patterns.BEHIND_NAME.sub("", text))
    names = split_names(patterns.MAKER_LABEL.sub("、", bare))  # 李明 通讯员 王芳
    return 0 < len(names) <= MOST_BARE_NAMES and all(map(is_person_name, names))


def _without_outlet(text: str, hints: ReadingHints) -> str:
    """Take off a newspaper's name before its reporter: one that edition.yaml knows, or `《河湾日报》记者 李明`."""
    named = _TITLED_OUTLET.match(text) if text.startswith("《") else None
    if named:
        return text[named.end() :].lstrip()
    return next((text[len(outlet) :] for outlet in hints.outlets if text.startswith(outlet)), text)


def _opens_prose(line: Line | None) -> bool:
    return line is not None and not line.level and (len(line.canonical) > SHORT_LINE or ends_sentence(line.canonical))


def text_credit(line: Line, around: Around) -> Answer:
    """`周  河文` below a text and above a picture: who wrote the words beside it."""
    if line.level or around.before is None or around.after is None or not patterns.TEXT_CREDIT.match(line.canonical):
        return None
    pictured = ends_sentence(around.after.canonical) or caption_match(around.after.canonical)
    return (Look.TEXT_CREDIT, 0.8) if pictured and ends_sentence(around.before.canonical) else None


def credit(line: Line, _: Around) -> Answer:
    """`(赤峰市中级人民法院供稿)`, `(王新鹏)`: a bracket alone on its line that closes an article."""
    text = line.canonical
    if patterns.TIP.match(text):
        return (Look.CREDIT, 0.9)
    if line.level or not text.startswith(("(", "[", "【")):
        return None
    if text.startswith(("[", "【")):  # [作者系某校教授]
        inside = text[1:-1] if text.endswith(("]", "】")) else ""
        signed = patterns.AUTHOR_NOTE.search(inside) is not None or names_maker(inside.strip())
        return (Look.CREDIT, 0.9) if signed else None
    if _SMALL_UNIT.fullmatch(text):
        return (Look.CREDIT, 0.9)  # (新河乡通讯组)
    match = patterns.CREDIT.match(text)
    return (Look.CREDIT, 0.95) if match and is_credit(match["inside"]) else None


def is_credit(inside: str) -> bool:
    """Tell whether the words in a closing bracket say who made the article, and not something of the text's own."""
    if patterns.SUPPLIED.match(inside) or patterns.AUTHOR_NOTE.search(inside) or patterns.MAKER_LABEL.match(inside):
        return True
    if patterns.SOURCE_NOTE.match(inside):
        return True
    if _UNIT.fullmatch(inside):
        return True
    return names_people(inside)
