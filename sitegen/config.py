"""`edition.yaml` → a frozen Config; every fault in it is told at once, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.baseurl import comes_back, normal_base_url
from sitegen.errors import ConfigError, Diagnostic, Severity, file_error, finding
from sitegen.messages import language_of
from sitegen.source import Location, SourceText
from sitegen.visible import is_unicode, visible
from sitegen.yamltext import (
    Codes,
    Mapping,
    Reader,
    Scalar,
    as_mapping,
    check_keys,
    line_of,
    parse_yaml,
    require_text,
    take_flag,
    take_list,
    take_mapping,
    take_number,
    take_pairs,
    take_text,
    take_texts,
    text_of,
    texts_of,
)

CONFIG_NAME = "edition.yaml"
_CODES = Codes(syntax="c-003", unknown_key="c-004", wrong_type="c-005", missing_key="c-006", wrong_value="c-007")
_HINTS = ("sections", "outlets", "places", "units")
_WEB = re.compile(r"https?://[^\s/?#]+[^\s#]*")
_STANDARD = re.compile(r"2025|2015")
_PLACE_LINE = re.compile(r"above|below")
_KEYS = (
    *("publication", "authority", "language", "utc_offset", "base_url", "theme"),
    *("plain", "published", "reading", "indexes", "feeds", "citation", "misreadings", "redirects", "gone", "accept"),
)
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
# RFC 4151 lets a tag: URI be minted by a host or an e-mail address of these characters only.
_AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._-]+@)?{_HOST}")
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LANGUAGE_WHERE_NONE = "zh-Hans"
_LANGUAGE_KEY = re.compile(r"^language:[ \t]*[\"']?([A-Za-z]+(?:-[A-Za-z0-9]+)*)", re.M)
_OFFSET = re.compile(r"([+-])(0[0-9]|1[0-4]):([0-5][0-9])")
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f\\?#]|^/|^[A-Za-z][A-Za-z0-9+.-]*:|(?:^|/)\.{1,2}(?:/|$)|//")
_CODE = re.compile(r"[a-z]-[0-9]{3}")
_AT = re.compile(r"[^:\s][^:]*(?::[1-9][0-9]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The newspaper as a title. What is not given is "" or empty."""

    name: str
    publisher: str = ""
    email: str = ""
    telephone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingHints:
    """Words and habits of this paper that help to read it; never needed.

    `name` and `publisher` are the publication's own.

    `place_line` says where this paper sets the line that names place, actor or occasion: "above" its headlines, as a
    kicker, or "below" them, as a deck; "" where it has no habit.
    """

    name: str = ""
    publisher: str = ""
    sections: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    place_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding that the editor has accepted. `at` is `FILE` or `FILE:LINE`; `where` is the entry in edition.yaml."""

    code: str
    at: str
    because: str
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that edition.yaml says, checked, with defaults filled in.

    `path` is edition.yaml as findings show it, `seeds` the folder it lies in. `base_url` ends in "/". `authority` is
    what tag: ids are made of. `published` is None where nothing is said: then what stands in the output counts as
    published; a draft's does not. `feed_hub` is the WebSub hub, `misreadings` where readers tell of them, "" for none;
    `citation` is the year of GB/T 7714 by which references are written. `aliases`, `redirects` and `added` are pairs:
    (alias, name), (old, new address), (day or name of an old issue, day on which it was put up), as written.
    """

    path: str
    seeds: Path
    publication: Publication
    authority: str
    base_url: str
    language: str = _LANGUAGE_WHERE_NONE
    utc_offset: str = "+08:00"
    theme: str = "broadsheet"
    plain: bool = True
    published: bool | None = None
    reading: ReadingHints = ReadingHints()
    aliases: tuple[tuple[str, str], ...] = ()
    feed_issues: int = 14
    feed_items_line: int = 0  # where edition.yaml gives `items`, which counts no longer
    feed_hub: str = ""
    added: tuple[tuple[str, str], ...] = ()
    citation: str = "2025"
    misreadings: str = ""
    redirects: tuple[tuple[str, str], ...] = ()
    redirects_at: tuple[Location, ...] = field(default=(), repr=False, compare=False)  # in edition.yaml
    gone: tuple[str, ...] = ()
    accept: tuple[Accepted, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of the bulletins as findings show it, `/`-separated."""
        return self.seeds.as_posix()

    @property
    def timezone(self) -> timezone:
        """The offset from UTC of the publication's dates."""
        hours, minutes = self.utc_offset[1:].split(":")
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-offset if self.utc_offset.startswith("-") else offset)


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
    """Return the language in which to speak of an edition and of faults in its edition.yaml; "" where there is none."""
    try:
        text = _config_file(path).read_bytes().decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    found = _LANGUAGE_KEY.search(text)
    return language_of(found[1] if found else _LANGUAGE_WHERE_NONE)


def _config_file(path: Path) -> Path:
    return path / CONFIG_NAME if path.is_dir() or path.suffix.lower() not in {".yaml", ".yml"} else path


def _read_source(path: Path) -> SourceText:
    """Give the text of edition.yaml without a byte order mark; raise ConfigError where there is none to read."""
    file = path
    try:
        file = _config_file(path)
        data = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
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
    if not file.parent.is_dir():
        return file_error("c-001.folder", file.parent.as_posix(), folder=file.parent.as_posix())
    other = file.with_suffix(".yml")
    said = "c-001.ending" if other.is_file() else "c-001"
    return file_error(said, file.as_posix(), name=file.name, folder=file.parent.as_posix(), other=other.as_posix())


def _read_config(reader: Reader, root: Mapping, base_url: str | None) -> Config:
    """Take every field; where one is faulty the fault is noted and a value of the right type stands in."""
    check_keys(reader, root, _KEYS)
    publication = _read_publication(reader, root)
    written = _read_base_url(reader, root, required=base_url is None)
    reading, indexes, feeds = (take_mapping(reader, root, key) for key in ("reading", "indexes", "feeds"))
    check_keys(reader, reading, (*_HINTS, "place_line"), "reading")
    check_keys(reader, indexes, ("aliases",), "indexes")
    check_keys(reader, feeds, ("issues", "hub", "added", "items"), "feeds")
    gone = tuple(old.text for old in take_texts(reader, root, "gone") if _is_address(reader, old))
    redirects = _read_redirects(reader, root, frozenset(gone))
    chosen = written if base_url is None else _overruling_base_url(reader, base_url)
    return Config(
        path=reader.source.path,
        seeds=Path(reader.source.path).parent,
        publication=publication,
        # The file's own base_url first: building for another host must not change a single feed id.
        authority=_read_authority(reader, root, publication.email, written or chosen),
        base_url=chosen,
        language=_matching(reader, root, "language", _LANGUAGE, _LANGUAGE_WHERE_NONE, "language"),
        utc_offset=_matching(reader, root, "utc_offset", _OFFSET, "+08:00", "utc_offset"),
        theme=text_of(take_text(reader, root, "theme")) or "broadsheet",
        plain=take_flag(reader, root, "plain", default=True),
        published=take_flag(reader, root, "published", default=False) if root.get("published") is not None else None,
        reading=_read_hints(reader, reading, publication),
        aliases=tuple((alias.text, name.text) for alias, name in take_pairs(reader, indexes, "aliases")),
        feed_issues=take_number(reader, feeds, "issues", default=14, least=1),
        feed_items_line=line_of(reader, feeds, "items"),
        feed_hub=_matching(reader, feeds, "hub", _WEB, "", "hub"),
        added=_read_added(reader, feeds),
        citation=_matching(reader, root, "citation", _STANDARD, "2025", "citation"),
        misreadings=_read_misreadings(reader, root, publication.email),
        redirects=tuple((old, new) for old, new, _ in redirects),
        redirects_at=tuple(where for *_, where in redirects),
        gone=gone,
        accept=_read_accepted(reader, root),
    )


def _read_hints(reader: Reader, mapping: Mapping, paper: Publication) -> ReadingHints:
    words = {key: texts_of(take_texts(reader, mapping, key)) for key in _HINTS}
    place_line = _matching(reader, mapping, "place_line", _PLACE_LINE, "", "place_line")
    return ReadingHints(name=paper.name, publisher=paper.publisher, place_line=place_line, **words)


def _read_publication(reader: Reader, root: Mapping) -> Publication:
    if root.get("publication") is None:
        require_text(reader, root, "publication", said="c-006.publication")
        return Publication(name="")
    fields = take_mapping(reader, root, "publication")
    check_keys(reader, fields, Publication.__slots__, "publication")
    # A publication that is no mapping has been noted; its missing name would be the same fault twice.
    is_mapping = fields is root.get("publication")
    name = require_text(reader, fields, "name", "publication") if is_mapping else None
    return Publication(
        name=text_of(name),
        publisher=text_of(take_text(reader, fields, "publisher")),
        email=_matching(reader, fields, "email", _EMAIL, "", "email"),
        telephone=texts_of(take_texts(reader, fields, "telephone")),
    )


def _read_authority(reader: Reader, root: Mapping, email: str, base_url: str) -> str:
    default = email if _AUTHORITY.fullmatch(email) else urlsplit(base_url).hostname or ""
    return _matching(reader, root, "authority", _AUTHORITY, default, "authority")


def _read_added(reader: Reader, feeds: Mapping) -> tuple[tuple[str, str], ...]:
    """Take which old issues were put up when, by the day of the issue or the name of an undated page."""
    pairs = take_pairs(reader, feeds, "added")
    for issue, day in pairs:
        try:
            date.fromisoformat(day.text)
        except ValueError:
            reader.fault(_CODES.wrong_value, day.offset, "c-007.added", given=day.text, issue=issue.text)
    return tuple((issue.text, day.text) for issue, day in pairs)


def _read_misreadings(reader: Reader, root: Mapping, email: str) -> str:
    """Take where readers tell of misreadings: an e-mail address, or the address where an issue is opened."""
    form = re.compile(rf"{_EMAIL.pattern}|{_WEB.pattern}|none")
    given = _matching(reader, root, "misreadings", form, email, "misreadings")
    return "" if given == "none" else given


def _read_base_url(reader: Reader, root: Mapping, *, required: bool) -> str:
    take = partial(require_text, said="c-006.base_url") if required else take_text
    scalar = take(reader, root, "base_url")
    address = normal_base_url(scalar.text) if scalar else ""
    if scalar and not address:
        reader.fault(_CODES.wrong_value, scalar.offset, "c-007.base_url", given=scalar.text)
    return address


def _overruling_base_url(reader: Reader, given: str) -> str:
    address = normal_base_url(given)
    if not address:
        reader.faults.append(file_error("c-007.base_url", "--base-url", given=given))
    return address


def _read_redirects(reader: Reader, root: Mapping, gone: frozenset[str]) -> list[tuple[str, str, Location]]:
    """Take the redirects, noting those that lead nowhere: in a circle, or from an address that is gone."""
    pairs = take_pairs(reader, root, "redirects")
    fit = [(old, new) for old, new in pairs if all([_is_address(reader, old), _is_address(reader, new)])]
    targets = {old.text: new.text for old, new in fit}
    for old, _ in fit:
        if old.text in gone:
            reader.fault(_CODES.wrong_value, old.offset, "c-007.redirected_and_gone", address=old.text)
        if comes_back(old.text, targets):
            reader.fault(_CODES.wrong_value, old.offset, "c-007.circle", address=old.text)
    return [(old.text, new.text, reader.source.locate(new.offset)) for old, new in fit]


def _is_address(reader: Reader, given: Scalar) -> bool:
    if not _NO_ADDRESS.search(given.text):
        return True
    reader.fault(_CODES.wrong_value, given.offset, "c-007.address", given=given.text)
    return False


def _read_accepted(reader: Reader, root: Mapping) -> tuple[Accepted, ...]:
    mappings = (as_mapping(reader, node, "item:accept") for node in take_list(reader, root, "accept"))
    return tuple(_read_one_accepted(reader, mapping) for mapping in mappings if mapping is not None)


def _read_one_accepted(reader: Reader, mapping: Mapping) -> Accepted:
    check_keys(reader, mapping, ("code", "at", "because"), "accept")
    code, at, because = (require_text(reader, mapping, key, "accept") for key in ("code", "at", "because"))
    if code and not _CODE.fullmatch(code.text):
        reader.fault(_CODES.wrong_value, code.offset, "c-007.code", given=code.text)
    if at and not _AT.fullmatch(at.text):
        reader.fault(_CODES.wrong_value, at.offset, "c-007.place", given=at.text)
    where = reader.source.locate(mapping.offset)
    return Accepted(code=text_of(code), at=text_of(at), because=text_of(because), where=where)


def _matching(reader: Reader, mapping: Mapping, key: str, pattern: re.Pattern[str], default: str, form: str) -> str:
    """Take a text that must have a form, which the catalogue describes; the default where it has not, or is none."""
    scalar = take_text(reader, mapping, key)
    if scalar is None:
        return default
    if pattern.fullmatch(scalar.text):
        return scalar.text
    reader.fault(_CODES.wrong_value, scalar.offset, "c-007.form", key=key, given=scalar.text, form=form)
    return default
