"""Where two printed lines of alphabetic text meet: is the hyphen a word's own, and does a space stand between them?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from sitegen.reading.text.scripts import HAN, LETTER, has_han
from sitegen.reading.text.sentences import HYPHENS
from sitegen.reading.text.vocabulary import (
    ADJECTIVE_ENDS,
    ADVERB_ENDS,
    ADVERBS,
    CLOSED,
    COMPOUND_DOUBT,
    COMPOUND_FIRST,
    COMPOUND_NUMBERS,
    COMPOUND_SECOND,
    COMPOUND_TAIL,
    CONJUNCTIONS,
    NUMBER_ENDS,
    OPEN_ENDS,
    PRONOUNS,
    SMALL_INSIDE,
    SUFFIXES,
    Word,
)

# construc-, Jean-, U.S.-, 18-, state-of-the-; the hyphen of OCR (¬) and the soft one always divide a word
_LEFT = re.compile(rf"(?:^|(?<=[^\w'’.-]))(?P<word>[\w'’.\u0300-\u036f-]{{1,60}})(?P<hyphen>[{HYPHENS}])$")
_RIGHT = re.compile(rf"^(?P<word>(?:{LETTER}|\d|['’](?=\w))+)(?P<on>-\w)?")
_MARK = re.compile("[\u0300-\u036f]")
_PAGE_WORD = re.compile(
    rf"(?P<divided>-[ \t]{{0,4}}\r?\n[ \t\u3000]{{0,40}})?(?P<word>{LETTER}+(?:[-’']{LETTER}+)*)"
    r"(?P<cut>(?=-[ \t]{0,4}\r?\n))?"
)
_HAN_NEAR = re.compile(f"[{HAN}，。、；：！？（）《》]")
_FEWEST_LETTERS = 4
_LONGEST = 64
_FEWEST_SMALL_WORDS = 5
_SHORTEST_SECOND = 3
_BEFORE_ADVERBS = frozenset({"по", "во", "в"})
_NEAR = 24
_ALWAYS_DIVIDES = "¬\u00ad"
_NEVER_DIVIDES = "‑"  # the non-breaking hyphen


@dataclass(frozen=True, slots=True)
class Joint:
    """How two lines meet: how many characters at the end of the first go, and what stands between them."""

    cut: int
    between: str
    doubtful: bool = False  # the hyphen is taken out, but may be a compound's own


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page that no line end cuts, as printed and counted in small letters."""

    printed: frozenset[str]
    counts: Mapping[str, int]
    language: str  # "" where too little is printed to tell

    def languages(self, meanings: Iterable[Word]) -> Set[str]:
        """Returns the languages of a word's meanings; where the page's is known, no others."""
        return frozenset(word.language for word in meanings if self.language in ("", word.language))


def joint(left: str, right: str, page: str) -> Joint | None:
    """Returns how two lines of a page meet where a hyphen stands at the end of the first; None without one."""
    before = _LEFT.search(left[-_LONGEST:]) if left[-1:] in HYPHENS else None
    after = _RIGHT.match(right) if before else None
    if before is None or after is None or has_han(before["word"][-1] + after["word"][0]):
        return None
    if before["hyphen"] in _ALWAYS_DIVIDES:
        return Joint(1, "")
    if before["hyphen"] in _NEVER_DIVIDES or not _may_divide(before["word"], after["word"]):
        return Joint(0, "")
    words = _words_of(page)
    if _goes_with_half_word(before["word"], after["word"], words):
        return Joint(0, " ")
    one, two = before["word"].lower(), after["word"].lower()
    keeps = _seen(one, two, words)
    if keeps is None:
        keeps = (
            words.language == "vi" or _is_compound(one, two, words) or (after["on"] is not None and _chains(two, words))
        )
    return Joint(0, "") if keeps else Joint(1, "", doubtful=_is_doubtful(one, two))


def _may_divide(left: str, right: str) -> bool:
    """No word is divided behind a figure or a point (`18-летний`, `U.S.-led`), or before a capital (`Jean-Paul`).

    Neither is a name of capitals: `UN-backed`.
    """
    if not left[-1].isalpha() and not _MARK.match(left[-1]):
        return False
    capitals = len(left) > 1 and left.isupper() and right.isupper()  # CONSTRUC-TION in a headline
    return capitals or (right[0].islower() and not (len(left) > 1 and left.isupper()))


def _goes_with_half_word(left: str, right: str, words: PageWords) -> bool:
    """`Haupt- und Nebenstraßen`, `two- or three-year-old`: a conjunction follows, the hyphen stands for the rest."""
    languages = words.languages(CONJUNCTIONS.get(right.lower(), ()))
    if languages - {"en"}:
        return True
    return bool(languages) and (left.lower() in words.counts or left.lower() in COMPOUND_FIRST)


def _seen(left: str, right: str, words: PageWords) -> bool | None:
    """Tell whether the page prints the pair elsewhere with its hyphen (True), as one word (False), or neither."""
    as_one, as_two = words.counts.get(left + right, 0), words.counts.get(f"{left}-{right}", 0)
    return None if as_one == as_two else as_two > as_one


def _is_compound(left: str, right: str, words: PageWords) -> bool:
    """Tell by the two halves whether a hyphen is a word's own: well-known, state-of-the-art, какой-то, dit-il."""
    last = left.rpartition("-")[2]
    if len(last) == 1 or (last != left and (last in SMALL_INSIDE or right in COMPOUND_SECOND)):
        return True  # X-ray, six-year-old
    if right in SUFFIXES:
        return False
    first = words.languages((*COMPOUND_FIRST.get(last, ()), *COMPOUND_NUMBERS.get(last, ())))
    second = words.languages(COMPOUND_SECOND.get(right, ()))
    if _is_russian(last, right, first, second) or "fr" in second:
        return True
    if "en" in first and (second or right in words.printed or _is_numbered(last, right)):
        return True
    if first & {"fr", "es"} and (second or right in words.printed):
        return True
    return (right in COMPOUND_TAIL and last in words.counts) or _are_words(last, right, words)


def _is_numbered(left: str, right: str) -> bool:
    """`two-car`, `three-eighths`; but `six-teen`."""
    return left in COMPOUND_NUMBERS and right not in NUMBER_ENDS and len(right) >= _SHORTEST_SECOND


def _is_russian(left: str, right: str, first: Set[str], second: Set[str]) -> bool:
    """`какой-то`, `северо-западный`, `по-русски`, `во-первых`."""
    if "ru" in second and (left in PRONOUNS or "ru" in first):
        return True
    if left in _BEFORE_ADVERBS and (right in ADVERBS or right.endswith(ADVERB_ENDS)):
        return True
    return "ru" in first and right.endswith(ADJECTIVE_ENDS)


def _are_words(left: str, right: str, words: PageWords) -> bool:
    """Tell whether both halves are words of the page, but for `some-thing`; German nouns, in capitals, are none."""
    if min(len(left), len(right)) < _FEWEST_LETTERS or left in CLOSED or right in CLOSED:
        return False
    return left in words.counts and right in words.printed


def _chains(right: str, words: PageWords) -> bool:
    """`six-` above `year-old`, `state-` above `of-the-art`: a word that a hyphen follows as well."""
    return right in COMPOUND_SECOND or right in SMALL_INSIDE or right in words.printed


def _is_doubtful(left: str, right: str) -> bool:
    """`non-` above `payment`, `re-` above `opened`: papers print such words with and without a hyphen."""
    if right in SUFFIXES or len(right) < _FEWEST_LETTERS:
        return False
    return left in COMPOUND_DOUBT or (left in ("re", "co") and right[0] in "aeiou")


@lru_cache(maxsize=4)  # every joint of a page asks for its words
def _words_of(page: str) -> PageWords:
    found = [m["word"] for m in _PAGE_WORD.finditer(page) if m["divided"] is None and m["cut"] is None]
    counts = Counter(map(str.lower, found))
    return PageWords(frozenset(found), counts, _language(counts))


def _language(counts: Mapping[str, int]) -> str:
    """Tell the language of a page by its small words; "" where they are few."""
    small: Counter[str] = Counter()
    for form, meanings in OPEN_ENDS.items():
        for word in meanings:
            small[word.language] += counts.get(form, 0)
    (language, times), (_, next_times) = small.most_common(2)
    return language if times >= _FEWEST_SMALL_WORDS and times > next_times else ""


def is_alphabetic_joint(left: str, right: str) -> bool:
    """Tell whether two lines that meet are set in letters, not in ideographs."""
    return not _HAN_NEAR.search(left[-_NEAR:]) and not _HAN_NEAR.search(right[:_NEAR])


def space_between(left: str, right: str) -> str:
    """Tell what stands between two lines of alphabetic text: nothing behind a dash set solid (`the bill—`) or `(`."""
    if not left or not right or left[-1] in "([«„/" or right[0] in ")]»,.;:!?":
        return ""
    solid = left[-1] in "—–" and left[-2:-1].isalnum()
    return "" if solid else " "
