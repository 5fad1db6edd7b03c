"""YAML with places: what an editor wrote, as text, each key and value with the offset where it stands.

Nothing is guessed: `2024-03-22`, `0471` and `no` are the text as written. Anchors, aliases and tags are findings: no
file of an edition needs them, and aliases can blow a short file up to gigabytes. Faults are collected, never raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
        """Returns the value of a key; None where the key is missing or has no value."""
        for name, value in self.entries:
            if name.text == key:
                return None if isinstance(value, Scalar) and value.is_null else value
        return None

    def place_of(self, key: str) -> int | None:
        """Returns where a key stands, with or without a value; None where it is missing."""
        for name, _ in self.entries:
            if name.text == key:
                return name.offset
        return None


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


class _Scanner(yaml.SafeLoader):
    """PyYAML's reading of a text as far as it is not nested too deeply: at a bracket it looks at all that are open."""

    def fetch_flow_collection_start(self, token: type) -> None:
        super().fetch_flow_collection_start(token)
        if self.flow_level > _DEPTH_LIMIT:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=self.get_mark())


class _Loader(_Scanner):
    """PyYAML's reading of a text as nodes with their places, without what no file of ours needs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.source.text)
        self._reader, self._depth = reader, 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.next_event()
        self._note_reuse(event)
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]
            return yaml.ScalarNode("", "", _mark(event))
        inner = isinstance(event, yaml.CollectionStartEvent)
        self._depth += inner
        if self._depth > _DEPTH_LIMIT:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=_mark(event))
        node = super().compose_node(parent, index)
        self._depth -= inner
        return node

    def next_event(self) -> yaml.Event:
        return cast("yaml.Event", self.peek_event())  # type: ignore[no-untyped-call]

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002
        return ""  # what a text may mean is never guessed

    def _note_reuse(self, event: yaml.Event) -> None:
        """Note an alias, an anchor, a tag, and forget them."""
        anchor = "yaml.alias" if isinstance(event, yaml.AliasEvent) else "yaml.anchor"
        for said, name in ((anchor, "anchor"), ("yaml.tag", "tag")):
            given = getattr(event, name, None)
            if given is not None:
                self._reader.fault(self._reader.codes.syntax, _mark(event).index, said, name=str(given))
                setattr(event, name, None)


def _mark(node: yaml.Event | yaml.Node) -> yaml.Mark:
    return cast("yaml.Mark", node.start_mark)  # the pure-Python parser always gives one


def parse_yaml(reader: Reader) -> Node | None:
    """Returns the one YAML document of a file; an empty file is an empty mapping.

    None where the file is not YAML at all. Faults that leave the rest readable (a key given twice, an anchor, a tag)
    are noted too, and what is left is returned.
    """
    try:
        loader = _Loader(reader)
        document = loader.get_node() if loader.check_node() else None
        if loader.check_node():
            reader.fault(reader.codes.syntax, _mark(loader.next_event()).index, "yaml.second_document")
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: an escape like `\UFFFFFFFF`
        # The first fault of the grammar is the cause; what was seen before it may be its consequence.
        reader.faults.clear()
        _note_syntax_error(reader, error)
        return None
    return Mapping((), 0) if document is None else _placed(reader, document)


def _note_syntax_error(reader: Reader, error: Exception) -> None:
    if isinstance(error, yaml.reader.ReaderError):
        sign = f"{ord(reader.source.text[error.position]):04X}"
        return reader.fault(reader.codes.syntax, error.position, "yaml.control", sign=sign)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", "an escape names no character") or "")
    offset = min(mark.index if mark else 0, len(reader.source.text))
    said = _likely_slip(reader.source, offset, context, problem)
    opened = reader.source.line_number(_opened_at(reader.source.text, error))
    return reader.fault(reader.codes.syntax, offset, said, context=context, problem=problem, opened=opened)


def _opened_at(text: str, error: Exception) -> int:
    """Returns where the innermost bracket stands that nothing closes, else where the parser says that it was."""
    open_: list[int] = []
    try:
        for token in yaml.scan(text, _Scanner):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                open_.append(token.start_mark.index)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and open_:
                open_.pop()
    except (yaml.YAMLError, ValueError, OverflowError):
        pass  # what the error is about
    return open_[-1] if open_ else int(getattr(getattr(error, "context_mark", None), "index", 0))


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


def _placed(reader: Reader, node: yaml.Node) -> Node:
    """Returns a node of PyYAML's as one of ours; nesting is limited, so it recurses."""
    offset = _mark(node).index
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_placed(reader, item) for item in node.value), offset)
    if isinstance(node, yaml.MappingNode):
        return Mapping(tuple(_unique_entries(reader, node)), offset)
    if _UNPRINTABLE.search(node.value):
        reader.fault(reader.codes.syntax, offset, "yaml.escape")
    return Scalar(_UNPRINTABLE.sub("", node.value), offset, getattr(node, "style", None) is None)


def _unique_entries(reader: Reader, mapping: yaml.MappingNode) -> Iterator[tuple[Scalar, Node]]:
    """Returns keys with values, noting keys that are no text and keys given twice (the first one holds)."""
    seen: dict[str, int] = {}
    for written, below in mapping.value:
        key, value = _placed(reader, written), _placed(reader, below)
        if not isinstance(key, Scalar):
            reader.fault(reader.codes.syntax, key.offset, "yaml.key_not_text")
        elif key.text in seen:
            first = reader.source.line_number(seen[key.text])
            reader.fault(reader.codes.syntax, key.offset, "yaml.key_twice", key=key.text, first=first)
        else:
            seen[key.text] = key.offset
            yield key, value
