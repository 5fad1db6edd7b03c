"""What a single line is by its own look and its neighbours': an ordered tuple of small pure functions.

The first rule that answers wins. Each answers with a look and how sure it is (0 to 1), or None. What a look means for
the page — whether a title heads an article or a part of one — is decided later, from all lines together.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.config import ReadingHints
from sitegen.reading.detect.context import in_context
from sitegen.reading.detect.look import Answer, Around, Classified, Look, Rule
from sitegen.reading.detect.pictures import artwork, caption, photo_credit
from sitegen.reading.detect.signatures import (
    SHORT_LINE,
    below_maker,
    byline,
    credit,
    letter_signature,
    speaker,
    text_credit,
    unit_byline,
)
from sitegen.reading.detect.strays import stray_lines
from sitegen.reading.detect.titles import page_style, title_score
from sitegen.reading.lexicon.load import entries
from sitegen.reading.names.people import bracketed_end
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import (
    is_address,
    is_web,
    may_open_dateline,
    names_page,
    opens_imprint,
    page_label,
)
from sitegen.reading.text.datelines import dateline_in_letters
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.folio import Folio, read_folio
from sitegen.reading.text.letters import continues, is_imprint, jumps_on, names_editors
from sitegen.reading.text.line import Given
from sitegen.reading.text.lines import Line
from sitegen.reading.text.mastheads import TOP, find_label, heads_page, is_bare_day, is_folio
from sitegen.reading.text.scripts import has_han
from sitegen.reading.text.words import ends_sentence, is_person_name

FOLIO_LIMIT = 70
FOLIO_REST = 16
LONGEST_PAPER = 8  # of a newspaper, in characters
CONTACT_LIMIT = 160
_WAYS = entries("ways-to-reach")
TIGHT_LIMIT = 60  # characters of labels of editors and names without a space


def folio(line: Line, around: Around) -> Answer:
    """`2024年3月22日 星期五 7版`: a day with a weekday or a page number, and little else on the line."""
    if heads_page(line, around.before, around.after):
        return (Look.FOLIO, 0.95)
    text = line.canonical
    if len(text) > CONTACT_LIMIT or is_bare_day(text):
        return None
    text = _from_day(text)
    if "。" in text or not (printed_day(text) or page_label(text)) or len("".join(text.split())) > FOLIO_LIMIT:
        return None
    found = read_folio(text)
    if (found.day and (found.label or found.weekday or found.calendar)) or (found.label and found.weekday):
        return (Look.FOLIO, 0.98) if found.left <= FOLIO_REST + (10 if found.day else 0) else None
    return _bare_folio(text, found, top=line.number <= TOP)


def _from_day(text: str) -> str:
    """Leave out the editors before the day of a folio: `责编/黄某  2023.11.14 星期二`."""
    day = printed_day(text) if patterns.EDITORS.match(text) else None
    return text[day.start() :] if day else text


def _bare_folio(text: str, found: Folio, *, top: bool) -> Answer:
    """`2025年06月27日`, `第05版` or `版次:06` alone on its line, or a newspaper's name and a page.

    At the top of a page a newspaper's name and a day say enough: `河湾日报 1986年11月8日`.
    """
    if found.day and not found.left:
        return (Look.FOLIO, 0.9)
    numbered = not found.left and text.lstrip().startswith(("第", "版"))
    if found.label and (numbered or ("版" in text and _is_paper(found.rest))):
        return (Look.FOLIO, 0.9)
    if top and found.day and _is_paper(found.rest):
        return (Look.FOLIO, 0.9)
    return (Look.FOLIO, 0.9) if patterns.NUMBERED_SECTION.match(text) else None


def _is_paper(rest: str) -> bool:
    """Tell whether what a folio leaves is a newspaper's name, perhaps with its part: `河湾晚报 星期刊`."""
    names = rest.split()
    paper = names[0] if names else ""
    short = len(paper) <= LONGEST_PAPER and sum(map(len, names)) <= 2 * LONGEST_PAPER
    return short and has_han(paper) and patterns.NAMEPLATE_END.search(paper) is not None


def _at_edge(around: Around) -> bool:
    """Tell whether a line in letters is at the page's foot, or right below its folio: amid a text it is the text's."""
    before, after = around.before, around.after
    if after is None or names_editors(after.canonical) or is_imprint(after.canonical):
        return True
    return before is not None and is_folio(before.canonical)


def imprint(line: Line, around: Around) -> Answer:
    """`社址:… 总编室:1234567 零售每份1元`: what a newspaper says of itself, and no notice does."""
    text = line.canonical
    if is_imprint(text) and _at_edge(around):
        return (Look.IMPRINT, 0.9)
    if len(text) > CONTACT_LIMIT or "。" in text or not opens_imprint(text):
        return None
    return (Look.IMPRINT, 0.95) if patterns.IMPRINT.search(text) else None


def contact(line: Line, around: Around) -> Answer:
    """`邮箱: … 电话: (0471) …`: how to reach the newspaper."""
    text = line.canonical
    if len(text) > CONTACT_LIMIT or "。" in text:
        return None
    if is_web(text):
        return (Look.CONTACT, 0.9)
    if not patterns.REACHABLE.search(text):
        return None
    if is_address(text) and below_maker(around):
        return None
    return (Look.CONTACT, 0.95) if patterns.CONTACT.match(text) or _is_cut(around.before, line) else None


def _is_cut(above: Line | None, below: Line | None) -> bool:
    """Tell whether a line break cuts a word for ways to reach the paper: `编辑 某某 电` / `话:1234567`."""
    if above is None or below is None or below.gap:
        return False
    return above.canonical[-1:] + below.canonical[:1] in _WAYS and below.canonical[1:2] in (":", " ")


def editors(line: Line, around: Around) -> Answer:
    """`本版责编:… 校对:…`: who made the page up."""
    text = line.canonical
    if names_editors(text) and _at_edge(around):
        return (Look.EDITORS, 0.9)
    if text[:1] + text[-1:] in ("()", "[]", "【】"):
        text = text[1:-1].strip()  # (本版编辑 某某)
    if _is_cut(line, around.after):
        text = text[:-1].rstrip()
        if patterns.EDITORS_BESIDE.match(text):
            return (Look.EDITORS, 0.9)
    if not patterns.DESK_START.match(text):
        return None
    if len(text) <= 120 and patterns.EDITORS.match(text) and not ends_sentence(text):
        return (Look.EDITORS, 0.95)
    if patterns.EDITORS_BARE.match(text) or patterns.EDITORS_ALONE.match(text) or _names_desk_tight(text):
        return (Look.EDITORS, 0.9)
    beside = patterns.EDITORS_BESIDE.match(text)
    if not beside:
        return None
    if around.after is None:
        return (Look.EDITORS, 0.9)  # the last line of the page
    below_day = around.before is not None and is_person_name(text.split()[-1]) and _is_day_line(around.before)
    return (Look.EDITORS, 0.9) if below_day or any(map(_names_desk, (around.before, around.after))) else None


def _names_desk_tight(text: str) -> bool:
    """Tell whether labels of editors and names follow each other without a space; one label alone must be sure."""
    found = patterns.EDITORS_TIGHT.match(text) if len(text) <= TIGHT_LIMIT else None
    return found is not None and is_person_name(found["name"]) and bool(found["sure"] or found["more"])


def _is_day_line(line: Line) -> bool:
    """Tell whether a line is a folio's with its day."""
    return len(line.canonical) <= FOLIO_LIMIT and "。" not in line.canonical and printed_day(line.canonical) is not None


def _names_desk(line: Line | None) -> bool:
    text = line.canonical if line is not None else ""
    return patterns.EDITORS.match(text) is not None or patterns.EDITORS_BARE.match(text) is not None


def continued_from(line: Line, _: Around) -> Answer:
    """`上接第1版` alone on its line: the second half of an article that began on another page."""
    text = line.canonical
    whole = names_page(text) and patterns.CONTINUED_FROM.fullmatch(text)
    return (Look.CONTINUED_FROM, 0.97) if whole or continues(text) else None


def jump_to(line: Line, _: Around) -> Answer:
    """`下转第3版` alone on its line: the article goes on elsewhere."""
    text = line.canonical
    jumps = (names_page(text) and patterns.JUMP_TO.match(text)) or (jumps_on(text) and find_label(text))
    return (Look.JUMP_TO, 0.97) if jumps else None


def dashed(line: Line, _: Around) -> Answer:
    """`——某市开展活动纪实` under a headline, `——某某院长` under a slogan: a short line behind a dash."""
    text = line.canonical
    if (
        not patterns.DASH_START.match(text)
        or patterns.SEPARATOR.match(text)
        or len(text) > 60
        or text.endswith(("。", ";", ","))
    ):
        return None
    return (Look.DASHED, 0.9)


def datelined(line: Line, around: Around) -> Answer:
    """`赤峰讯 6月25日…`, `新华社北京6月15日电 …`: prose that says first where the news comes from.

    Alone below the last sentence, it closes the article instead. No heading mark makes `# 新华社北京6月15日电` a head.
    """
    end = dateline_end(line, around.hints)
    if line.level:
        alone = end == len(line.canonical) and patterns.DATELINE_WIRE.match(line.canonical)
        return (Look.DATELINED, 0.95) if alone else None
    if not (end or bracketed_end(line.canonical)):
        return None
    below_text = around.before is not None and not around.before.level and ends_sentence(around.before.canonical)
    return (Look.CREDIT, 0.8) if below_text and end == len(line.canonical) else (Look.DATELINED, 0.95)


_DATELINES = (patterns.DATELINE_WIRE, patterns.DATELINE_BRIEF, patterns.DATELINE_BRACKET)


def dateline_end(line: Line, hints: ReadingHints) -> int:
    """Returns where the dateline of a line ends, 0 if it has none.

    A place that edition.yaml knows needs no mark behind it: `河湾讯近日…`.
    """
    text = line.canonical
    for place in hints.places:
        if text.startswith(f"{place}讯"):
            return len(place) + 1
    if line.bold_lead and (match := patterns.DATELINE_BOLD.match(text[: line.bold_lead])):
        return match.end()
    for pattern in _DATELINES if may_open_dateline(text) else ():
        if match := pattern.match(text):
            return len(match[0].rstrip())
    return dateline_in_letters(text)


def title(line: Line, around: Around) -> Answer:
    """A short line without a sentence in it: headline, kicker, subheading, label."""
    score = title_score(line, around.before, around.after, around.style)
    return (Look.TITLE, min(0.95, 0.6 + score / 20)) if score > 0 else None


def prose(line: Line, _: Around) -> Answer:
    """Everything else is running text."""
    return (Look.PROSE, 0.9 if ends_sentence(line.canonical) or len(line.canonical) > SHORT_LINE else 0.6)


RULES: tuple[Rule, ...] = (
    folio,
    imprint,
    contact,
    editors,
    continued_from,
    jump_to,
    caption,
    artwork,
    photo_credit,
    byline,
    unit_byline,
    speaker,
    letter_signature,
    text_credit,
    credit,
    dashed,
    datelined,
    title,
    prose,
)

# What a line may be that is longer than CONTACT_LIMIT; all others know how long their lines are at most.
OF_LONG: tuple[Rule, ...] = (caption, byline, credit, datelined, title, prose)

_GIVEN = {Given.TABLE: Look.TABLE, Given.CAPTION: Look.CAPTION}


def classify_lines(lines: Sequence[Line], hints: ReadingHints) -> tuple[Classified, ...]:
    """Returns every line its look: by itself, then by what its neighbours turned out to be."""
    style = page_style(lines)
    strays = stray_lines(lines)
    read = [line for line in lines if line.number not in strays]
    neighbours = zip([None, *read[:-1]], read, [*read[1:], None], strict=True) if read else ()
    sorted_ = (_sort(line, Around(before, after, style, hints)) for before, line, after in neighbours)
    return in_context(sorted((*sorted_, *strays.values()), key=lambda entry: entry.line.number))


def _sort(line: Line, around: Around) -> Classified:
    if line.given is not None:  # a converter's markup says what the line is
        return Classified(line, _GIVEN[line.given], "markup", 0.95)
    for rule in RULES if len(line.canonical) <= CONTACT_LIMIT else OF_LONG:
        answer = rule(line, around)
        if answer is not None:
            return Classified(line, answer[0], rule.__name__, answer[1])
    raise AssertionError("the last rule answers always")
