"""A reader of the search format that shares nothing with its writer: it knows docs/search-format.md only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from sitegen.site.artifacts import Artifact

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-.:;=>?@[]^_{|}~ "
K1 = 1.2
STEP = (K1 + 1) / 79
SCRIPT = re.compile(r'sitegenSearch\.receive\(("[^"]*"),(.*)\);\n', re.S)
POSTING = re.compile(r"(\d*)(?:([^\d'])(?:'(.))?|'(.))")
FIELDS = (
    "href",
    "headline",
    "title",
    "text",
    "blocks",
    "date",
    "page",
    "kind",
    "people",
    "places",
    "units",
    "section",
    "ends",
)

# Id → weights in the text and in the headline, None where the term is not there.
Postings = dict[int, tuple[float | None, float | None]]


@dataclass
class Term:
    """What an index holds of a term, its ids those of the segment."""

    documents: int
    summed: int  # over both fields
    postings: Postings
    champions: Postings | None = None
    chunks: list[str] = field(default_factory=list)  # names of the files, each with the place in it


@dataclass
class Index:
    """All that lies below search/."""

    data: dict[str, Any]

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = self.data["manifest.js"]
        return found

    def segment(self, name: str) -> dict[str, Any]:
        return next(one for one in self.manifest["segments"] if one["path"].startswith(name))

    def term(self, segment: dict[str, Any], term: str) -> Term | None:
        """Look a term up as the client does: by its hash."""
        shelf = shelf_of(term)
        bucket = self.data[bucket_path(segment, shelf, bucket_of(term, segment[shelf][0]))]
        lines = [line for line in bucket.split("\n") if line.split("\t")[0] == term]
        return self.parsed(segment, lines[0]) if lines else None

    def terms(self, segment: dict[str, Any]) -> dict[str, Term]:
        """Returns all terms of a segment; each must stand in its own bucket, in order."""
        found: dict[str, Term] = {}
        for shelf, number in ((each, number) for each in "bsf" for number in range(segment[each][0])):
            lines = self.data[bucket_path(segment, shelf, number)].split("\n")
            terms = [line.split("\t")[0] for line in lines if line]
            assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
            for term, line in zip(terms, lines, strict=False):
                assert (shelf_of(term), bucket_of(term, segment[shelf][0])) == (shelf, number)
                assert term not in found
                found[term] = self.parsed(segment, line)
        return found

    def parsed(self, segment: dict[str, Any], line: str) -> Term:
        _, listed, *rest = line.split("\t")
        held = postings(listed)
        if not rest:
            return Term(len(held), sum(gain is not None for both in held.values() for gain in both), held)
        documents, summed, chunks = rest
        term = Term(int(documents), int(summed), {}, champions=held)
        for chunk in chunks.split(","):
            name, place, begin = chunk.split(":")
            term.chunks.append(f"{name}:{place}")
            part = postings(self.data[f"{segment['path']}/x/{name}.js"][int(place)])
            assert min(part) == int(begin)
            assert not term.postings or max(term.postings) < min(part)
            term.postings |= part
        return term

    def documents(self) -> list[dict[str, Any]]:
        """Returns what the results show, by id."""
        found: list[dict[str, Any]] = []
        for name, first, together in self.manifest["texts"]:
            assert len(found) == first
            assert together * 4 == int(together * 4)
            for number in range(sum(path.startswith(f"d/{name}/") for path in self.data)):
                assert len(found) == first + ceil(number * together)
                rows = self.data[f"d/{name}/{number}.js"]
                assert {len(row) for row in rows} <= {
                    len(FIELDS),
                    len(FIELDS) - 1,
                    len(FIELDS) - 2,
                }  # the last two are not always there
                found += (dict(zip(FIELDS, row, strict=False)) for row in rows)
        return found


def read(artifacts: Iterable[Artifact]) -> Index:
    """Read the scripts; each must name its own path."""
    data = {}
    for artifact in artifacts:
        found = SCRIPT.fullmatch(text_of(artifact.content))
        assert found, artifact.path
        assert artifact.path == "search/" + json.loads(found[1])
        assert artifact.path.removeprefix("search/") not in data
        data[artifact.path.removeprefix("search/")] = json.loads(found[2])
    return Index(data)


def text_of(content: bytes) -> str:
    """Decode a script as browsers do: a byte order mark says that it is UTF-16."""
    return content.decode("utf-16") if content[:2] == b"\xff\xfe" else content.decode()


def shelf_of(term: str) -> str:
    if term[0] == "@":
        return "f"
    return "s" if len(term) == 1 else "b"


def bucket_path(segment: dict[str, Any], shelf: str, number: int) -> str:
    count, versions = segment[shelf]
    assert len(versions) == min(count, 128)
    return f"{segment['path']}/{shelf}/{number:x}-{versions[number % len(versions)]}.js"


def bucket_of(term: str, buckets: int) -> int:
    value = 2166136261
    hashed = term[:2] if len(term) > 2 and term[0] not in "@#0123456789" else term
    for byte in hashed.encode("utf-16-le"):
        value = (value ^ byte) * 16777619 % 2**32
    return value % buckets


def postings(listed: str) -> Postings:
    """Unpack a list; nothing may be left over."""
    found: Postings = {}
    ordinal, at = -1, 0
    for posting in POSTING.finditer(listed):
        assert posting.start() == at
        at = posting.end()
        step, text, both, alone = posting.groups()
        ordinal += int(step or 1)
        found[ordinal] = (gain(text), gain(both or alone))
    assert at == len(listed)
    return found


def gain(code: str | None) -> float | None:
    return None if code is None else STEP * (ALPHABET.index(code) + 0.5)
