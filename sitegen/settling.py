"""edition.yaml with redirects added, every other character of it kept."""

from __future__ import annotations

from collections.abc import Mapping

import yaml


def with_redirects(text: str, redirects: Mapping[str, str]) -> str:
    """Returns the text of an edition.yaml with further redirects; `text` must be valid.

    They stand behind those that are there: in a block mapping on lines of their own, in a flow mapping on the same
    line. Where the file has none, the key is added at its end.
    """
    if not redirects:
        return text
    value = _redirects_of(text)
    if value is None:
        return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}redirects:\n{_lines(redirects, '  ')}"
    if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style:
        column = value.value[0][0].start_mark.column
        last = value.value[-1][1].end_mark
        end = text.find("\n", last.index if last.column else last.index - 1)
        before, after = (text, "") if end == -1 else (text[: end + 1], text[end + 1 :])
        return f"{before}{'' if before.endswith(chr(10)) else chr(10)}{_lines(redirects, ' ' * column)}{after}"
    if isinstance(value, yaml.MappingNode) and value.flow_style:
        at = value.value[-1][1].end_mark.index if value.value else value.start_mark.index + 1
        inner = ", ".join(f"{old}: {new}" for old, new in redirects.items())
        return f"{text[:at]}{', ' if value.value else ''}{inner}{text[at:]}"
    at = value.start_mark.index  # `redirects:` with nothing behind it
    return f"{text[:at].rstrip(' ')}\n{_lines(redirects, '  ')}{text[at:].lstrip(chr(10))}"


def _redirects_of(text: str) -> yaml.Node | None:
    root = yaml.compose(text, yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == "redirects"), None)


def _lines(redirects: Mapping[str, str], indent: str) -> str:
    return "".join(f"{indent}{old}: {new}\n" for old, new in redirects.items())
