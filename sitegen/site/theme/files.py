"""What a theme's folder says, before anything is rendered: which theme it extends, its words, its static files."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.machine.ordinary import read_ordinary
from sitegen.site.artifacts import Artifact
from sitegen.site.locale import SIMPLIFIED, TRADITIONAL, related
from sitegen.site.plurals import CATEGORIES, Plural
from sitegen.source import SourceText
from sitegen.yamlfiles.fields import as_mapping, as_text, check_keys, take_text, text_pairs
from sitegen.yamlfiles.text import Codes, Mapping, Node, Reader, Scalar, parse_yaml

THEME_FILE = "theme.yaml"
_CODES = Codes(syntax="c-022", unknown_key="c-022", wrong_type="c-022", missing_key="c-022", wrong_value="c-022")
_KEYS = ("name", "description", "extends", "licence")
_STAND_IN = {TRADITIONAL: SIMPLIFIED}
_BLANK = re.compile(r"{\w*")  # in a word: where a template fills something in


@dataclass(frozen=True, slots=True)
class ThemeFolder:
    """A theme as it lies on the disk; `name` is that of the folder, under which its templates can be named."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the interface in one language, and where it is written; `age` counts from the theme to its elders."""

    text: str | Plural
    age: int
    source: SourceText
    offset: int


Words = dict[str, dict[str, Word]]  # language → key → word


def find_theme(name: str, beside: Path) -> Path | None:
    """Find a theme folder: a path beside what names it, or the name of a theme that comes with sitegen."""
    with contextlib.suppress(OSError):  # a name that is longer than the system takes
        return next((one for one in (beside / name, *own_themes(name)) if (one / THEME_FILE).is_file()), None)
    return None


def own_themes(name: str) -> tuple[Path, Path]:
    """Returns where a theme of sitegen's own lies: in the installed package, or beside it in a clone."""
    package = Path(__file__).resolve().parents[2]
    return (package / "themes" / name, package.parent / "themes" / name)


def family(folder: Path, faults: list[Diagnostic]) -> tuple[ThemeFolder, ...]:
    """Returns a theme and those that it extends, the theme itself first; what is wrong is noted."""
    found: list[ThemeFolder] = []
    following: Path | None = folder
    while following is not None:
        found.append(ThemeFolder(following.resolve().name, following))
        following = _extended(found, faults)
    return tuple(found)


def _extended(found: Sequence[ThemeFolder], faults: list[Diagnostic]) -> Path | None:
    """Returns the theme that the last of those found extends."""
    folder = found[-1].path
    reader = _read(folder / THEME_FILE, faults)
    if reader is None:
        return None
    root = _mapping(reader, "theme")
    check_keys(reader, root, _KEYS)
    extends = take_text(reader, root, "extends")
    parent = find_theme(extends.text, folder.parent) if extends else None
    if extends and parent is None:
        reader.fault("c-020", extends.offset, "c-020.parent", name=extends.text)
    elif extends and parent and parent.resolve().name in (one.name for one in found):
        way = " → ".join((*(one.name for one in found), parent.resolve().name))
        reader.fault("c-023", extends.offset, "c-023", way=way)
        parent = None
    faults += reader.faults
    return parent


def _mapping(reader: Reader, what: str) -> Mapping:
    """Returns what a file holds, empty where it is not readable."""
    node = parse_yaml(reader)
    return (as_mapping(reader, node, what) if node is not None else None) or Mapping((), 0)


def _read(file: Path, faults: list[Diagnostic]) -> Reader | None:
    shown = file.as_posix()
    try:
        return Reader(SourceText(shown, read_ordinary(file).removeprefix(b"\xef\xbb\xbf").decode("utf-8")), _CODES)
    except (OSError, UnicodeDecodeError) as error:
        said = "c-022.not_utf8" if isinstance(error, UnicodeDecodeError) else "c-022"
        faults.append(file_error(said, shown, reason=str(getattr(error, "strerror", ""))))
        return None


def read_words(themes: Sequence[ThemeFolder], faults: list[Diagnostic], language: str = "") -> Words:
    """Returns the words of every language, a theme's own before those that it inherits; what is wrong is noted.

    For one `language` only those are read among which `of_language` chooses.
    """
    words: dict[str, dict[str, Word]] = {}
    for age, theme in reversed([*enumerate(themes)]):
        for file in sorted((theme.path / "i18n").glob("*.yaml")):
            reader = _read(file, faults) if not language or file.stem in _looked_in(language) else None
            if reader is None:
                continue
            spoken, found = _words_in(reader.source, file.stem)
            new = {key: Word(text, age, reader.source, offset) for key, text, offset in spoken}
            words[file.stem] = words.get(file.stem, {}) | new
            faults += found
    return words


@lru_cache(maxsize=16)  # the text-only form speaks the words of the theme that it extends
def _words_in(
    source: SourceText, language: str
) -> tuple[tuple[tuple[str, str | Plural, int], ...], tuple[Diagnostic, ...]]:
    """Returns the words of a file by their names, each with the place of that, and what is wrong."""
    reader = Reader(source, _CODES)
    entries = _mapping(reader, "words").entries
    taken = ((name, _word_of(reader, name, node, language)) for name, node in entries)
    return tuple((name.text, word, name.offset) for name, word in taken if word is not None), tuple(reader.faults)


def _word_of(reader: Reader, name: Scalar, node: Node, language: str) -> str | Plural | None:
    """Returns a word, or one in its forms: `{one: "{n} article", other: "{n} articles"}`."""
    if not isinstance(node, Mapping) or not node.entries:
        scalar = as_text(reader, node, f"key:{name.text}")
        return None if scalar is None else scalar.text
    check_keys(reader, node, CATEGORIES, name.text)
    forms = tuple((form.text, word.text) for form, word in text_pairs(reader, node) if form.text in CATEGORIES)
    return Plural(language, forms) if forms else None


def compare_languages(words: Words, optional: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Tell which languages lack a word of another (but those that begin in an `optional` way) or fill it otherwise."""
    for key in sorted({key for spoken in words.values() for key in spoken}):
        given = [spoken[key] for _, spoken in sorted(words.items()) if key in spoken]
        elder = max(given, key=lambda word: word.age)
        for language in sorted(language for language in words if key not in words[language]):
            if not key.startswith(optional) and key not in words.get(_STAND_IN.get(language, ""), {}):
                yield finding("c-025", Severity.ERROR, elder.source, elder.offset, name=key, language=language)
        for word in given:
            if not _is_filled_as(word.text, str(elder.text)):
                yield finding("c-025.blanks", Severity.ERROR, word.source, word.offset, name=key, elder=str(elder.text))


def _is_filled_as(word: str | Plural, elder: str) -> bool:
    """Tell whether a word has the blanks of another; a form for one number alone need not say it: `one article`."""
    wanted = sorted(_BLANK.findall(elder))
    if isinstance(word, str):
        return sorted(_BLANK.findall(word)) == wanted
    forms = (sorted({"{n", *_BLANK.findall(form)}) for _, form in word.forms)
    return "{n" in wanted and all(blanks == wanted for blanks in forms)


def of_language(words: Words, language: str) -> dict[str, str | Plural]:
    """Returns the words of a language, of its nearest relation where there are none, else Chinese.

    What a theme has not in traditional characters is taken from its simplified ones.
    """
    chosen = next((one for one in _looked_in(language) if one in words), "")
    spoken = dict(words.get(_STAND_IN.get(chosen, ""), {}))
    for key, word in words.get(chosen, {}).items():
        if key not in spoken or word.age <= spoken[key].age:
            spoken[key] = word
    return {key: word.text for key, word in spoken.items()}


def _looked_in(language: str) -> tuple[str, ...]:
    return (*related(language), SIMPLIFIED)


def static_files(themes: Sequence[ThemeFolder]) -> tuple[Artifact, ...]:
    """Returns the files to publish beside the pages, a theme's own in place of inherited ones of the same path."""
    files: dict[str, Artifact] = {}
    for theme in reversed(themes):
        folder = theme.path / "static"
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"static/{path.relative_to(folder).as_posix()}"
            files[name] = Artifact(name, path.read_bytes(), f"theme_file:{path.name}")
    return tuple(files[name] for name in sorted(files))
