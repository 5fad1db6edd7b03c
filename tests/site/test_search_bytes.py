"""The same articles give the same bytes of search data, and a change alters few files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from benchmarks.whole import make_search
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import FORMAT, Sizes
from sitegen.site.search.tokens import RULES
from tests.site.test_search import ROOT, SEEDS, TINY, document, made


def contents(documents: Iterable[SearchDocument], sizes: Sizes | None = None, jobs: int = 1) -> dict[str, bytes]:
    return {a.path: a.content for a in made(tuple(documents), sizes or Sizes(), jobs)}


def test_one_and_two_processes_give_the_same_bytes() -> None:
    assert contents(SEEDS, TINY, jobs=1) == contents(SEEDS, TINY, jobs=2)


def test_the_documents_may_come_as_a_stream() -> None:
    assert {a.path: a.content for a in make_search(iter(SEEDS))} == contents(SEEDS)


def test_how_documents_are_cut_into_blocks_changes_no_byte() -> None:
    assert contents(SEEDS, replace(TINY, block=3)) == contents(SEEDS, replace(TINY, block=1_000))


def test_the_same_names_hold_the_same_bytes_as_ever() -> None:
    # Files are named after what lies in them and FORMAT, and are kept for ever by those who have loaded them. Where
    # this fails, count FORMAT up if clients would read the same bytes otherwise (or RULES, if terms have changed),
    # then write the new sum here.
    documents = [document(f"赤峰市法院第{at}次执行110，用心用情", year=str(2020 + at % 3)) for at in range(40)]
    made = contents(documents, TINY)
    digest = sha256(b"".join(made[path] for path in sorted(made) if "-" in path)).hexdigest()
    assert (FORMAT, RULES, digest[:16]) == (4, "bigrams-4", "30f24e41c42788da")


def test_an_added_issue_of_the_newest_month_leaves_what_is_closed_as_it_is() -> None:
    before = contents(SEEDS, TINY)
    after = contents((*SEEDS, document("新的一期", year="2025", href="2025/03/31/01-1.html")), TINY)
    kept = {path: content for path, content in before.items() if re.match("search/(closed|d/(?!2025-03))", path)}
    assert len(kept) > len(SEEDS) / 2
    assert kept.items() <= after.items()


def test_the_turn_of_a_month_leaves_all_texts_as_they_are() -> None:
    before = contents(SEEDS, TINY)
    after = contents((*SEEDS, document("四月", year="2025", href="2025/04/01/01-1.html")), TINY)
    texts = {path: content for path, content in before.items() if path.startswith("search/d/")}
    assert texts.items() <= after.items()


def test_another_word_changes_few_files_and_the_name_of_each() -> None:
    small = replace(TINY, bucket=60, hot=10**9)  # with many buckets, as a large edition has
    word = "内蒙古"
    changed = next(at for at, one in enumerate(SEEDS) if word in "".join(one.text) and one.year)
    text = tuple(block.replace(word, "龘龖龗") for block in SEEDS[changed].text)
    corrected = (*SEEDS[:changed], replace(SEEDS[changed], text=text), *SEEDS[changed + 1 :])
    before, after = contents(SEEDS, small), contents(corrected, small)
    in_place = {"search/manifest.js", "search/suggest/keys.js", "search/traditional.js"}
    assert all(before[path] == after[path] for path in before.keys() & after.keys() - in_place)
    buckets = {path for path in before if "/b/" in path}
    assert len(buckets - after.keys()) < len(buckets) / 4
    assert len({path for path in before if path.startswith("search/d/")} - after.keys()) < len(SEEDS) / 4


def test_the_same_documents_give_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys, hashlib\n"
        "from benchmarks.whole import SearchDocument, make_search\n"
        "text = dict(headline='执行110', title='t', text=('赤峰讯abc', '公正'), date='', page='')\n"
        "documents = [SearchDocument(href=str(n), **text) for n in range(5)]\n"
        "made = b''.join(a.path.encode() + a.content for a in make_search(documents))\n"
        "sys.stdout.write(hashlib.sha256(made).hexdigest())\n"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(results) == 1
