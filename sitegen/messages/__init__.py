"""What sitegen says, in the language of whoever reads it: one catalogue, a text by name in English and Chinese.

The texts stand in the `.toml` files beside this module, both languages of a text side by side. They are read when the
first of them is needed: nothing else of sitegen knows them, findings bear names and facts.

A text may hold `{fact}`. Behind a colon stands how the fact is told:

- `{n:,}`: 1,000; `{n:many line|lines}`: the first where it is 1; `{names:list}`: one behind the other;
- `{kind:word}`, `{kinds:words}`: of `[words]`, else the fact itself; `{what:thing}`: `name:detail`, one of `[things]`;
- `{x:if …}` and `{x:unless …}`: told if there is an x, or if there is none;
- `{why:text}` and `{why:hint}`: the text that `why` names, with the same facts; `{@bug:hint}` names one itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Final

ENGLISH: Final = "en"
CHINESE: Final = "zh"
LANGUAGES: Final = (ENGLISH, CHINESE)
TAGS: Final = {ENGLISH: "en", CHINESE: "zh-Hans"}  # as pages and themes name them

Fact = str | int | tuple[str, ...]
Facts = tuple[tuple[str, Fact], ...]

_SEAM = "\0"
_SEAMS = re.compile(_SEAM)
# Where Chinese and Latin meet at the edge of a fact: what is printed, within it, is left as it is.
_TIGHT = re.compile(rf"(?<=[㐀-鿿]){_SEAM}+(?=[A-Za-z0-9`])|(?<=[A-Za-z0-9`]){_SEAM}+(?=[㐀-鿿])")
_CODE = re.compile(r"`[^`]*`")  # what is to be typed as it stands
_STOPS = {ENGLISH: ", ", CHINESE: "、"}


def say(language: str, name: str, /, **facts: Fact) -> str:
    """Returns a text of the catalogue with its blanks filled in."""
    return text_of(language, name, facts)


def text_of(language: str, name: str, facts: Mapping[str, Fact], part: str = "") -> str:
    """Returns the text of a name, or the `part` of it that is its hint; "" where it has none.

    A variant (`b-001.encoding`) that has no text of its own, or no hint, has that of its code. A text that is missing
    is told by its name, so that no finding is ever lost for want of words.
    """
    texts = catalogue()
    within = name
    while within:
        found = texts.get(f"{within}.{part}" if part else within)
        if found is not None:
            return _Filler(language, facts).fill(found[language])
        within = within.rpartition(".")[0]
    return "" if part else name


def language_of(tag: str) -> str:
    """Returns the language in which sitegen speaks to the editors of an edition in another, or the same, language."""
    return CHINESE if tag.replace("_", "-").partition("-")[0].lower() == "zh" else ENGLISH


def language_of_locale(environment: Mapping[str, str]) -> str:
    """Returns the language of a locale, found in the variables in which gettext looks for it; English for none."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return ENGLISH
    return language_of((environment.get("LANGUAGE") or locale).partition(":")[0].partition(".")[0])


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Returns every text by its name, in each language."""
    import tomllib  # takes a moment, and most of a build says nothing

    folder = files(__name__)
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            found |= _texts(tomllib.loads(file.read_text("utf-8")), "")
    return found


def _texts(table: Mapping[str, Any], within: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Returns the texts of a table: `en` and `zh` are one, all else is named below it."""
    if ENGLISH in table or CHINESE in table:
        yield within, {language: table.get(language, "") for language in LANGUAGES}
    for key, below in table.items():
        if isinstance(below, dict):
            yield from _texts(below, f"{within}.{key}" if within else key)


def _as_typed(code: re.Match[str]) -> str:
    return code[0].replace(_SEAM, "")


class _Filler(Formatter):
    """Fills the blanks of one text in one language."""

    def __init__(self, language: str, facts: Mapping[str, Fact]) -> None:
        self._language = language
        self._facts = facts

    def fill(self, text: str) -> str:
        """Returns a text with its blanks filled in."""
        filled = self.vformat(text, (), self._facts) if "{" in text or "}" in text else text
        return filled if self._language == ENGLISH else _SEAMS.sub("", _TIGHT.sub(" ", _CODE.sub(_as_typed, filled)))

    def get_value(self, key: int | str, _args: object, _kwargs: object) -> Fact:
        name = str(key)
        return name[1:] if name.startswith("@") else self._facts.get(name, f"{{{name}}}")

    def format_field(self, value: Fact, spec: str) -> str:
        """Returns a fact as it is told, in Chinese between seams, at which a space may be wanted."""
        told = self._told(value, spec)
        return told if self._language == ENGLISH else f"{_SEAM}{told}{_SEAM}"

    def _told(self, value: Fact, spec: str) -> str:
        how, _, rest = spec.partition(" ")
        if how == "if":
            return rest if value else ""
        if how == "unless":
            return "" if value else rest
        if how == "many":
            return rest.split("|")[value != 1]
        if how in ("text", "hint"):
            return text_of(self._language, str(value), self._facts, "hint" if how == "hint" else "")
        if how == "word":
            return self._of_table("words", str(value), ()) or str(value)
        if how == "thing":
            name, _, what = str(value).partition(":")
            return self._of_table("things", name, (("what", what),)) or str(value)
        if isinstance(value, tuple):
            names = (self._of_table("words", one, ()) or one for one in value) if how == "words" else value
            return _STOPS[self._language].join(names)
        return format(value, spec) if isinstance(value, int) and spec == "," else str(value)

    def _of_table(self, table: str, name: str, facts: Facts) -> str:
        found = catalogue().get(f"{table}.{name}")
        return _Filler(self._language, dict(facts)).fill(found[self._language]) if found else ""
