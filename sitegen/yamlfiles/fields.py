"""Declared keys: a dataclass whose fields say which key of a YAML file fills each, how it is read, and what holds else.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Feeds:
        issues: int = key(number(least=1), 14)
        hub: str = key(matching(WEB), "", at="push.hub")  # of the mapping under `push`

To add a key is to add a row. Which keys are known, and the nearest of them to a wrong one, follows from the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from sitegen.messages import Fact
from sitegen.yamlfiles.text import Mapping, Node, Reader, Scalar, Sequence

_CHINESE = "data/chinese-keys.txt"  # what editors who write Chinese may call keys and values

Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=StrEnum)
# Reads what is under a key; None where it is not given, or is wrong, which is noted: then the default holds.
Take = Callable[[Reader, Mapping, str], Value | None]


@dataclass(frozen=True, slots=True)
class Row:
    """How the field `name` is filled: by `key`, within the mapping under the key `group` unless that is ""."""

    name: str
    group: str
    key: str
    take: Take[Any]
    missing: str
    sort: str


def key(
    take: Take[Value], default: Value, *, at: str = "", missing: str = "", sort: str = "", compare: bool = True
) -> Value:
    """Returns a field of a dataclass that a key fills, its own name unless `at` says which: `KEY` or `GROUP.KEY`.

    `missing` is what is said where the key is not given, "" if it may be missing; `sort` tells apart kinds of keys.
    """
    metadata = {"take": take, "at": at, "missing": missing, "sort": sort}
    return field(default=default, repr=compare, compare=compare, metadata=metadata)


@cache
def rows_of(kind: Hashable) -> tuple[Row, ...]:
    """Returns the rows of a dataclass."""
    return tuple(_row(one.name, **one.metadata) for one in fields(cast("Any", kind)) if "take" in one.metadata)


def _row(name: str, take: Take[Any], at: str, missing: str, sort: str) -> Row:
    group, _, written = (at or name).rpartition(".")
    return Row(name, group, written, take, missing, sort)


@cache
def keys_of(kind: Hashable, *, group: str = "", sort: str = "") -> tuple[str, ...]:
    """Returns the keys of a dataclass, or those within a group or of a sort, in the order of its rows."""
    rows = [row for row in rows_of(kind) if group in ("", row.group) and sort in ("", row.sort)]
    return tuple(dict.fromkeys(row.key if row.group == group else row.group for row in rows))


def take_fields(reader: Reader, mapping: Mapping, kind: Hashable, within: str = "") -> dict[str, Any]:
    """Returns the values that a mapping gives to the fields of a dataclass; what is wrong, missing or unknown is noted.

    `within` is the key under which the mapping stands, "" for the file itself.
    """
    check_keys(reader, mapping, keys_of(kind), within)
    groups, found = {"": mapping}, {}
    for row in rows_of(kind):
        if row.group not in groups:
            groups[row.group] = take_mapping(reader, mapping, row.group) or Mapping((), mapping.offset)
            check_keys(reader, groups[row.group], keys_of(kind, group=row.group), row.group)
        if row.missing:
            require(reader, groups[row.group], row.key, row.missing, within)
        if groups[row.group].place_of(row.key) is not None:
            found[row.name] = row.take(reader, groups[row.group], row.key)
    return {name: value for name, value in found.items() if value is not None}


def check_keys(reader: Reader, mapping: Mapping, known: tuple[str, ...], within: str = "") -> None:
    """Note every key that is not among the known ones, with the nearest known one."""
    for name, _ in mapping.entries:
        if name.text not in known:
            said, facts = _nearest_key(name.text, known)
            reader.fault(reader.codes.unknown_key, name.offset, said, key=name.text, within=within, **facts)


def _nearest_key(key: str, known: tuple[str, ...]) -> tuple[str, dict[str, Fact]]:
    """Returns what is said of an unknown key, with the known one that may be meant."""
    name = key.replace("：", ":").partition(":")[0].strip()
    if name != key and name in known:
        return "yaml.unknown_key.colon", {"name": name}
    near = _nearest(name, known)
    return ("yaml.unknown_key.near", {"near": near}) if near else ("yaml.unknown_key", {"known": known})


def _nearest(given: str, known: Collection[str]) -> str:
    """Returns the known word that an editor means who writes another, or writes it in Chinese; "" for none."""
    meant = (word for word in _chinese_words().get(given.strip(), ()) if word in known)
    return next(meant, "") or next(iter(get_close_matches(given.lower(), known, n=1)), "")


@cache
def _chinese_words() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in files("sitegen").joinpath(_CHINESE).read_text("utf-8").splitlines())
    return {line[0]: tuple(line[1:]) for line in lines if line and line[0] != "#"}


def require(reader: Reader, mapping: Mapping, key: str, said: str, within: str = "") -> None:
    """Note that a key is missing, or has no value, where that is so."""
    if mapping.get(key) is None:
        place = mapping.place_of(key)
        offset = mapping.offset if place is None else place
        reader.fault(reader.codes.missing_key, offset, said, key=key, within=within)


def judged(
    reader: Reader, scalar: Scalar, read: Callable[[str], Value | None], said: str, **facts: Fact
) -> Value | None:
    """Returns a text as `read` reads it; None, with a fault noted that is `said`, where it cannot be read."""
    value = read(scalar.text)
    if value is None:
        reader.fault(reader.codes.wrong_value, scalar.offset, said, given=scalar.text, **facts)
    return value


def as_mapping(reader: Reader, node: Node, what: str) -> Mapping | None:
    """Returns the node, or nothing at all, as a mapping; None, with a fault noted that names `what`, where it is none.

    `what` is one of the things that the catalogue names: `overlay`, `key:reading`, `item:pages`.
    """
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Scalar) and node.is_null:
        return Mapping((), node.offset)
    reader.fault(reader.codes.wrong_type, node.offset, "yaml.not_mapping", what=what, kind=_kind(node))
    return None


def as_text(reader: Reader, node: Node, what: str) -> Scalar | None:
    """Returns the node as text that is not blank; None, with a fault noted that names `what`, where it is none."""
    if not isinstance(node, Scalar):
        reader.fault(reader.codes.wrong_type, node.offset, "yaml.not_text", what=what, kind=_kind(node))
        return None
    if node.is_null or not node.text.strip():
        reader.fault(reader.codes.wrong_value, node.offset, "yaml.empty", what=what)
        return None
    return node


def _kind(node: Node) -> str:
    return {Scalar: "text", Sequence: "list", Mapping: "mapping"}[type(node)]


def take_mapping(reader: Reader, mapping: Mapping, key: str) -> Mapping | None:
    """Returns the mapping under a key."""
    node = mapping.get(key)
    return None if node is None else as_mapping(reader, node, f"key:{key}")


def take_list(reader: Reader, mapping: Mapping, key: str) -> tuple[Node, ...]:
    """Returns the items of the list under a key, none where there is no list."""
    node = mapping.get(key)
    if isinstance(node, Sequence):
        return node.items
    if node is not None:
        given = node.text if isinstance(node, Scalar) else ""
        said = "yaml.not_list.text" if isinstance(node, Scalar) else "yaml.not_list"
        reader.fault(reader.codes.wrong_type, node.offset, said, key=key, kind=_kind(node), given=given)
    return ()


def take_text(reader: Reader, mapping: Mapping, key: str) -> Scalar | None:
    """Returns the text under a key with its place."""
    node = mapping.get(key)
    return None if node is None else as_text(reader, node, f"key:{key}")


def take_texts(reader: Reader, mapping: Mapping, key: str) -> tuple[Scalar, ...]:
    """Returns the texts of the list under a key with their places."""
    scalars = (as_text(reader, node, f"item:{key}") for node in take_list(reader, mapping, key))
    return tuple(scalar for scalar in scalars if scalar is not None)


def take_pairs(reader: Reader, mapping: Mapping, key: str) -> tuple[tuple[Scalar, Scalar], ...]:
    """Returns the entries, text to text, of the mapping under a key with their places."""
    return text_pairs(reader, take_mapping(reader, mapping, key) or Mapping((), 0))


def text_pairs(reader: Reader, mapping: Mapping) -> tuple[tuple[Scalar, Scalar], ...]:
    """Returns the entries of a mapping whose values must be texts."""
    pairs = ((name, as_text(reader, value, f"key:{name.text}")) for name, value in mapping.entries)
    return tuple((name, value) for name, value in pairs if value is not None)


def take_records(reader: Reader, mapping: Mapping, key: str) -> Iterator[Mapping]:
    """Returns the mappings of the list under a key."""
    mappings = (as_mapping(reader, node, f"item:{key}") for node in take_list(reader, mapping, key))
    return (mapping for mapping in mappings if mapping is not None)


def parsed(read: Callable[[str], Value | None], said: str = "", **facts: Fact) -> Take[Value]:
    """Read a text by a function that gives None for what it cannot read; then `said` is said of it, with its key."""

    def take(reader: Reader, mapping: Mapping, key: str) -> Value | None:
        scalar = take_text(reader, mapping, key)
        return None if scalar is None else judged(reader, scalar, read, said, key=key, **facts)

    return take


def text(reader: Reader, mapping: Mapping, key: str) -> str | None:
    """Read a text as it is written."""
    scalar = take_text(reader, mapping, key)
    return None if scalar is None else scalar.text


def texts(reader: Reader, mapping: Mapping, key: str) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(scalar.text for scalar in take_texts(reader, mapping, key))


def pairs(reader: Reader, mapping: Mapping, key: str) -> tuple[tuple[str, str], ...]:
    """Read a mapping of texts to texts as pairs."""
    return tuple((name.text, value.text) for name, value in take_pairs(reader, mapping, key))


def place(_: Reader, mapping: Mapping, key: str) -> int:
    """Read where the value of a key stands; 0 where there is none."""
    node = mapping.get(key)
    return 0 if node is None else node.offset


def matching(pattern: re.Pattern[str], said: str, **facts: Fact) -> Take[str]:
    """Read a text that must have a form; of another, `said` is said."""
    return parsed(lambda given: given if pattern.fullmatch(given) else None, said, **facts)


def number(least: int) -> Take[int]:
    """Read a whole number; nine digits at most: a longer one is a slip, and Python refuses thousands of digits."""
    digits = re.compile(r"[0-9]{1,9}")

    def read(given: str) -> int | None:
        return int(given) if digits.fullmatch(given) and int(given) >= least else None

    return parsed(read, "yaml.not_number", least=least)


flag: Take[bool] = parsed({"true": True, "false": False}.get, "yaml.not_flag")


def choice(said: str, *choices: Kind) -> Take[Kind]:
    """Read one of several words; of another, `said` is said, with its variant `near` the nearest one."""
    known = {one.value: one for one in choices}

    def take(reader: Reader, mapping: Mapping, key: str) -> Kind | None:
        scalar = take_text(reader, mapping, key)
        if scalar is None or scalar.text in known:
            return None if scalar is None else known[scalar.text]
        near = _nearest(scalar.text.replace("_", "-"), known)
        how, facts = (f"{said}.near", {"near": near}) if near else (said, {})
        return judged(reader, scalar, known.get, how, key=key, known=tuple(known), **facts)

    return take


def record(kind: type[Value]) -> Take[Value]:
    """Read a mapping as a dataclass that declares its own keys."""

    def take(reader: Reader, mapping: Mapping, key: str) -> Value | None:
        within = take_mapping(reader, mapping, key)
        return None if within is None else kind(**take_fields(reader, within, cast("Hashable", kind), key))

    return take
