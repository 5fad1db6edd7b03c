"""Words that change with the number beside them, `1 article` and `3 articles`, by the rules of each language (CLDR)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
_Rule = Callable[[int], str]


def _never(_: int) -> str:
    return "other"


def _one(n: int) -> str:
    return "one" if n == 1 else "other"


def _one_or_none(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _millions(first: _Rule) -> _Rule:
    """Returns the rule of a Romance language: un million *de* voix."""
    return lambda n: first(n) if first(n) == "one" or not n or n % 1_000_000 else "many"


def _east_slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _south_slavic(n: int) -> str:
    return _east_slavic(n).replace("many", "other")


def _polish(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if _east_slavic(n) == "few" else "many"


def _czech(n: int) -> str:
    return "few" if n in (2, 3, 4) else _one(n)


def _slovenian(n: int) -> str:
    return {1: "one", 2: "two", 3: "few", 4: "few"}.get(n % 100, "other")


def _lithuanian(n: int) -> str:
    if n % 100 in range(11, 20):
        return "other"
    return {0: "other", 1: "one"}.get(n % 10, "few")


def _latvian(n: int) -> str:
    if n % 10 == 0 or n % 100 in range(11, 20):
        return "zero"
    return "one" if n % 10 == 1 else "other"


def _romanian(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if n == 0 or n % 100 in range(1, 20) else "other"


def _arabic(n: int) -> str:
    if n in (0, 1, 2):
        return CATEGORIES[n]
    if n % 100 in range(3, 11):
        return "few"
    return "many" if n % 100 >= 11 else "other"


def _hebrew(n: int) -> str:
    return "two" if n == 2 else _one(n)


_BY_RULE: Final[Mapping[_Rule, str]] = {
    _never: "zh ja ko vi th lo km my id ms bo dz yue",
    _one_or_none: "hi bn fa hy am gu zu",
    _millions(_one_or_none): "fr pt",
    _millions(_one): "it es ca",
    _east_slavic: "ru uk be",
    _south_slavic: "sr hr bs",
    _polish: "pl",
    _czech: "cs sk",
    _slovenian: "sl",
    _lithuanian: "lt",
    _latvian: "lv",
    _romanian: "ro",
    _arabic: "ar",
    _hebrew: "he",
}
RULES: Final[Mapping[str, _Rule]] = {one: rule for rule, languages in _BY_RULE.items() for one in languages.split()}


def category(language: str, number: int) -> str:
    """Returns which form a language (BCP 47) takes beside a number; one that has no rule here is taken for English."""
    return RULES.get(language.lower().split("-")[0], _one)(number)


@dataclass(frozen=True, slots=True)
class Plural:
    """A word in its forms, each by the name of its category. What fills it in is as for a plain text: `format(n=3)`."""

    language: str
    forms: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Returns the form for numbers of no other form, as where no number is known."""
        return dict(self.forms).get("other", self.forms[-1][1])

    def format(self, *, n: int, **filled: object) -> str:
        """Returns the form that stands beside a number, filled in."""
        form = dict(self.forms).get(category(self.language, n), str(self))
        return _FORMATTER.vformat(form, (), {"n": n, **filled})


class _NamesAlone(Formatter):
    """Fills in values by their names, and reaches nothing within them: words may come with somebody's theme."""

    def get_field(self, field_name: str, args: object, kwargs: Mapping[str, object]) -> tuple[object, str]:  # noqa: ARG002
        return kwargs[field_name], field_name


_FORMATTER: Final = _NamesAlone()
