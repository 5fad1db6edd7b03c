"""Print pages: articles and habits in, the text of a bulletin and the label of every line out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import rjieba

from benchmarks.reading import latin
from benchmarks.reading.articles import Article, begins
from benchmarks.reading.chinese import COLUMNS, PLACES, editors, masthead, name
from benchmarks.reading.chinese_forms import with_byline, with_house, with_wire
from benchmarks.reading.habits import Habits
from benchmarks.reading.latin_forms import varied
from benchmarks.reading.laying import converted, lay_out
from benchmarks.reading.printed import Printed, Unit

COLUMNS_OF_PIECES = 0.08  # chance that some stories of a page are pieces of a column
MOST_WHOLE = 150  # lines of the text of an article that stands whole
MARKED_COLUMNS = 0.33  # share of pages on which the name of a column has the mark of a headline
PLACED = 0.25  # of packages: those with a place above the head of each part
NAMES_OF_COLUMNS = ("纵谈", "建言", "来稿", "寰宇速递", "各地短波", "基层快讯", "域外", "书讯", "市声", "一周要览")
SHORTEST_CUT = (24, 60, 90, 90)  # characters of a paragraph that a column break may cut


def compose(rng: random.Random, items: Sequence[Article], habits: Habits) -> Printed:
    """Returns a page on which some articles stand, printed with the habits of one paper and one converter."""
    chinese = not items or items[0].lang == "zh"
    units = list(masthead(rng, habits) if chinese else latin.masthead(rng, items[0].lang, habits.masthead))
    marks = [habits.of_story(rng, at) for at in range(len(items))]
    stories = [list(_article(rng, article, habits, *mark)) for article, mark in zip(items, marks, strict=True)]
    if chinese and len(stories) > 2 and rng.random() < habits.packages:
        stories[:3] = [_package(rng, stories[:3], *marks[0])]
    elif chinese and len(stories) > 2 and rng.random() < COLUMNS_OF_PIECES:
        start, count = rng.randrange(len(stories) - 2), rng.choice((3, 3, 4, 5))
        stories[start : start + count] = [_column(rng, stories[start : start + count], *marks[start])]
    for at, story in enumerate(stories):
        headed = any(unit.label == "headline" for unit in story)  # above briefs alone it would be their headline
        if chinese and at and rng.random() < habits.sections and headed:
            units.append(Unit("standing-head", rng.choice(COLUMNS), rng.choice(("", "", marks[at][1]))))
        units += story
        if chinese and habits.editors == "amid" and at == 0:
            units += editors(rng)
    units += editors(rng) if chinese and habits.editors == "foot" else ()
    return lay_out(rng, converted(units, habits, chinese=chinese), habits)


def print_page(rng: random.Random, rows: Sequence[tuple[str, str]], habits: Habits, texts: str) -> Printed:
    """Returns a page of which every line is given as (label, text), printed with the habits of a converter."""
    units: list[Unit] = []
    story, above, (head, sub) = -1, "", ("", "")
    marks_columns = rng.random() < MARKED_COLUMNS
    for label, text in rows:
        first = begins(label, above)
        if first:
            story += 1
            head, sub = habits.of_story(rng, story)
        if label == "standing-head":
            units.append(Unit(label, text, habits.of_story(rng, story + 1)[0] if marks_columns else ""))
        else:
            units += _units(rng, label, text, habits, head, sub, first)
        above = label
    chinese = any("\u4e00" <= character <= "\u9fff" for _, text in rows for character in text)
    return lay_out(rng, converted(units, habits, chinese=chinese), habits, texts)


def _article(rng: random.Random, article: Article, habits: Habits, head_mark: str, sub_mark: str) -> Iterator[Unit]:
    most = rng.choice((2, 3, 4, 6, 8, 12, 20, 40))
    units = _pruned(article.units, MOST_WHOLE if habits.whole and article.page else most)
    if article.lang == "zh":
        units = with_wire(rng, with_house(rng, with_byline(rng, units, habits), habits), habits)
    else:
        units = latin.cased(rng, varied(rng, units, article.lang, habits.byline), habits.gaps)
    if not head_mark and rng.random() < 0.7:
        units = [u for u in units if u[0] != "part-byline"]
    above = [u for u in units if u[0] == "caption"] if habits.captions == "above" and rng.random() < 0.15 else []
    if any(label == "headline" for label, _ in units) and not above and habits.captions == "amid":
        units = _captions_amid(rng, units)
    pending = ""
    begun = False
    loose = rng.random() < habits.loose_marks
    for label, text in units:
        if label in ("dateline", "run-in"):
            pending += text if label == "run-in" or not pending else "  " + text
            continue
        if label == "credit-at-end":
            continue
        text, pending = (pending + rng.choice(("", "  ", " ")) + text if pending else text), ""
        first, begun = not begun, True
        if label == "loose-subheading":
            yield from _units(rng, "subheading", text, habits, "", sub_mark if loose else "", first)
            continue
        yield from _units(rng, label, text, habits, head_mark, sub_mark, first)


def _pruned(units: Sequence[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """Join credits to the paragraph that they end, and shorten long articles, as pages hold many short ones."""
    out: list[tuple[str, str]] = []
    for label, text in units:
        if label == "credit-at-end" and out and out[-1][0] == "paragraph":
            out[-1] = ("paragraph", out[-1][1] + text)
        else:
            out.append((label, text))
    body = [at for at, (label, _) in enumerate(out) if label in ("paragraph", "subheading", "loose-subheading")]
    if len(body) <= most:
        return out
    keep = set(body[:most])
    while keep and out[max(keep)][0].endswith("subheading"):
        keep.discard(max(keep))
    after_cut = {
        at for at in range(len(out)) if at > max(keep, default=0) and out[at][0] in ("part-byline", "verse", "table")
    }
    return [unit for at, unit in enumerate(out) if (at in keep or at not in body) and at not in after_cut]


def _captions_amid(rng: random.Random, units: list[tuple[str, str]]) -> list[tuple[str, str]]:
    captions = [u for u in units if u[0] == "caption"]
    rest = [u for u in units if u[0] != "caption"]
    places = [i for i, u in enumerate(rest) if u[0] == "paragraph"]
    if not captions or not places:
        return units
    at = rng.choice(places)
    return rest[:at] + captions + rest[at:] if rng.random() < 0.7 else [*rest[: at + 1], *captions, *rest[at + 1 :]]


def _units(
    rng: random.Random, label: str, text: str, habits: Habits, head: str, sub: str, first: bool
) -> Iterator[Unit]:
    if label == "headline":
        mark = "" if habits.marks == "missing" and rng.random() < 0.33 else head
        lines = (
            _two_lines(rng, text)
            if rng.random() < habits.split_heads or (" / " in text and rng.random() < 0.6)
            else [text.replace(" / ", rng.choice(("  ", " ", "")))]
        )
        for at, line in enumerate(lines):
            marked = not at or habits.split_marks == "all" or (habits.split_marks != "first" and rng.random() < 0.3)
            yield Unit("headline-on" if at else "headline", line, mark if marked else "", first and not at)
    elif label in ("kicker", "deck"):
        yield Unit(label, text, head if rng.random() < habits.marked_kicker else "", first)
    elif label in ("subheading", "part-byline"):
        lost = habits.marks == "missing" and rng.random() < 0.33
        yield Unit(label, text, sub if label == "subheading" and not lost else "")
    elif label == "paragraph":
        yield from _paragraph(rng, text, habits, first)
    elif label == "caption":
        if "\n" in text:
            lines = text.split("\n")
            if rng.random() < 0.15:
                lines = [rng.choice(("  ", " ", "")).join(lines)]
            yield from (
                Unit("caption-on" if at else "caption", line, first=first and not at) for at, line in enumerate(lines)
            )
            return
        credit = re.search(r"(?<=[。])\s*([^。]{2,20}摄[^。]{0,10})$", text)
        if credit and rng.random() < 0.3:
            yield Unit("caption", text[: credit.start()])
            yield Unit("caption-on", credit[1])
        else:
            yield Unit("caption", text, first=first)
    else:
        yield Unit({"signature": "credit"}.get(label, label), text, first=first)


def _paragraph(rng: random.Random, text: str, habits: Habits, first: bool) -> Iterator[Unit]:
    if habits.bold_dateline:
        text = re.sub(r"^(本报[^\s（(]{0,20}?[讯电]|新华社[^\s（(]{0,24}?电)(?=[\s（(])", r"**\1**", text)
    label = "item" if first else "paragraph"
    if len(text) > rng.choice(SHORTEST_CUT) and rng.random() < habits.breaks:
        spots = [i for i in range(8, len(text) - 6) if re.match(r"[\u4e00-\u9fff]{2}", text[i - 1 : i + 1])]
        cuts = sorted(rng.sample(spots, min(len(spots), rng.choice((1, 1, 1, 2)))))
        for at, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(text)], strict=True)):
            if at and rng.random() < habits.furniture_amid:
                yield rng.choice(
                    (
                        Unit("unclassified", rng.choice("AlI|")),
                        Unit("caption", f"图为{rng.choice(PLACES)}村民在劳作。 {name(rng)}摄"),
                    )
                )
            yield Unit("continuation" if at else label, text[start:end], first=first and not at)
        return
    yield Unit(label, text, first=first)


def _two_lines(rng: random.Random, text: str) -> list[str]:
    if " / " not in text and not re.search(r"[\u4e00-\u9fff]", text):
        return latin.two_lines(rng, text)
    if " / " in text:
        return text.split(" / ")[:3]
    parts = re.split(r"\s{2,}", text)
    if len(parts) == 2 and rng.random() < 0.9:
        return parts
    if len(text) < rng.choice((9, 11, 13)):
        return [text]
    cuts, at = [], 0
    for word in rjieba.cut(text):
        at += len(word)
        if len(text) * 0.3 <= at <= len(text) * 0.7 and not re.match(
            r"[，。、：；！？”’）》\s]", text[at : at + 1] or "，"
        ):
            cuts.append(at)
    if not cuts:
        return [text]
    cut = rng.choice(cuts)
    return [text[:cut].rstrip(), text[cut:].lstrip()]


def _package(rng: random.Random, stories: list[list[Unit]], head: str, sub: str) -> list[Unit]:
    """Put stories under one common headline, each with a small head and perhaps a byline: ONE article."""
    lead = stories[0]
    heads = [u for u in lead if u.label in ("headline", "headline-on", "kicker", "deck")]
    texts = [u for u in lead if u.label in ("paragraph", "item")][: rng.choice((0, 1, 2))]
    if not heads or (not texts and not head):
        return [u for story in stories for u in story]
    out = [*heads, *(replace(u, label="paragraph", first=False) for u in texts)]
    signed = rng.random() < (0.5 if head else 0.1)
    placed = rng.random() < PLACED
    for story in stories[1:]:
        title = next((u.text for u in story if u.label == "headline"), "")
        body = [u for u in story if u.label in ("paragraph", "continuation", "item")][: rng.choice((1, 2, 3, 5))]
        if not title or not body:
            continue
        if placed:
            out.append(Unit("subheading", rng.choice(PLACES) + rng.choice(("县——", "市——", "村", "镇")), sub))
        out.append(Unit("subheading", rng.choice((title, title, rng.choice(("案例一 ", "■", "①", "")) + title)), sub))
        if signed:
            out.append(
                Unit("part-byline", rng.choice(("本报记者  {}", "{}", "□ {}", "本报通讯员 {}")).format(name(rng)))
            )
        out += [replace(u, label="paragraph" if u.label == "item" else u.label, first=False) for u in body]
    return out


def _column(rng: random.Random, stories: list[list[Unit]], head: str, sub: str) -> list[Unit]:
    """Put stories as briefs, letters or remarks under the name of their column: ONE article, its heads set alike."""
    pieces: list[list[Unit]] = []
    signed, noted = rng.random() < 0.4, rng.random() < 0.2
    most = rng.choice((1, 1, 2, 3))
    for story in stories:
        titles = [u.text for u in story if u.label == "headline"]
        body = [u for u in story if u.label in ("paragraph", "item")][:most]
        if len(titles) != 1 or not body:
            return [u for one in stories for u in one]
        piece = [Unit("subheading", titles[0], sub)]
        piece += [Unit("part-byline", rng.choice(("{}", "{}", "本报记者  {}")).format(name(rng)))] if signed else []
        piece += [replace(u, label="paragraph", first=False) for u in body]
        piece += [Unit("credit", f"（摘编自《{rng.choice(PLACES)}日报》）")] if noted else []
        pieces.append(piece)
    named = Unit("headline", rng.choice((*COLUMNS, *NAMES_OF_COLUMNS)), head, first=True)
    return [named, *(u for piece in pieces for u in piece)]
