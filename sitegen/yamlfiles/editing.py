"""YAML with an entry added or changed, every other character of it kept: comments, order, spaces, line ends.

What comes out is read back. Where it does not say exactly what was meant, nothing is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import yaml

Pairs = Mapping[str, str]  # keys and texts of an entry, in the order in which they are to stand
_Tree = str | tuple[object, ...] | None
_Edit = tuple[int, int, str]  # a span of the text, and what is to stand there
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BLOCK_SCALARS: Final = ("|", ">")
# What JSON writes as it is and YAML takes for a line end, or refuses.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class UnsafeError(Exception):
    """The text has a form in which the change cannot be made without touching what else stands there."""


def items_of(text: str, key: str) -> tuple[Pairs, ...]:
    """Returns what each entry of the list under a key says, keys to texts; what is no text is left out."""
    value = _value(_composed(text), key)
    return tuple(_pairs(item) for item in value.value) if isinstance(value, yaml.SequenceNode) else ()


def text_at(text: str, key: str) -> str | None:
    """Returns the text under a key of the whole file; None where there is none."""
    value = _value(_composed(text), key)
    return value.value if isinstance(value, yaml.ScalarNode) and not _is_null(value) else None


def with_item(text: str, key: str, pairs: Pairs) -> str:
    """Returns the text with an entry added at the end of the list under a key, which is begun where there is none.

    Raises UnsafeError where that cannot be done.
    """
    root = _composed(text)
    below = _tree(_value(root, key))
    listed = below if isinstance(below, tuple) else ("list",)
    return _verified(_adding(text, root, key, pairs), _with(_tree(root), key, (*listed, _tree_of(pairs))))


def with_changed_item(text: str, key: str, at: int, pairs: Pairs) -> str:
    """Returns the text with an entry of the list under a key saying something else. Raises UnsafeError."""
    root = _composed(text)
    value = _value(root, key)
    if not isinstance(value, yaml.SequenceNode) or not isinstance(value.value[at], yaml.MappingNode):
        raise UnsafeError
    listed = list(_listed(_tree(value)))
    listed[at + 1] = _tree_of(pairs, [name.value for name, _ in value.value[at].value])
    return _verified([_edited(text, _changing(text, value.value[at], pairs))], _with(_tree(root), key, tuple(listed)))


def with_pairs(text: str, key: str, pairs: Pairs) -> str:
    """Returns the text with pairs added behind those of the mapping under a key, which is begun where there is none.

    Raises UnsafeError where that cannot be done.
    """
    if not pairs:
        return text
    root = _composed(text)
    old = _value(root, key)
    wanted = _with(_tree(root), key, ("map", *_listed(_tree(old))[1:], *_tree_of(pairs)[1:]))
    return _verified(_adding_pairs(text, root, key, pairs), wanted)


def with_key(text: str, key: str, value: str) -> str:
    """Returns the text with a text under a key of the whole file. Raises UnsafeError where that cannot be done."""
    root = _composed(text)
    old = _value(root, key)
    wanted = _with(_tree(root), key, value)
    if old is None:
        return _verified(_appending(text, root, f"{key}: {written(value)}"), wanted)
    if not isinstance(old, yaml.ScalarNode):
        raise UnsafeError
    return _verified([_edited(text, [_replacing(text, old, value)])], wanted)


def written(value: str) -> str:
    """Returns a text as YAML on one line: as it is where that is read back as the same, else in double quotes."""
    if value not in _NULLS and not _ESCAPED.search(value):
        try:
            read = yaml.compose(f"[{{k: {value}}}]", yaml.SafeLoader)
        except yaml.YAMLError:
            read = None
        if read is not None and _tree(read) == ("list", ("map", "k", value)) and '"' not in value[:1]:
            return value
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise UnsafeError from error


def _verified(ways: Iterable[str], wanted: _Tree) -> str:
    for text in ways:
        try:
            if _tree(_composed(text)) == wanted:
                return text
        except UnsafeError:
            continue
    raise UnsafeError


def _value(root: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _pairs(node: yaml.Node) -> Pairs:
    if not isinstance(node, yaml.MappingNode):
        return {}
    texts = ((key, value) for key, value in node.value if isinstance(value, yaml.ScalarNode))
    return {str(key.value): value.value for key, value in texts}


def _tree(node: yaml.Node | None) -> _Tree:
    """Returns what a text says, however it is written."""
    if isinstance(node, yaml.MappingNode):
        return ("map", *(part for pair in node.value for part in map(_tree, pair)))
    if isinstance(node, yaml.SequenceNode):
        return ("list", *map(_tree, node.value))
    return None if node is None or _is_null(node) else str(node.value)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _NULLS


def _listed(tree: _Tree) -> tuple[object, ...]:
    return tree if isinstance(tree, tuple) else ()


def _tree_of(pairs: Pairs, order: Iterable[str] = ()) -> tuple[object, ...]:
    """Returns an entry as it is to be read back; keys that stay are where they were, a new one in the place of one."""
    names = _merged([*order], [*pairs])
    return ("map", *(part for name in names for part in (name, pairs[name])))


def _merged(old: list[str], new: list[str]) -> list[str]:
    added = [name for name in new if name not in old]
    kept = [name if name in new else added.pop(0) if added else "" for name in old]
    return [name for name in (*kept, *added) if name]


def _with(root: _Tree, key: str, value: _Tree) -> _Tree:
    parts = list(root[1:]) if isinstance(root, tuple) else []
    names = parts[::2]
    if key in names:
        parts[2 * names.index(key) + 1] = value
    else:
        parts += [key, value]
    return ("map", *parts)


def _adding(text: str, root: yaml.Node | None, key: str, pairs: Pairs) -> Iterator[str]:
    value, flow = _value(root, key), _flow(pairs)
    new_line = _new_line(text)
    if value is None:
        yield from _appending(text, root, f"{key}:{new_line}  - {flow}")
        if isinstance(root, yaml.MappingNode) and root.flow_style:
            yield _edited(text, [_behind(text, root, f"{key}: [{flow}]")])
    elif not isinstance(value, yaml.SequenceNode):
        yield _edited(text, [_below(text, value.start_mark.index, f"  - {flow}")])
    elif value.flow_style:
        yield _edited(text, [_behind(text, value, flow)])
    else:
        indent, last = " " * value.start_mark.column, value.value[-1]
        item = flow
        if isinstance(last, yaml.MappingNode) and not last.flow_style:
            item = f"{new_line}{indent}  ".join(f"{name}: {written(said)}" for name, said in pairs.items())
        yield _edited(text, [_below(text, _end(text, last), f"{indent}- {item}")])


def _adding_pairs(text: str, root: yaml.Node | None, key: str, pairs: Pairs) -> Iterator[str]:
    value, new_line = _value(root, key), _new_line(text)
    told = [f"{name}: {written(said)}" for name, said in pairs.items()]
    if value is None:
        yield from _appending(text, root, new_line.join((f"{key}:", *(f"  {one}" for one in told))))
        if isinstance(root, yaml.MappingNode) and root.flow_style:
            yield _edited(text, [_behind(text, root, f"{key}: {_flow(pairs)}")])
    elif not isinstance(value, yaml.MappingNode):
        yield _edited(text, [_below(text, value.start_mark.index, new_line.join(f"  {one}" for one in told))])
    elif value.flow_style:
        yield _edited(text, [_behind(text, value, ", ".join(told))])
    else:
        indent = " " * value.start_mark.column
        yield _edited(text, [_below(text, _end(text, value), new_line.join(indent + one for one in told))])


def _appending(text: str, root: yaml.Node | None, lines: str) -> Iterator[str]:
    """Returns the text with lines at its end; else, where that is behind the end of the document, below its last."""
    new_line = _new_line(text)
    yield f"{text}{'' if not text or text.endswith(chr(10)) else new_line}{lines}{new_line}"
    if root is not None:
        yield _edited(text, [_below(text, _end(text, root), lines)])


def _changing(text: str, item: yaml.MappingNode, pairs: Pairs) -> Iterator[_Edit]:
    old = [name.value for name, _ in item.value]
    added = [name for name in pairs if name not in old]
    for at, (name, value) in enumerate(item.value):
        if name.value in pairs:
            if not isinstance(value, yaml.ScalarNode):
                raise UnsafeError
            if value.value != pairs[name.value] or _is_null(value):
                yield _replacing(text, value, pairs[name.value])
        elif added:
            yield name.start_mark.index, name.end_mark.index, added[0]
            yield _replacing(text, value, pairs[added.pop(0)])
        else:
            yield _removing(text, item, at)
    told = [f"{name}: {written(pairs[name])}" for name in added]
    if told and item.flow_style:
        yield _behind(text, item, ", ".join(told))
    elif told:
        indent = " " * item.start_mark.column
        yield _below(text, _end(text, item), _new_line(text).join(indent + one for one in told))


def _replacing(text: str, old: yaml.Node, value: str) -> _Edit:
    start, end = old.start_mark.index, _end(text, old)
    gap = " " if start == end and text[start - 1 : start] == ":" else ""
    return start, end, gap + written(value)


def _removing(text: str, item: yaml.MappingNode, at: int) -> _Edit:
    name, value = item.value[at]
    if at == 0 and len(item.value) > 1:
        return name.start_mark.index, item.value[1][0].start_mark.index, ""
    if item.flow_style:
        return _end(text, item.value[at - 1][1]), _end(text, value), ""
    start = text.rfind("\n", 0, name.start_mark.index)
    return start, _line_end(text, _end(text, value)), ""


def _behind(text: str, node: yaml.Node, told: str) -> _Edit:
    """Returns the edit that puts something behind the last part of what stands in brackets or braces."""
    last = node.value[-1] if node.value else None
    if last is None:
        return node.start_mark.index + 1, node.start_mark.index + 1, told
    end = _end(text, last[1] if isinstance(last, tuple) else last)
    return end, end, f", {told}"


def _below(text: str, at: int, lines: str) -> _Edit:
    end = _line_end(text, at)
    return end, end, f"{_new_line(text)}{lines}"


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end == -1 else end
    return end - 1 if text[at:end].endswith("\r") else end


def _end(text: str, node: yaml.Node) -> int:
    """Returns where a node really ends: PyYAML counts blank lines and comments below a block to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK_SCALARS:
        end = node.start_mark.index + len(text[node.start_mark.index : end].rstrip())
    return int(end)


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    for start, end, told in sorted(edits, reverse=True):
        text = text[:start] + told + text[end:]
    return text


def _flow(pairs: Pairs) -> str:
    return "{" + ", ".join(f"{name}: {written(said)}" for name, said in pairs.items()) + "}"


def _new_line(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
