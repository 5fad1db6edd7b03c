"""docs/findings.md, made of the catalogue of messages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import sitegen
from sitegen.messages import CHINESE, ENGLISH, LANGUAGES, catalogue

FOLDER = Path(sitegen.__file__).parent / "messages"
ORDER = "rdebomacpixwv"
CODE = re.compile(r"[a-z]-[0-9]{3}")
PAGE = """\
# Findings

A code keeps its meaning for ever; retired ones are not used again. Warnings, notes and errors of the reading (r-…) can
be accepted in edition.yaml; what breaks a law cannot. A build only counts the notes, `sitegen check` tells them.

sitegen speaks English or Chinese: `--lang en` or `--lang zh`, else the edition's `language:`, else the locale's. This
page is made of its catalogue, `sitegen/messages/*.toml`, by `pytest tests/test_messages.py --update-golden`.

| code | severity | meaning | 含义 |
|---|---|---|---|
{codes}

## What is said

Names in braces are filled in. Where a code has several texts, each has a row; a hint stands behind →.

| code | English | 中文 |
|---|---|---|
{texts}
"""
_SPEC = re.compile(r"\{(\w+):(?:,|list|words?|thing|text|hint)\}")


def severities() -> dict[str, str]:
    """Return how grave each code is."""
    tables = (tomllib.loads(file.read_text("utf-8")) for file in FOLDER.glob("*.toml"))
    return {name: entry["severity"] for table in tables for name, entry in table.items() if "severity" in entry}


def is_variant(name: str) -> bool:
    """Tell whether a text is said of a finding: by a code, a variant of it, or of YAML."""
    return bool(CODE.match(name) or name.startswith("yaml.")) and not name.endswith(".meaning")


def findings_page() -> str:
    """Return the page of all findings."""
    grave, texts = severities(), catalogue()
    codes = sorted(grave, key=_order)
    meanings = (texts[f"{code}.meaning"] for code in codes)
    rows = (
        f"| {code} | {grave[code]} | {_cell(m[ENGLISH])} | {_cell(m[CHINESE])} |"
        for code, m in zip(codes, meanings, strict=True)
    )
    names = sorted({name.removesuffix(".hint") for name in texts if is_variant(name)}, key=_order)
    said = (f"| `{name}` | {' | '.join(_said(name, language) for language in LANGUAGES)} |" for name in names)
    return PAGE.format(codes="\n".join(rows), texts="\n".join(said))


def _order(name: str) -> tuple[int, str]:
    return (ORDER.index(name[0]) if CODE.match(name) else len(ORDER), name)


def _said(name: str, language: str) -> str:
    texts = catalogue()
    message, hint = (texts[one][language] if one in texts else "" for one in (name, f"{name}.hint"))
    return _cell(message + (f" → {hint}" if hint else ""))


def _cell(text: str) -> str:
    """Return a text as it stands in a table: what is told only at times in brackets."""
    text = _SPEC.sub(r"{\1}", text).replace("{@bug}", "{bug}")
    text = re.sub(r"\{@?(\w+):(?:hint|text)\}", r"{\1}", text)
    for _ in range(3):
        text = re.sub(r"\{\w+:(?:if|unless) ((?:[^{}]|\{\w+\})*)\}", r"[\1]", text)
    text = re.sub(r"\{\w+:many ([^|{}]*)\|[^{}]*\}", r"\1", text)
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|").replace("\n", " ")
