"""How a newspaper's own facts are worded: dates, page numbers, the names of its lists; in the language of the edition.

Interface words of a theme are its own (`i18n/`); these are the words that stand in views, from `locale.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from sitegen.model.announced import Announced
from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.newspaper import Article, Correction, Page
from sitegen.site.plurals import Plural

SIMPLIFIED: Final = "zh-Hans"
TRADITIONAL: Final = "zh-Hant"
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
# Languages that part no words by spaces, or whose readers count characters though they do.
_CHARACTERS = frozenset(
    {"bo", "dz", "gan", "hak", "ja", "km", "ko", "lo", "lzh", "my", "nan", "th", "wuu", "yue", "zh"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Format strings of one language: `{y}`, `{m}`, `{d}`, `{w}` are year, month, day and weekday."""

    counts_words: bool
    day: str
    day_long: str
    month: str
    month_alone: str  # below its year
    year: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    approximate: str
    uncertain: str
    undated: str
    not_before: str
    page: str
    no_page: str
    untitled: str
    count: str | Plural
    between: str
    listing: str  # between names side by side
    beside: str  # between a day and its edition
    front: str
    archive: str
    shelf: str
    people: str
    units: str
    places: str
    search: str
    not_found: str
    withdrawn: str
    offline: str
    named: str
    correction: str
    correction_name: str
    note: str
    subscribe: str
    feed_of: str
    feed_whole: str
    feed_digest: str
    feed_added: str
    cite_others: str  # in place of further authors
    cite_page: str
    cite_accessed: str
    cite_undated: str
    forms: Mapping[str, str]  # in which articles and issues may be taken away
    taken_contents: str
    taken_search: str
    taken_found: str
    taken_site: str
    taken_cover: str
    taken_pages: str
    taken_summary: str
    taken_issues: str | Plural
    taken_all: str
    llms_about: str
    llms_all: str
    editions: Mapping[str, str]  # of a day, where they are not said as printed
    roles: Mapping[str, str]  # of contributors, where they are not said as printed

    def counted(self, article: Article | Announced) -> int:
        """Returns how many words an article has, 0 where readers of the language count characters."""
        return article.word_count if self.counts_words else 0


def related(language: str) -> tuple[str, ...]:
    """Returns the languages (BCP 47) in which words are looked for, the nearest to a language first."""
    first, *others = language.lower().split("-")
    if first != "zh":
        return language, first, "en"
    traditional = "hans" not in others and not _TRADITIONAL.isdisjoint(others)
    return (language, TRADITIONAL, first, SIMPLIFIED) if traditional else (language, first, SIMPLIFIED)


@cache
def wording(language: str) -> Wording:
    """Returns the words of a language (BCP 47); English for any that is not Chinese."""
    import tomllib  # takes a moment, and not every command words anything

    near = (*related(language), "en")
    told = tomllib.loads(files(__package__).joinpath("locale.toml").read_text("utf-8"))
    words = {name: next(_kept(one, said[one]) for one in near if one in said) for name, said in told.items()}
    return Wording(counts_words=language.lower().split("-")[0] not in _CHARACTERS, **words)


def _kept(language: str, said: Any) -> Any:
    """Returns words in values that nobody can change."""
    if isinstance(said, dict) and "other" in said:
        return Plural(language, tuple(said.items()))
    if isinstance(said, dict):
        return MappingProxyType(said)
    return tuple(said) if isinstance(said, list) else said


def day_text(words: Wording, day: date) -> str:
    """Returns a day: 2025年6月27日."""
    return words.day.format(y=day.year, m=day.month, d=day.day, month=words.months[day.month - 1])


def long_day_text(words: Wording, day: date) -> str:
    """Returns a day with its weekday: 2025年6月27日 星期五."""
    weekday = words.weekdays[day.weekday()]
    return words.day_long.format(y=day.year, m=day.month, d=day.day, month=words.months[day.month - 1], w=weekday)


def edition_text(words: Wording, edition: str) -> str:
    """Returns an edition of a day as set: 晚版; "" for the usual one."""
    return words.editions.get(edition, edition)


def issue_text(words: Wording, day: date, edition: str, *, long: bool = False) -> str:
    """Returns the name of an issue: its day, with the weekday where it is `long`, and the edition where it has one."""
    name = long_day_text(words, day) if long else day_text(words, day)
    return f"{name}{words.beside}{edition_text(words, edition)}" if edition else name


def month_text(words: Wording, year: int, month: int) -> str:
    """Returns a month: 2025年6月."""
    return words.month.format(y=year, m=month, month=words.months[month - 1])


def month_alone_text(words: Wording, month: int) -> str:
    """Returns a month where its year is said already: 6月."""
    return words.month_alone.format(m=month, month=words.months[month - 1])


def edtf_text(words: Wording, when: EdtfDate) -> str:
    """Returns an uncertain date: 约2021年, 2022年12月."""
    if when.day:
        text = day_text(words, date(when.year, when.month, when.day))
    elif when.month:
        text = month_text(words, when.year, when.month)
    else:
        text = words.year.format(y=when.year)
    if when.qualifier in ("~", "%"):
        text = words.approximate.format(when=text)
    return words.uncertain.format(when=text) if when.qualifier in ("?", "%") else text


def date_text(words: Wording, when: PageDate, *, long: bool = False) -> str:
    """Returns a page's date as it is known: a day, an uncertain date, or 日期待考 with the evidence."""
    if when.exact is not None:
        return long_day_text(words, when.exact) if long else day_text(words, when.exact)
    if when.when is not None:
        return edtf_text(words, when.when)
    if when.not_before:
        year, month = when.not_before.split("-")
        return words.not_before.format(when=month_text(words, int(year), int(month)))
    return words.undated


def printed_text(words: Wording, page: Page, *, long: bool = False) -> str:
    """Returns when a page was printed as far as it is known, and in which edition of that day."""
    text = date_text(words, page.date, long=long)
    edition = page.edition if page.date.exact is not None else ""
    return f"{text}{words.beside}{edition_text(words, edition)}" if edition else text


def page_text(words: Wording, label: str) -> str:
    """Returns a page's number as set: 05版."""
    return words.page.format(label=number_text(label), number=label) if label else words.no_page


def role_text(words: Wording, role: str) -> str:
    """Returns the role of a contributor: as printed, unless the reading of bylines has named it in Chinese."""
    return words.roles.get(role, role)


def number_text(label: str) -> str:
    """Returns a page's number alone: 05."""
    return label.zfill(2) if label.isdecimal() else label or "?"


def correction_text(words: Wording, correction: Correction) -> str:
    """Returns a public correction in a sentence, with the editor's note: 更正（2023年5月6日）：“320米”应为“302米”。"""
    day = day_text(words, correction.day)
    text = words.correction.format(day=day, before=correction.before, after=correction.after)
    return text + (words.note.format(note=correction.note) if correction.note else "")
