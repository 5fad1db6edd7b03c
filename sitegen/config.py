"""`edition.yaml` → a frozen Config; every fault in it is told at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.baseurl import normal_base_url
from sitegen.errors import ConfigError, Diagnostic, Severity, file_error, finding
from sitegen.machine.ordinary import read_ordinary
from sitegen.messages import language_of
from sitegen.source import Location, SourceText
from sitegen.visible import is_unicode, visible
from sitegen.yamlfiles import forms
from sitegen.yamlfiles.fields import (
    as_mapping,
    flag,
    key,
    number,
    pairs,
    record,
    require,
    take_fields,
    take_records,
    text,
    texts,
)
from sitegen.yamlfiles.text import Codes, Mapping, Node, Reader, Scalar, parse_yaml

CONFIG_NAME = "edition.yaml"
ROOT_FOLDER = "root"  # beside it: files for the root of the site
_CODES = Codes(syntax="c-003", unknown_key="c-004", wrong_type="c-005", missing_key="c-006", wrong_value="c-007")
_LANGUAGE_WHERE_NONE = "zh-Hans"
_LANGUAGE_KEY = re.compile(r"^language:[ \t]*[\"']?([A-Za-z]+(?:-[A-Za-z0-9]+)*)", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The newspaper as a title. What is not given is "" or empty."""

    name: str = key(forms.named, "", missing="yaml.missing_key")
    publisher: str = key(forms.named, "")
    email: str = key(forms.email, "")
    telephone: tuple[str, ...] = key(texts, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingHints:
    """Words and habits of this paper that help to read it; never needed.

    `name` and `publisher` are the publication's own.

    `place_line` says where this paper sets the line that names place, actor or occasion: "above" its headlines, as a
    kicker, or "below" them, as a deck; "" where it has no habit.
    """

    name: str = ""
    publisher: str = ""
    sections: tuple[str, ...] = key(texts, ())
    outlets: tuple[str, ...] = key(texts, ())
    places: tuple[str, ...] = key(texts, ())
    units: tuple[str, ...] = key(texts, ())
    place_line: str = key(forms.place_line, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding that the editor has accepted. `at` is `FILE` or `FILE:LINE`; `where` is the entry in edition.yaml."""

    code: str = key(forms.code, "", missing="yaml.missing_key")
    at: str = key(forms.at, "", missing="yaml.missing_key")
    because: str = key(text, "", missing="yaml.missing_key")
    where: Location


def _take_accepted(reader: Reader, root: Mapping, key: str) -> tuple[Accepted, ...]:
    return tuple(
        Accepted(where=reader.source.locate(mapping.offset), **take_fields(reader, mapping, Accepted, key))
        for mapping in take_records(reader, root, key)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that edition.yaml says, checked, with defaults filled in.

    `path` is edition.yaml as findings show it, `seeds` the folder it lies in. `base_url` ends in "/". `authority` is
    what tag: ids are made of. `published` is None where nothing is said: then what stands in the output counts as
    published; a draft's does not. `feed_hub` is the WebSub hub, `misreadings` where readers tell of them, "" for none;
    `citation` is the year of GB/T 7714 by which references are written, `card_font` a file, "" for none. Pairs are
    `aliases` (alias, name), `filed` (name, the part of it under which it is listed), `redirects` (old, new address),
    `added` (day or name of an old issue, day when it was put up), as written.
    """

    path: str
    seeds: Path
    publication: Publication = key(record(Publication), Publication(), missing="c-006.publication")
    authority: str = key(forms.authority, "")
    language: str = key(forms.language, _LANGUAGE_WHERE_NONE)
    utc_offset: str = key(forms.utc_offset, "+08:00")
    base_url: str = key(forms.base_url, "")
    theme: str = key(text, "broadsheet")
    theme_line: int = key(forms.line, 0, at="theme", compare=False)
    plain: bool = key(flag, True)
    take_away: tuple[str, ...] = key(forms.take_away, ("epub",))
    published: bool | None = key(flag, None)
    reading: ReadingHints = key(record(ReadingHints), ReadingHints())
    aliases: forms.Pairs = key(pairs, (), at="indexes.aliases")
    filed: forms.Pairs = key(pairs, (), at="indexes.filed")
    feed_issues: int = key(number(least=1), 14, at="feeds.issues")
    feed_hub: str = key(forms.hub, "", at="feeds.hub")
    added: forms.Pairs = key(forms.added, (), at="feeds.added")
    feed_items_line: int = key(forms.line, 0, at="feeds.items")  # where it is given, which counts no longer
    citation: str = key(forms.citation, "2025")
    misreadings: str = key(forms.misreadings, "")
    card_font: str = key(text, "", at="cards.font")
    redirects: forms.Pairs = key(forms.redirects, ())
    redirects_at: tuple[Location, ...] = key(forms.places, (), at="redirects", compare=False)
    gone: tuple[str, ...] = key(forms.gone, ())
    gone_at: tuple[Location, ...] = key(forms.item_places, (), at="gone", compare=False)
    accept: tuple[Accepted, ...] = key(_take_accepted, ())

    @property
    def folder(self) -> str:
        """The folder of the bulletins as findings show it, `/`-separated."""
        return self.seeds.as_posix()

    @property
    def timezone(self) -> timezone:
        """The offset from UTC of the publication's dates."""
        return _timezone(self.utc_offset)


@lru_cache(maxsize=8)  # asked for by each entry of each feed
def _timezone(utc_offset: str) -> timezone:
    hours, minutes = utc_offset[1:].split(":")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if utc_offset.startswith("-") else offset)


def load_config(path: Path, *, base_url: str | None = None) -> Config:
    """Read the configuration of an edition.

    `path` is the folder of the bulletins or its edition.yaml; `base_url` overrules the one in the file. Raises
    ConfigError with all findings, their paths as given here.
    """
    source = _read_source(path)
    reader = Reader(source, _CODES)
    node = parse_yaml(reader)
    root = as_mapping(reader, node, "config") if node is not None else None
    config = _read_config(reader, root, base_url) if root is not None else None
    if reader.faults or config is None:
        raise ConfigError(reader.faults)
    return config


def edition_language(path: Path) -> str:
    """Tell in which language to speak of an edition and of faults in its edition.yaml; "" where there is none."""
    try:
        text = read_ordinary(_config_file(path)).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    found = _LANGUAGE_KEY.search(text)
    return language_of(found[1] if found else _LANGUAGE_WHERE_NONE)


def _config_file(path: Path) -> Path:
    return path / CONFIG_NAME if path.is_dir() or path.suffix.lower() not in {".yaml", ".yml"} else path


def _read_source(path: Path) -> SourceText:
    """Returns the text of edition.yaml without a byte order mark; raise ConfigError where there is none to read."""
    file = path
    try:
        file = _config_file(path)
        data = read_ordinary(file).removeprefix(b"\xef\xbb\xbf")
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the path
        raise ConfigError([_missing(file)]) from error
    except OSError as error:
        raise ConfigError([file_error("c-008", file.as_posix(), reason=error.strerror or str(error))]) from error
    shown = file.as_posix()
    if not is_unicode(shown):
        raise ConfigError([file_error("c-008.name", visible(shown))])
    try:
        return SourceText(shown, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        damaged = SourceText(shown, data.decode("utf-8", "replace"))
        offset = len(data[: error.start].decode("utf-8"))
        raise ConfigError(
            [finding("c-002", Severity.ERROR, damaged, offset, byte=f"{data[error.start]:02X}")]
        ) from error


def _missing(file: Path) -> Diagnostic:
    folder = file.parent
    if not folder.is_dir():
        said = "c-001.file" if folder.exists() else "c-001.folder"
        if said == "c-001.folder" and (folder.parent / CONFIG_NAME).is_file():
            said = "c-001.within"
        return file_error(said, folder.as_posix(), folder=folder.as_posix())
    other = file.with_suffix(".yml")
    said = "c-001.ending" if other.is_file() else "c-001"
    return file_error(said, file.as_posix(), name=file.name, folder=file.parent.as_posix(), other=other.as_posix())


def _read_config(reader: Reader, root: Mapping, base_url: str | None) -> Config:
    """Take every key; where one is faulty the fault is noted and a value of the right type stands in."""
    written = Config(
        path=reader.source.path, seeds=Path(reader.source.path).parent, **take_fields(reader, root, Config)
    )
    if base_url is None:
        require(reader, root, "base_url", "c-006.base_url")
    _check_redirects(reader, root, written)
    _check_aliases(reader, root, written)
    chosen = written.base_url if base_url is None else _overruling_base_url(reader, base_url)
    paper = written.publication
    email = paper.email
    host = email if forms.AUTHORITY.fullmatch(email) else urlsplit(written.base_url or chosen).hostname or ""
    tell = written.misreadings or email
    return replace(
        written,
        # The file's own base_url first: building for another host must not change a single feed id.
        authority=written.authority or host,
        base_url=chosen,
        reading=replace(written.reading, name=paper.name, publisher=paper.publisher),
        misreadings="" if tell == "none" else tell,
    )


def _overruling_base_url(reader: Reader, given: str) -> str:
    address = normal_base_url(given)
    if not address:
        reader.faults.append(file_error("c-007.base_url", "--base-url", given=given))
    return address


def _check_redirects(reader: Reader, root: Mapping, config: Config) -> None:
    """Note redirects that lead nowhere: in a circle, or from an address that is gone."""
    targets = dict(config.redirects)
    for old in _keys(root, "redirects"):
        if old.text in targets and old.text in config.gone:
            reader.fault(_CODES.wrong_value, old.offset, "c-007.redirected_and_gone", address=old.text)
        if old.text in targets and forms.comes_back(old.text, targets):
            reader.fault(_CODES.wrong_value, old.offset, "c-007.circle", address=old.text)


def _check_aliases(reader: Reader, root: Mapping, config: Config) -> None:
    """Note aliases that lead back to themselves by way of others; one that is its own keeps 赤峰 apart from 赤峰市."""
    targets = {alias: name for alias, name in config.aliases if alias != name}
    for alias in _keys(root, "indexes", "aliases"):
        if alias.text in targets and forms.comes_back(alias.text, targets):
            reader.fault(_CODES.wrong_value, alias.offset, "c-007.circle.alias", name=alias.text)


def _keys(root: Mapping, *way: str) -> Iterator[Scalar]:
    """Returns the keys of a mapping within others, none where there is no such mapping."""
    node: Node | None = root
    for step in way:
        node = node.get(step) if isinstance(node, Mapping) else None
    return (name for name, _ in node.entries) if isinstance(node, Mapping) else iter(())
