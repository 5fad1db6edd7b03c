"""Printed pages as examples to learn from: the signs of every line beside its label, below the masthead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from benchmarks.reading.printed import Printed
from sitegen.config import ReadingHints
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.features import observe_lines
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.certain import proved_labels
from sitegen.reading.layout.deciding import Signs, decide, joined
from sitegen.reading.layout.decode import Allowed, Decided, decode_scores, scores_of
from sitegen.reading.layout.labels import FURNITURE, Label
from sitegen.reading.layout.lay_out import part
from sitegen.reading.layout.measure import find_measure
from sitegen.reading.layout.observed import Observed, observe
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.layout.weights import JOINS, Weights
from sitegen.reading.layout.wrapping import unwrap, wrap_signs
from sitegen.reading.splitting.parts import split_pages
from sitegen.source import SourceText

BEGINS = "begins"
LEAST_CUT = 3.0  # characters that a line lacks where a column break, not the column's edge, ends it
LEAST_RAGGED = 0.4  # … of the measure, where lines end between words
HINTS = ReadingHints()
_ON = {Label.PARAGRAPH: Label.CONTINUATION, Label.ITEM: Label.CONTINUATION, Label.HEADLINE: Label.HEADLINE_ON}
_CAPTION_ON = "caption-on"  # a page generator's word for the credit line below a caption


@dataclass(frozen=True, slots=True)
class Example:
    """The lines of a page in order, each with its signs and its label.

    `seen` is what was observed of the page, None where it is decoded but once; `texts` names what its texts are from
    where other pages are printed of the same. `proved` are the labels that the look of each line leaves it, as in the
    reading; none where nothing is known of that.
    """

    signs: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    seen: Observed | None = None
    texts: str = ""
    proved: tuple[Allowed, ...] = ()


def label_of(name: str, *, goes_on: bool = False) -> Label:
    """Returns the label for the name that a page generator gives a line; `goes_on` where a converter has wrapped it."""
    label = Label.CAPTION if name == _CAPTION_ON else Label(name)
    return _ON.get(label, label) if goes_on else label


def example_of(page: Printed, house: str = "") -> Example | None:
    """Returns what is to be learned from a page below its masthead.

    None where a line has no label, where several pages are seen in it, or where the masthead is read as ending in an
    article: that is decided before any line is labelled, and what it leaves would teach wrong things.
    """
    source = SourceText("page", page.text)
    split = split_pages(Bulletin(source=source, stem="page")).bulletins
    if len(split) > 1:
        return None
    lines = classify_lines(unwrap(source, page_lines(split[0]).text), HINTS)
    masthead, _, body = part(lines, {}, HINTS)
    if any(line.line.number not in page.labels for line in lines):
        return None
    if any(label_of(page.labels[line.number]) not in FURNITURE for line in masthead):
        return None
    if not body:
        return None
    numbers = [line.line.number for line in body]
    labels = tuple(label_of(page.labels[n], goes_on=n in page.goes_on).value for n in numbers)
    seen = observe(observe_lines(body), house)
    return Example(interned(seen.signs()), labels, seen, page.texts, proved_labels(body))


def interned(signs: Iterable[Sequence[str]]) -> Signs:
    """Returns signs of which each word is held once: the same ones come again on nearly every line of all pages."""
    return tuple(tuple(map(intern, line)) for line in signs)


def decoded_once(page: Example, weights: Weights) -> tuple[Decided, ...]:
    """Returns what weights decide at first, before anything that was found is a sign."""
    return decode_scores(scores_of(page.signs, weights, None, page.proved or None), weights, None)


def decoded(page: Example, weights: Weights) -> tuple[Signs, tuple[Decided, ...]]:
    """Returns the signs of a page by which weights decide, and what they decide, as the reading does."""
    if page.seen is None:
        return page.signs, decoded_once(page, weights)
    more, labels = decide(page.seen, page.signs, weights, proved=page.proved or None)
    return joined(page.signs, more), labels


def wraps_of(page: Printed) -> Iterator[tuple[tuple[str, ...], str]]:
    """Returns for each line of a page that looks hard-wrapped its signs, and whether it goes on with the line above."""
    source = SourceText("page", page.text)
    lines = page_lines(split_pages(Bulletin(source=source, stem="page")).bulletins[0]).text
    measure = find_measure(lines)
    if measure is None:
        return
    most = LEAST_RAGGED * measure.size if measure.ragged else LEAST_CUT
    for at, (line, signs) in enumerate(zip(lines, wrap_signs(source, lines, measure), strict=True)):
        goes_on = line.number in page.goes_on
        cut = goes_on and at > 0 and measure.short(lines[at - 1]) > most
        if not cut and page.labels.get(line.number) != Label.CONTINUATION:  # a column break: labels join what it cuts
            yield signs, JOINS if goes_on else BEGINS
