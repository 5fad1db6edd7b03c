"""Labels of pages whose reading is written down: the fixtures of the tests, and the seeds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading.loose import as_told, roles_of_body
from benchmarks.reading.printed import Printed

_FIELD = re.compile(r"^  (?P<name>[a-z_]+): (?P<text>.*)$")
_BLOCK = re.compile(r"^  (?P<kind>[a-z]+)(?: \d)? \[(?P<lines>[\d,]+)\]: ")
_FURNITURE = re.compile(
    r"^(?P<role>nameplate|standing-head|folio|publisher|contact|slogan|slogan-attribution|editors|index|unclassified)"
    r": (?P<text>.*)$"
)
_MARKUP = re.compile(r"\s*(?:<|!\[)")  # a picture, a frame around it: no line of the page's text
LONGEST_TAG = 30  # characters of a series or jump that stands behind a headline on its line
_HUNG = re.compile(r"[，。、：；！？…”’）》」』】,.;:?!)%]{1,4}$")  # marks wrapped off the sentence that they end
_ARTICLE = re.compile(r"^article (?P<line>\d+) ")
_OF_ROLE = {
    "photographer": "credit",
    "subhead": "subheading",
    "subhead2": "subheading",
    "either": "continuation",
    "kicker-or-standing-head": "kicker",
}
_OF_FIELD = {"continued_from": "continued-from", "jump_to": "jump-to"}


def of_fixture(given: str, expected: str) -> Printed | None:
    """Returns a fixture's page with its labels, None where its outline does not tell every line."""
    rows = {n: row for n, row in enumerate(given.split("\n"), 1) if row.strip()}
    folded = {n: _fold(row) for n, row in rows.items()}
    labels = {n: "unclassified" for n, row in folded.items() if not row}  # a rule that a converter has drawn
    goes_on: set[int] = set()
    fresh, headed = False, False
    for row in expected.split("\n"):
        if furniture := _FURNITURE.match(row):
            _name(labels, folded, furniture["role"], furniture["text"])
        elif _ARTICLE.match(row):
            fresh, headed = True, False
        elif block := _BLOCK.match(row):
            numbers = [int(n) for n in block["lines"].split(",")]
            kind = {"paragraph": "item" if fresh and not headed else "paragraph"}.get(block["kind"], block["kind"])
            if kind == "byline":
                kind = "part-byline"
            fresh = False
            labels.update(dict.fromkeys(numbers, kind))
            goes_on.update(numbers[1:])
        elif field := _FIELD.match(row):
            name = _OF_FIELD.get(field["name"], field["name"])
            if name in ("kicker", "headline", "deck", "byline", "credit", "jump-to", "continued-from"):
                headed = headed or name in ("kicker", "headline", "continued-from")
                _name(labels, folded, name, field["text"])
    told = all(number in labels or _MARKUP.match(row) for number, row in rows.items())
    return Printed(given, labels, frozenset(goes_on)) if told else None


def _name(labels: dict[int, str], folded: dict[int, str], label: str, text: str) -> None:
    """Returns a label to the lines of which a text is made, where they are whole lines."""
    whole = wanted = _fold(text)
    for number, row in folded.items():
        if number in labels or not row:
            continue
        tagged = label == "headline" and row.startswith(wanted) and len(row) < len(wanted) + LONGEST_TAG
        if wanted.startswith(row) or tagged:
            labels[number] = "headline-on" if label == "headline" and wanted != whole else label
            wanted = wanted[len(row) :]
            if not wanted:
                return


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def of_seeds(seeds: Path, roles: Path) -> Iterator[Printed]:
    """Returns the seeds with the roles of their lines: `== NAME.txt`, then `LINE ROLE …`."""
    name = ""
    labels: dict[int, str] = {}
    for row in [*roles.read_text("utf-8").splitlines(), "== end"]:
        if row.startswith("== "):
            if labels:
                yield Printed((seeds / name).read_text("utf-8"), labels, frozenset())
            name, labels = row.removeprefix("== ").strip(), {}
        elif match := re.match(r"(\d+) ([a-z-]+)", row):
            labels[int(match[1])] = _OF_ROLE.get(match[2], match[2])


def of_gold(text: str, gold: dict[str, object]) -> Printed:
    """Returns a page with known structure with its labels, line by line, however its lines are wrapped or cut."""
    open_texts = list(_gold_texts(gold))
    labels: dict[int, str] = {}
    goes_on: set[int] = set()
    at: tuple[str, str] | None = None  # label and rest of the text that the last line left open
    wrapped = str(gold.get("style")).startswith("wrapped")
    for number, row in enumerate(text.split("\n"), 1):
        folded = _fold(unicodedata.normalize("NFKC", row))
        if not folded:
            if wrapped and number - 1 in labels and _HUNG.match(row):
                labels[number] = labels[number - 1]
                goes_on.add(number)
            elif row.strip():
                labels[number] = "unclassified"
            continue
        if at is not None and at[1].startswith(folded):
            label, rest = at[0], at[1][len(folded) :]
            labels[number] = _ON.get(label, label)
            if wrapped:
                labels[number] = label
                goes_on.add(number)
            at = (label, rest) if rest else None
            continue
        found = next((i for i, (_, whole) in enumerate(open_texts) if whole.startswith(folded)), None)
        if found is None:
            labels[number], at = _loose(row), None
            continue
        label, whole = open_texts.pop(found)
        labels[number] = label
        at = (label, whole[len(folded) :]) if len(whole) > len(folded) else None
    return Printed(text, labels, frozenset(goes_on), str(gold.get("texts_from") or ""))


_ON = {"paragraph": "continuation", "item": "continuation", "headline": "headline-on"}


def _gold_texts(gold: dict[str, object]) -> Iterator[tuple[str, str]]:
    for entry in gold["articles"]:  # type: ignore[attr-defined]
        texts = [(label, entry.get(label)) for label in ("kicker", "headline", "deck", "byline")]
        texts += [("subheading", t) for t in entry["subheads"]] + [
            ("credit", t) for t in entry.get("credit_lines") or []
        ]
        told = [as_told(paragraph) for paragraph in entry["paragraphs"]]
        for at, (label, (one, _)) in enumerate(zip(roles_of_body(told), told, strict=True)):
            begins = not at and not entry.get("headline")
            texts.append(("item" if begins else label.removeprefix("loose-"), one))
        texts += [("caption", part) for caption in entry["captions"] for part in caption.split("\n")]
        yield from ((label, _fold(unicodedata.normalize("NFKC", one))) for label, one in texts if one)


def _loose(row: str) -> str:
    if re.search("责编|编辑|版式|统筹|策划", row):
        return "editors"
    return "folio" if re.search(r"\d{4}.*\d", row) else "nameplate" if len(row) < 16 else "unclassified"
