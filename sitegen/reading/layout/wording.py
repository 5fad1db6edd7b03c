"""How a Chinese head is built, by the classes of its words: a kicker or headline has a subject, a deck often none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import rjieba

NO_VERB = 9  # the place of a verb that is not there
_NAMING = frozenset(("n", "place", "person"))
_CLASSES = frozenset("nvpcdumartf")  # of the segmenter, by their first letter


@lru_cache(maxsize=4096)  # a line is asked for by itself and by its neighbours
def word_classes(text: str) -> tuple[str, ...]:
    """Returns the word classes of a Chinese text, coarsely: n, v, place, person, x …"""
    return tuple([_class(tag) for _, tag in rjieba.tag(text)]) or ("x",)


@lru_cache(maxsize=128)  # the tags of the segmenter are fewer
def _class(tag: str) -> str:
    if tag in ("ns", "nt"):
        return "place"
    return "person" if tag == "nr" else tag[:1] if tag[:1] in _CLASSES else "x"


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of a Chinese head by the classes of its words.

    `begin` and `end` are the first and last two classes, `verb_at` the place of the first verb or NO_VERB.
    """

    begin: tuple[str, str]
    end: tuple[str, str]
    subject: bool
    verb_at: int
    named: int  # words that name a place, a body, a person
    figures: int
    adverbs: int


@lru_cache(maxsize=4096)  # a line is asked for by itself and by its neighbours
def said_of(text: str) -> Said:
    """Returns how a Chinese head is built."""
    classes = [name for name in word_classes(text) if name != "x"]
    verb = next((at for at, name in enumerate(classes) if name == "v"), -1)
    first, second, *_ = *classes, "none", "none"
    *_, last_but_one, last = "none", "none", *classes
    subject = any(name in _NAMING for name in classes[: max(0, verb)])
    return Said(
        (first, second),
        (last_but_one, last),
        subject,
        min(4, verb) if verb >= 0 else NO_VERB,
        min(2, sum(name in ("place", "person") for name in classes)),
        min(2, classes.count("m")),
        min(2, classes.count("d")),
    )


def of_words(text: str) -> tuple[str, ...]:
    """Returns the signs of the words of a Chinese head."""
    classes, said = word_classes(text), said_of(text)
    return (
        f"first-word:{classes[0]}",
        f"last-word:{classes[-1]}",
        f"verbs:{min(2, classes.count('v'))}",
        f"words:{min(8, len(classes))}",
        f"first-word:{said.begin[0]} second-word:{said.begin[1]}",
        f"last-but-one:{said.end[0]} last-word:{said.end[1]}",
        f"subject:{said.subject:d} verb-at:{said.verb_at}",
        f"named:{said.named} adverbs:{said.adverbs}",
    )
