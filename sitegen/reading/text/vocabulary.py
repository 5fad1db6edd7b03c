"""Words of newspapers in alphabetic scripts, read once from data/alphabets.txt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).parents[2] / "data" / "alphabets.txt"


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means: its language and its place among its kind, a month or weekday from 0 on."""

    language: str
    number: int


_Row = tuple[str, list[list[str]]]  # a language, and the forms of each thing


def _rows() -> Iterator[tuple[str, _Row]]:
    """Returns the rows of the file, each with its kind."""
    for line in _FILE.read_text("utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        head, _, groups = line.partition(":")
        language, _, what = head.partition(" ")
        yield what, (language, [[form.strip() for form in group.split(",")] for group in groups.split("|")])


def _by_kind() -> Mapping[str, Sequence[_Row]]:
    kinds: dict[str, list[_Row]] = {}
    for what, row in _rows():
        kinds.setdefault(what, []).append(row)
    return MappingProxyType(kinds)


_KINDS = _by_kind()


def _words(kind: str) -> Mapping[str, tuple[Word, ...]]:
    """Returns each form of one kind, also as some converters write it: letters and their marks apart."""
    found: dict[str, tuple[Word, ...]] = {}
    for language, groups in _KINDS.get(kind, ()):
        for number, forms in enumerate(groups):
            for form in {spelt for name in forms for spelt in (name, unicodedata.normalize("NFD", name))}:
                found[form] = (*found.get(form, ()), Word(language, number))
    return MappingProxyType(found)


MONTHS = _words("month")
WEEKDAYS = _words("weekday")
PAGES = _words("page")  # before the number: PAGE 3, стр. 3
PAGES_BEHIND = _words("behind")  # behind it: 3-я полоса
NUMBERS = _words("number")  # one, two, three: from 0 on
ISSUES = _words("issue")
PRICES = _words("price")
DAY_WORDS = _words("day")
TIMES = _words("time")
NAMEPLATES = _words("nameplate")  # the word that a newspaper's name ends or begins with: Times, Вестник, Diario
NAMEPLATES_WEAK = _words("nameplate weak")  # one that other lines end with as well: Star, Post, Труд
NAMEPLATES_FIRST = _words("nameplate first")  # in Vietnamese the first word: Báo
PUBLISHERS = _words("publisher")
ARTICLES = _words("article")
JUMPS = _words("jump")  # before the page on which a story goes on
FROMS = _words("from")  # before the page on which it began
WRITTEN_BY = _words("written by")  # before the name of who wrote a story: By, Von, Par
CORRESPONDENTS = _words("correspondent")  # (From Our Own Correspondent), dal nostro inviato: who writes without a name
AGENCIES = _words("agency")  # what stands alone below a head for who tells the news: PTI, dpa, Our Bureau
PICTURES = _words("picture")  # before the name of who made one: Photo, Фото, Ảnh
DESK = _words("desk")  # who edits and makes up a page
IMPRINT = _words("imprint")  # what a newspaper says of itself at a page's foot
SECTIONS = _words("section")  # what a page is named for: Home News, ГОРОД, Lokales
BRIEFS = _words("briefs")  # what a column of briefs is named: News in Brief, Коротко
STANDING = _words("standing")  # over what is printed each day: The Weather, Поправка, Leserbriefe
SMALL = MappingProxyType({**_words("small"), **ARTICLES})  # small in a name or folio: The Star of the West

COMPOUND_FIRST = _words("compound first")  # well-known, северо-западный
COMPOUND_NUMBERS = _words("compound number")  # six-year-old, but not six-teen
NUMBER_ENDS = _words("number end")
COMPOUND_SECOND = _words("compound second")
COMPOUND_TAIL = _words("compound tail")  # behind any word: family-owned
COMPOUND_DOUBT = _words("compound doubt")  # non-payment, but none the less nonsense
CLOSED = _words("closed")  # halves of words that are written as one: some-thing, news-paper
SMALL_INSIDE = _words("small inside")  # state-of-the-art
SUFFIXES = _words("suffix")  # construc-tion
CONJUNCTIONS = _words("conjunction")  # Haupt- und Nebenstraßen
ADJECTIVE_ENDS = tuple(_words("adjective end"))
ADVERBS = _words("adverb")  # по-новому
ADVERB_ENDS = tuple(_words("adverb end"))  # по-русски
PRONOUNS = _words("pronoun")  # какой-то
TITLES = _words("title")  # Mr., тов., Nr.
GRAMMAR = _words("grammar")  # auxiliaries, conjunctions, determiners … in the order of grammar_words.CLASSES
OPEN_ENDS = _words("open end")  # the, и, của: no sentence ends with it

# What findings call the days of the week, Monday first.
WEEKDAY_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {language: tuple(forms[0].title() for forms in groups) for language, groups in _KINDS["weekday"]}
)
