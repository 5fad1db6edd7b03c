"""YAML with places: what an editor wrote, as text, each key and value with the offset where it stands.

Nothing is guessed: `2024-03-22`, `0471` and `no` are the text as written. Anchors, aliases and tags are findings: no
file of an edition needs them, and aliases can blow a short file up to gigabytes. Faults are collected, never raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import cast

import yaml

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.messages import Fact
from sitegen.source import SourceText

# Deep enough for any file of ours; a file of a million brackets must not exhaust the stack.
_DEPTH_LIMIT = 20
# Only escapes can bring these in; half a surrogate pair cannot be written as UTF-8.
_NEVER = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))  # what is no character of Unicode
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NEVER}]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text and where it stands. `plain` is false where it is quoted or a block."""

    text: str
    offset: int
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether nothing is given: `key:` alone, `key: ~` or `key: null`, without quotes."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes and where it begins."""

    items: tuple[Node, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values in the order written, each key once, and where the mapping begins."""

    entries: tuple[tuple[Scalar, Node], ...]
    offset: int

    def get(self, key: str) -> Node | None:
        """Give the value of a key; None where the key is missing or has no value."""
        value = next((value for name, value in self.entries if name.text == key), None)
        return None if isinstance(value, Scalar) and value.is_null else value


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes under which one kind of file reports its faults."""

    syntax: str
    unknown_key: str
    wrong_type: str
    missing_key: str
    wrong_value: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One file being read: its text, the codes for its faults, and the faults found so far."""

    source: SourceText
    codes: Codes
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, code: str, offset: int, said: str, /, **facts: Fact) -> None:
        """Note an error about a place in the file; `said` is the name of its text in the catalogue."""
        self.faults.append(replace(finding(said, Severity.ERROR, self.source, offset, **facts), code=code))


def parse_yaml(reader: Reader) -> Node | None:
    """Read the one YAML document of a file; an empty file is an empty mapping.

    Gives None where the file is not YAML at all. Faults that leave the rest readable (a key given twice, an anchor, a
    tag) are noted too, and what is left is given.
    """
    try:
        events = iter(list(_checked_events(reader)))
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: an escape like `\UFFFFFFFF`
        # The first fault of the grammar is the cause; what was seen before it may be its consequence.
        reader.faults.clear()
        _note_syntax_error(reader, error)
        return None
    first = next(events, None)
    return Mapping((), 0) if first is None else _build(reader, first, events)


def _checked_events(reader: Reader) -> Iterator[yaml.Event]:
    """Give the events that hold content, stopping where a fault makes the rest useless."""
    depth, documents = 0, 0
    for event in yaml.parse(reader.source.text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if documents > 1:
            reader.fault(reader.codes.syntax, _mark(event).index, "yaml.second_document")
            return
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH_LIMIT:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=_mark(event))
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _mark(event: yaml.Event) -> yaml.Mark:
    return cast("yaml.Mark", event.start_mark)  # the pure-Python parser always gives one


def _note_syntax_error(reader: Reader, error: Exception) -> None:
    if isinstance(error, yaml.reader.ReaderError):
        sign = f"{ord(reader.source.text[error.position]):04X}"
        return reader.fault(reader.codes.syntax, error.position, "yaml.control", sign=sign)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", "an escape names no character") or "")
    offset = min(mark.index if mark else 0, len(reader.source.text))
    said = _likely_slip(reader.source, offset, context, problem)
    opened = reader.source.line_number(getattr(getattr(error, "context_mark", None), "index", 0))
    return reader.fault(reader.codes.syntax, offset, said, context=context, problem=problem, opened=opened)


def _likely_slip(source: SourceText, offset: int, context: str, problem: str) -> str:
    """Tell what most likely went wrong, looking at the line of the fault and the last line before it with text."""
    number = source.line_number(offset)
    lines = [source.slice(source.line_span(n)) for n in range(max(1, number - 3), number + 1)]
    lines = [line for line in lines if line.strip()][-2:]
    if any("：" in line and ": " not in line for line in lines):
        return "yaml.syntax.colon"
    if "'\\t'" in problem or any(line[: len(line) - len(line.lstrip())].count("\t") for line in lines):
        return "yaml.syntax.tab"
    if "mapping values are not allowed" in problem:
        return "yaml.syntax.values"
    if "cannot start any token" in problem:
        return "yaml.syntax.sign"
    return "yaml.syntax.open" if "parsing a flow" in context else "yaml.syntax"


def _build(reader: Reader, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
    """Make the node that `event` begins, taking what it holds from `events`; nesting is limited, so it recurses."""
    _note_reuse(reader, event)
    offset = _mark(event).index
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(tuple(_build_items(reader, events)), offset)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(tuple(_unique_entries(reader, _build_items(reader, events))), offset)
    if isinstance(event, yaml.ScalarEvent):
        if _UNPRINTABLE.search(event.value):
            reader.fault(reader.codes.syntax, offset, "yaml.escape")
        return Scalar(_UNPRINTABLE.sub("", event.value), offset, event.style is None)
    return Scalar("", offset)  # an alias, already noted


def _note_reuse(reader: Reader, event: yaml.Event) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    refused = [("yaml.alias", anchor)] if isinstance(event, yaml.AliasEvent) else []
    if anchor is not None and not refused:
        refused.append(("yaml.anchor", anchor))
    if tag is not None:
        refused.append(("yaml.tag", tag))
    for said, name in refused:
        reader.fault(reader.codes.syntax, _mark(event).index, said, name=str(name))


def _build_items(reader: Reader, events: Iterator[yaml.Event]) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield _build(reader, event, events)


def _unique_entries(reader: Reader, nodes: Iterator[Node]) -> Iterator[tuple[Scalar, Node]]:
    """Pair keys with values, noting keys that are no text and keys given twice (the first one holds)."""
    seen: dict[str, int] = {}
    for key in nodes:
        value = next(nodes)
        if not isinstance(key, Scalar):
            reader.fault(reader.codes.syntax, key.offset, "yaml.key_not_text")
        elif key.text in seen:
            first = reader.source.line_number(seen[key.text])
            reader.fault(reader.codes.syntax, key.offset, "yaml.key_twice", key=key.text, first=first)
        else:
            seen[key.text] = key.offset
            yield key, value


def check_keys(reader: Reader, mapping: Mapping, known: tuple[str, ...], within: str = "") -> None:
    """Note every key that is not among the known ones, with the nearest known one."""
    for key, _ in mapping.entries:
        if key.text in known:
            continue
        said, facts = _nearest_key(key.text, known)
        reader.fault(reader.codes.unknown_key, key.offset, said, key=key.text, within=within, **facts)


def _nearest_key(key: str, known: tuple[str, ...]) -> tuple[str, dict[str, Fact]]:
    """Return what is said of an unknown key, with the known one that may be meant."""
    name = key.replace("：", ":").partition(":")[0].strip()
    if name != key and name in known:
        return "yaml.unknown_key.colon", {"name": name}
    near = get_close_matches(key, known, n=1)
    return ("yaml.unknown_key.near", {"near": near[0]}) if near else ("yaml.unknown_key", {"known": known})


def as_mapping(reader: Reader, node: Node, what: str) -> Mapping | None:
    """Give the node, or nothing at all, as a mapping; None, with a fault noted that names `what`, where it is none.

    `what` is one of the things that the catalogue names: `overlay`, `key:reading`, `item:pages`.
    """
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Scalar) and node.is_null:
        return Mapping((), node.offset)
    reader.fault(reader.codes.wrong_type, node.offset, "yaml.not_mapping", what=what, kind=_kind(node))
    return None


def take_mapping(reader: Reader, mapping: Mapping, key: str) -> Mapping:
    """Give the mapping under a key, empty where there is none."""
    node = mapping.get(key)
    empty = Mapping((), mapping.offset)
    return empty if node is None else as_mapping(reader, node, f"key:{key}") or empty


def take_list(reader: Reader, mapping: Mapping, key: str) -> tuple[Node, ...]:
    """Give the items of the list under a key, empty where there is none."""
    node = mapping.get(key)
    if node is None:
        return ()
    if isinstance(node, Sequence):
        return node.items
    given = node.text if isinstance(node, Scalar) else ""
    said = "yaml.not_list.text" if isinstance(node, Scalar) else "yaml.not_list"
    reader.fault(reader.codes.wrong_type, node.offset, said, key=key, kind=_kind(node), given=given)
    return ()


def take_texts(reader: Reader, mapping: Mapping, key: str) -> tuple[Scalar, ...]:
    """Give the texts of the list under a key."""
    scalars = (_as_text(reader, node, f"item:{key}") for node in take_list(reader, mapping, key))
    return tuple(scalar for scalar in scalars if scalar is not None)


def take_pairs(reader: Reader, mapping: Mapping, key: str) -> tuple[tuple[Scalar, Scalar], ...]:
    """Give the entries, text to text, of the mapping under a key."""
    return text_pairs(reader, take_mapping(reader, mapping, key))


def text_pairs(reader: Reader, mapping: Mapping) -> tuple[tuple[Scalar, Scalar], ...]:
    """Give the entries of a mapping whose values must be texts."""
    pairs = ((name, _as_text(reader, value, f"key:{name.text}")) for name, value in mapping.entries)
    return tuple((name, value) for name, value in pairs if value is not None)


def take_text(reader: Reader, mapping: Mapping, key: str) -> Scalar | None:
    """Give the text under a key; None where it is not given."""
    node = mapping.get(key)
    return None if node is None else _as_text(reader, node, f"key:{key}")


def require_text(
    reader: Reader, mapping: Mapping, key: str, within: str = "", said: str = "yaml.missing_key"
) -> Scalar | None:
    """Return the text under a key that must be there; None, with a fault noted that is `said`, where it is not."""
    if mapping.get(key) is None:
        offset = next((name.offset for name, _ in mapping.entries if name.text == key), mapping.offset)
        reader.fault(reader.codes.missing_key, offset, said, key=key, within=within)
    return take_text(reader, mapping, key)


def take_number(reader: Reader, mapping: Mapping, key: str, *, default: int, least: int) -> int:
    """Give the whole number under a key, the default where there is none or a wrong one."""
    scalar = take_text(reader, mapping, key)
    if scalar is None:
        return default
    # Nine digits at most: a longer number is a slip, and Python refuses to read one of thousands of digits.
    if re.fullmatch(r"[0-9]{1,9}", scalar.text) and int(scalar.text) >= least:
        return int(scalar.text)
    reader.fault(reader.codes.wrong_value, scalar.offset, "yaml.not_number", key=key, least=least, given=scalar.text)
    return default


def take_flag(reader: Reader, mapping: Mapping, key: str, *, default: bool) -> bool:
    """Give the `true` or `false` under a key, the default where there is none or something else."""
    scalar = take_text(reader, mapping, key)
    if scalar is None or scalar.text in ("true", "false"):
        return default if scalar is None else scalar.text == "true"
    reader.fault(reader.codes.wrong_value, scalar.offset, "yaml.not_flag", key=key, given=scalar.text)
    return default


def _as_text(reader: Reader, node: Node, what: str) -> Scalar | None:
    if not isinstance(node, Scalar):
        reader.fault(reader.codes.wrong_type, node.offset, "yaml.not_text", what=what, kind=_kind(node))
        return None
    if node.is_null or not node.text.strip():
        reader.fault(reader.codes.wrong_value, node.offset, "yaml.empty", what=what)
        return None
    return node


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text"
    return "list" if isinstance(node, Sequence) else "mapping"


def line_of(reader: Reader, mapping: Mapping, key: str) -> int:
    """Give the line in which a key stands, 0 where it does not."""
    return next((reader.source.line_number(name.offset) for name, _ in mapping.entries if name.text == key), 0)


def text_of(scalar: Scalar | None) -> str:
    """Give what a scalar says, "" where there is none."""
    return scalar.text if scalar else ""


def texts_of(scalars: tuple[Scalar, ...]) -> tuple[str, ...]:
    """Give what scalars say."""
    return tuple(scalar.text for scalar in scalars)
