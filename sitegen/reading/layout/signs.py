"""Signs: what is observed of each line, by name. A weight belongs to a sign and a label; nothing here decides.

Of the line itself, its neighbours, its page (marks, runs of head lines, habits), of the words that it shares with the
text above and below; `observed` adds further families. No sign names a person, a place or a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitegen.reading.detect.look import Look
from sitegen.reading.features import HEAD_KINDS, LONGEST_SHORT, MAKERS, LineFeatures
from sitegen.reading.layout.phrases import (
    QUOTES,
    WINDOW,
    beside,
    degree,
    letter_case,
    share_of,
    shared_words,
    texts_around,
    told_of,
    word_parts,
)
from sitegen.reading.layout.runs import AROUND, PageFeatures, Run, what_is_over
from sitegen.reading.layout.wording import of_words, word_classes
from sitegen.reading.text.asked import phrase_space, series_tag
from sitegen.reading.text.breaks import break_evidence, cut_by_break, cuts_word
from sitegen.reading.text.datelines import opening_of
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import unclosed, unopened

LONGEST_TOLD = 70  # ideographs of a line that its own words may tell something of
LONGEST_OPEN = 400  # characters in which brackets are looked for
STEPS = range(-AROUND, AROUND + 1)
CACHED = 8192  # signs are few words in many combinations, and the same ones come again on every page
_DAY_FIRST = re.compile(r"\d{1,2}月")


def signs_of(lines: Sequence[LineFeatures], page: PageFeatures) -> Iterator[Sequence[str]]:
    """Makes the signs of every line of a page, in order, but for those that other modules make."""
    around = [texts_around(lines, run) for run in page.runs]
    return (_signs(lines, at, page, around) for at in range(len(lines)))


def _signs(
    lines: Sequence[LineFeatures], at: int, page: PageFeatures, around: Sequence[tuple[str, str]]
) -> Sequence[str]:
    """Returns the signs of a line; `around` are the texts above and below each run."""
    line = lines[at]
    signs = [*_of_itself(line), *_of_neighbours(lines, at, page.kinds), *_of_mark(line, page)]
    signs += _of_pictures(page.pictures[at], line.kind)
    signs += _goes_on(lines, at, page.last_text[at])
    if at:
        signs.append(_mark_beside(line.rank, lines[at - 1].rank, "above"))
        signs += _across(lines[at - 1], line)
    if at + 1 < len(lines):
        signs.append(_mark_beside(line.rank, lines[at + 1].rank, "below"))
    number = page.run_at[at]
    if number < 0:
        signs += _of_text(lines, at)
        return signs
    run = page.runs[number]
    signs += _of_run(lines, at, run, page)
    signs += _in_run(lines, at, run, page.house)
    signs += shared_words(lines, at, run, around[number])
    return signs


@lru_cache(maxsize=CACHED)
def _of_look(kind: str, rule: str, size: str, begin: str, end: str) -> tuple[str, ...]:
    return (
        f"kind:{kind}",
        f"rule:{rule}",
        f"size:{size}",
        f"begin:{begin}",
        f"end:{end}",
        f"kind:{kind} end:{end}",
        f"kind:{kind} size:{size}",
    )


def _of_itself(line: LineFeatures) -> Sequence[str]:
    look = _of_look(line.kind, line.rule, line.size, line.begin, line.end)
    signs = (*look, "closes") if line.closes else look
    return signs if line.length > LONGEST_TOLD else (*signs, *_of_words_alone(line))


def _of_words_alone(line: LineFeatures) -> Iterator[str]:
    text = line.line.canonical
    yield f"commas:{min(text.count(','), 3)}"
    yield from told_of(text)
    if phrase_space(text):
        yield "phrase-space"
    if series_tag(text):
        yield "series-tag"
    if ":" in text[1:-1]:
        yield "colon-within"
    if any(map(str.isdigit, text)):
        yield "figures"
    if text.endswith(("——", "--")):
        yield "leads-on"
    if is_alphabetic(text):
        yield from _of_letters(line)
    elif line.kind in HEAD_KINDS:
        yield from of_words(text)


def _of_letters(line: LineFeatures) -> Iterator[str]:
    case = letter_case(line.line.canonical)
    yield f"case:{case}"
    yield f"case:{case} end:{line.end}"


def _of_neighbours(lines: Sequence[LineFeatures], at: int, kinds: tuple[str, ...]) -> Sequence[str]:
    line = lines[at]
    signs = [*_of_kinds(kinds[at : at + 2 * AROUND + 1])]
    for step in (-1, 1):
        if 0 <= at + step < len(lines):
            other = lines[at + step]
            signs += _of_neighbour(line.kind, step, other.end, other.size, other.begin)
    signs.append(f"gap:{min(2, line.line.gap)}")
    return signs


@lru_cache(maxsize=CACHED)
def _of_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the signs of the kinds of a line and of those around it, in the order of STEPS."""
    around = tuple(f"{step:+d}.kind:{kind}" for step, kind in zip(STEPS, kinds, strict=True) if step)
    two_above, above, here, below, two_below = kinds[AROUND - 2 : AROUND + 3]
    return (
        *around,
        f"-1.kind:{above} kind:{here}",
        f"kind:{here} +1.kind:{below}",
        f"-1.kind:{above} kind:{here} +1.kind:{below}",
        f"kind:{here} +1.kind:{below} +2.kind:{two_below}",
        f"-2.kind:{two_above} -1.kind:{above} kind:{here}",
    )


@lru_cache(maxsize=CACHED)
def _of_neighbour(kind: str, step: int, end: str, size: str, begin: str) -> tuple[str, ...]:
    return (
        f"{step:+d}.end:{end}",
        f"{step:+d}.size:{size}",
        f"{step:+d}.begin:{begin}",
        f"kind:{kind} {step:+d}.end:{end}",
    )


@lru_cache(maxsize=CACHED)
def _of_pictures(near: str, kind: str) -> tuple[str, ...]:
    return (f"pictures:{near}", f"pictures:{near} kind:{kind}")


def _goes_on(lines: Sequence[LineFeatures], at: int, last: int) -> Iterator[str]:
    """Returns what says that a line goes on with the last text above, past a caption or furniture between."""
    end = lines[last].end if last >= 0 else "none-above"
    yield f"last-text:{end}"
    if last >= 0 and cut_by_break(lines[last].line, lines[at].line, first=not last):
        yield "cut-by-break"
    if last >= 0 and last < at - 1:
        yield f"last-text:{end} beyond:{lines[at - 1].kind}"
        if cuts_word(lines[last].line.text, lines[at].line.text):
            yield "word-cut-beyond"


def _of_mark(line: LineFeatures, page: PageFeatures) -> tuple[str, ...]:
    proof, of = page.proof.get(line.rank, "none"), min(3, len(page.marks) - (0 in page.marks))
    signs = page.signs if line.kind in HEAD_KINDS else ()
    return _of_rank(min(3, line.rank), proof, of, page.marks[line.rank], signs)


@lru_cache(maxsize=CACHED)
def _of_rank(rank: int, proof: str, of: int, count: int, signs: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the signs of a mark: those of its page and how many of its lines are marked like it."""
    alike = (f"marked-like-it:{'1' if count == 1 else '2-3' if count < 4 else '4+'}",) if rank else ()
    with_page = (f"{sign} mark:{min(1, rank)}" for sign in signs)
    return (f"mark:{rank}", f"mark:{rank} proof:{proof}", f"mark:{rank} of:{of}", *alike, *with_page)


@lru_cache(maxsize=CACHED)
def _mark_beside(rank: int, other: int, where: str) -> str:
    step = (other or 9) - (rank or 9)
    kind = "same" if not step else "lower" if step > 0 else "higher"
    return f"mark-{where}:{kind}{'' if rank else '-of-none'}"


def _across(above: LineFeatures, line: LineFeatures) -> Iterator[str]:
    """Returns what says that a line goes on with the one above."""
    left, right = above.line, line.line
    if cuts_word(left.text, right.text):
        yield "word-cut-above"
    evidence = break_evidence(left, right)
    if evidence:
        yield f"break-above:{'weak' if evidence < 5 else 'some' if evidence < 9 else 'strong'}"
    if len(left.canonical) < LONGEST_OPEN and unclosed(left.canonical):
        yield "open-above"
        if unopened(right.canonical[:LONGEST_OPEN]):
            yield "closes-what-is-open"
    sizes = above.length, line.length
    if max(sizes) > LONGEST_SHORT:
        return
    if is_alphabetic(left.canonical):
        yield f"case:{letter_case(left.canonical)}>{letter_case(right.canonical)}"
    elif not is_alphabetic(right.canonical):
        yield f"words:{word_classes(left.canonical)[-1]}>{word_classes(right.canonical)[0]}"
    yield f"longer:{max(-3, min(3, (sizes[1] - sizes[0]) // 4))}"
    yield f"gap:{min(1, right.gap)} mark:{min(1, left.level)}{min(1, right.level)}"
    yield f"-1.end:{above.end} gap:{min(1, right.gap)} end:{line.end}"


def _of_run(lines: Sequence[LineFeatures], at: int, run: Run, page: PageFeatures) -> Iterator[str]:
    """Returns what is seen of the run that a line stands in, and what surrounds it."""
    number = page.run_at[at]
    place, mark = min(4, at - run.start), min(1, lines[at].rank)
    size = _count(run.end - run.start)
    proof = page.proof[run.rank]
    yield f"run:{place}/{size}"
    yield f"run:{place}/{size} below:{run.below}"
    yield f"run:{place}/{size} above:{run.over}"
    yield f"run:{place}/{size} proved:{run.proved:d}"
    begins = run.proved or proof in ("all", "most")
    yield f"begins:{begins:d} run:{place}"
    yield f"begins:{begins:d} proved:{run.proved:d} mark:{mark}"
    yield f"top:{page.top} mark:{min(1, run.rank)} proved:{run.proved:d}"
    yield f"top:{page.top} mark:{mark} maker:{bool(run.makers):d}"
    if page.house and run.end - run.start > 1:
        yield f"house:{page.house} run:{place}/{size}"
    yield f"run-proved:{run.proved:d} proof:{proof} mark:{min(1, run.rank)}"
    yield f"run-above:{run.over} run-below:{run.below}"
    yield f"run:{place} set:{page.sets[number]}"
    if is_alphabetic(lines[at].line.canonical):  # how letters are set says more than their marks
        case = letter_case(lines[at].line.canonical)
        yield f"run:{place}/{size} case:{case}"
        yield f"case:{case} run-below:{run.below}"
    if run.end < len(lines) and (opening := _opening(lines[run.end])):
        yield f"run-opens:{opening}"
        yield f"run-opens:{opening} run:{place}/{size}"
    if run.start:
        yield f"run-above-end:{lines[run.start - 1].end}"
    yield f"run-number:{'first' if not number else 'last' if number == len(page.runs) - 1 else 'mid'}"
    since = _lines(run.start - (page.runs[number - 1].end if number else 0))
    yield f"text-above:{since}"
    yield f"text-above:{since} proved:{run.proved:d}"
    until = page.runs[number + 1].start if number + 1 < len(page.runs) else len(lines)
    yield f"text-below:{_lines(until - run.end)}"


def _opening(line: LineFeatures) -> str:
    """Returns a word for how a text in letters opens, "" for one that begins as any paragraph does."""
    text = line.line.canonical
    return "dateline" if line.look is Look.DATELINED and is_alphabetic(text) else opening_of(text)


def _count(lines: int) -> str:
    return str(lines) if lines < 6 else "6-9" if lines < 10 else "10+"


def _lines(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7+"


def _in_run(lines: Sequence[LineFeatures], at: int, run: Run, house: str) -> Iterator[str]:
    """Returns where a line stands among the others of its run: from the byline, the mark, the longest."""
    place = at - run.start
    if run.makers:
        distance = place - run.makers[0]
        yield f"maker:{max(-4, min(1, distance)):+d}"
        yield f"maker-last:{run.makers[-1] == run.end - run.start - 1:d}"
    else:
        yield "no-maker"
    if run.marked:
        offset = f"{max(-3, min(3, place - run.best)):+d}"
        yield f"from-mark:{offset}"
        yield f"marked:{min(3, len(run.marked))} from-mark:{offset} mark:{min(1, lines[at].rank)}"
    if place > 1 and any(QUOTES.search(line.line.canonical) for line in lines[max(run.start, at - 3) : at - 1]):
        yield "said-above"
    yield f"longest:{(place > run.longest) - (place < run.longest):+d}"
    yield f"run-tight:{run.tight}"
    for step in (-1, 1):
        if run.start <= at + step < run.end and lines[at + step].kind not in MAKERS:
            yield from beside(lines[at].line.canonical, lines[at + step].line.canonical, step, house)


def _of_text(lines: Sequence[LineFeatures], at: int) -> Iterator[str]:
    """Returns what tells whether running text is of another item, between stories."""
    text = lines[at].line.canonical
    below = lines[at + 1].kind if at + 1 < len(lines) else "edge"
    yield f"over:{what_is_over(lines, at)} below:{below}"
    if "图为" in text:
        yield "picture-told"
    if printed_day(text[:40]) or _DAY_FIRST.match(text):
        yield "day-first"
    if opening := _opening(lines[at]):
        yield f"opening:{opening}"
        yield f"opening:{opening} over:{what_is_over(lines, at)}"
    if at and len(text) > 20:
        shared = share_of(word_parts(text, 40), lines[at - 1].line.canonical[-WINDOW:])
        yield f"words-of-above:{degree(shared)}"
