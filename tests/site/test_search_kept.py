"""The search that is kept from build to build: bytes as of a clean build, and no more made than has changed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from benchmarks.whole import make_search
from sitegen.machine.cache import Cache
from sitegen.site.artifacts import Artifact, Written, digest_of
from sitegen.site.digests import digest_of_values
from sitegen.site.search import blocks, buckets, kept
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes
from sitegen.site.search.kept import KIND, write_search
from tests.site.clients import document

SMALL = Sizes(block=3, bucket=64, seldom=128, texts=256, stretch=6, hot=5, champions=2, chunk=6, suggested=256)
Documents = tuple[SearchDocument, ...]
MONTHS = ("", "2022-03", "2024-03", "2024-11", "2025-03")
SYLLABLES = [chr(0x6CB3 + number) for number in range(60)]


def an_edition() -> Documents:
    """Returns some articles of each month, which share many pairs of characters."""
    chance = random.Random(7)
    return tuple(
        document(
            "".join(chance.choices(SYLLABLES, k=40)),
            headline=f"第{number}号",
            year=month[:4],
            href=f"{month.replace('-', '/') or 'undated'}/22/{number}.html",
            people=("金丽",) if number % 3 else (),
        )
        for month in MONTHS
        for number in range(5)
    )


@dataclass(slots=True)
class Site:
    """A site in memory that is built over the one before it."""

    published: dict[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def write(self, artifact: Artifact) -> Written:
        self.made.append(artifact.path)
        self.new[artifact.path] = artifact.content
        return Written(artifact.path, artifact.made_from, digest_of(artifact.content), len(artifact.content))

    def keep(self, file: Written) -> bool:
        stands = self.published.get(file.path)
        if stands is None or digest_of(stands) != file.digest:
            return False
        self.new[file.path] = stands
        return True

    def read(self, path: str) -> bytes:
        return self.new[path]

    def build(self, documents: Documents, file: Path, jobs: int = 1, sizes: Sizes = SMALL) -> dict[str, bytes]:
        self.published, self.new, self.made = self.new, {}, []
        with closing(Cache(file)) as cache:
            indexed = [(one.month(), digest_of_values(one)) for one in documents]
            written = write_search(indexed, lambda first, end: documents[first:end], self, cache, jobs, sizes=sizes)
            cache.save(KIND)
        return {one.path: self.new[one.path] for one in written}


def clean(documents: Documents) -> dict[str, bytes]:
    return {one.path: one.content for one in make_search(documents, sizes=SMALL)}


def with_a_word(documents: Documents, at: int, word: str) -> Documents:
    text = documents[at].text
    changed = replace(documents[at], text=(*text[:-1], f"{text[-1][2:]}{word}"))
    return (*documents[:at], changed, *documents[at + 1 :])


def edits(chance: random.Random, documents: Documents) -> Iterator[Documents]:
    """Returns what becomes of an edition that somebody works on for a while."""
    for step in range(5):
        at = chance.randrange(len(documents) - 1)
        kind = chance.choice(("word", "word", "headline", "less", "again", "newest gone"))
        if kind == "word":
            documents = with_a_word(documents, at, chance.choice(("河湾", "a2", "𠀀", "12345")))
        elif kind == "headline":
            changed = replace(documents[at], headline=f"第{step}桥", title=f"第{step}桥", people=("王小川",))
            documents = (*documents[:at], changed, *documents[at + 1 :])
        elif kind == "less":
            documents = (*documents[:at], *documents[at + 1 :])
        elif kind == "again":
            documents = (*documents[:at], documents[at], *documents[at:])
        else:
            documents = documents[:-5]
        yield documents


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_search_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    site, file = Site(), tmp_path / "cache"
    site.build(an_edition(), file)
    for documents in edits(random.Random(seed), an_edition()):
        assert site.build(documents, file) == clean(documents)


def test_in_lean_processes_the_same_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAN_FROM", 1)
    assert Site().build(an_edition(), tmp_path / "cache", 2, replace(SMALL, parallel=1)) == clean(an_edition())


def test_what_is_damaged_is_made_anew(tmp_path: Path) -> None:
    site, file = Site(), tmp_path / "cache"
    documents = an_edition()
    site.build(documents, file)
    with closing(sqlite3.connect(file)) as base:
        base.execute("UPDATE found SET value = x'00' WHERE name GLOB 'group/*' OR name GLOB 'packed/*'")
        base.commit()
    changed = with_a_word(documents, 3, "河湾")
    assert site.build(changed, file) == clean(changed)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    called: list[str] = []
    for module, name in ((blocks, "read_block"), (blocks, "post_block"), (buckets, "make_part")):
        function = getattr(module, name)
        for where in ("kept", "segments", "making"):
            monkeypatch.setattr(
                f"sitegen.site.search.{where}.{name}",
                lambda task, function=function, name=name: called.append(name) or function(task),
                raising=False,
            )
    return called


def test_of_a_word_in_an_old_month_only_its_block_and_its_terms_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, file = Site(), tmp_path / "cache"
    documents = an_edition()
    called = counted(monkeypatch)
    site.build(documents, file)
    all_parts = called.count("make_part")
    called.clear()
    site.build(documents, file)
    assert called == []
    site.build(with_a_word(documents, 6, "河湾"), file)
    assert (called.count("read_block"), called.count("post_block")) == (1, 1)
    assert 0 < called.count("make_part") < all_parts / 2


def test_a_word_renames_the_files_of_few_texts_of_its_month(tmp_path: Path) -> None:
    site, file, sizes = Site(), tmp_path / "cache", replace(SMALL, stretch=3)
    month = tuple(replace(one, href=f"2022/03/22/{at}.html") for at, one in enumerate(an_edition()[:20]))
    before = site.build(month, file, sizes=sizes).keys()
    after = site.build(with_a_word(month, 10, "河湾"), file, sizes=sizes).keys()
    texts = {path for path in before if path.startswith("search/d/")}
    assert 0 < len(texts - after) < len(texts) / 3
    assert {path for path in site.made if path.startswith("search/d/")} <= after - before
