"""How a head of letters is built, by its words of grammar: a kicker has few, a deck many, a cut line ends in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.reading.features import HEAD_KINDS, MAKERS, LineFeatures
from sitegen.reading.layout.phrases import letter_case
from sitegen.reading.layout.runs import PageFeatures
from sitegen.reading.text.grammar_words import OTHER, classes_of, language_of
from sitegen.reading.text.letters import people_in_letters
from sitegen.reading.text.scripts import is_alphabetic

LONGEST = 70  # ideographs of a line that is looked at
SAMPLE = 6000  # letters of a page of which its language is told
_WORDS = (1, 2, 3, 4, 6, 8, 11, 15)
_STEPS = 3


@dataclass(frozen=True, slots=True)
class _Built:
    case: str
    first: str
    last: str
    words: int
    grammar: int  # words of it
    verb: bool
    names: int  # as many as it may be made of

    @property
    def size(self) -> int:
        return sum(self.words > size for size in _WORDS)


def grammar_signs(lines: Sequence[LineFeatures], page: PageFeatures) -> Iterator[tuple[str, ...]]:
    """Makes for the head lines of a page of letters the signs of how they are built, and those beside them."""
    if "page.alphabetic" not in page.signs:
        yield from (() for _ in lines)
        return
    language = language_of(" ".join(line.line.canonical for line in lines)[:SAMPLE])
    built = [_built(line, language) for line in lines]
    for at, here in enumerate(built):
        yield () if here is None else tuple(_signs(built, at, here, page))


def _built(line: LineFeatures, language: str) -> _Built | None:
    text = line.line.canonical
    if line.kind not in HEAD_KINDS or line.kind in MAKERS or line.length > LONGEST or not is_alphabetic(text):
        return None
    classes = classes_of(text, language) or (OTHER,)
    return _Built(
        letter_case(text),
        classes[0],
        classes[-1],
        len(classes),
        sum(name != OTHER for name in classes),
        "auxiliary" in classes,
        min(2, len(people_in_letters(text))),
    )


def _signs(built: Sequence[_Built | None], at: int, here: _Built, page: PageFeatures) -> Iterator[str]:
    run = page.runs[page.run_at[at]]
    place = f"run:{min(4, at - run.start)}/{min(5, run.end - run.start)}"
    few = min(3, here.grammar)
    yield f"grammar-first:{here.first}"
    yield f"grammar-last:{here.last}"
    yield f"grammar:{few} grammar-words:{here.size}"
    yield f"grammar:{few} {place}"
    yield f"grammar-words:{here.size} {place}"
    yield f"grammar-verb:{here.verb:d} case:{here.case}"
    yield f"may-name:{here.names} case:{here.case}"
    yield f"may-name:{here.names} {place}"
    yield f"may-name:{here.names} run-last:{at == run.end - 1:d} run-below:{run.below}"
    for step in (-1, 1):
        there = built[at + step] if run.start <= at + step < run.end else None
        if there is None:
            continue
        side = "above" if step < 0 else "below"
        upper, lower = (there, here) if step < 0 else (here, there)
        yield f"grammar-over:{upper.last}>{lower.first} line:{side}"
        yield f"grammar:{few} {step:+d}.grammar:{min(3, there.grammar)}"
        yield f"grammar-verb:{here.verb:d} {step:+d}.verb:{there.verb:d}"
        if step > 0:  # of the line above `signs.py` tells
            yield f"case:{here.case} +1.case:{there.case}"
        yield f"grammar-longer:{max(-_STEPS, min(_STEPS, here.size - there.size)):+d} line:{side}"
