"""The search data as bytes, read back by a reader of the format that shares nothing with the writer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.whole import make_search
from sitegen.build import read_edition
from sitegen.config import load_config
from sitegen.site.artifacts import Artifact
from sitegen.site.catalogue import make_catalogue
from sitegen.site.make import search_documents
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes
from sitegen.site.search.scores import HEADLINE_BOOST
from tests.alphabet import ANY
from tests.nightly import examples
from tests.site.lunr_index import serialise
from tests.site.search_reader import STEP, Index, Postings, Term, bucket_path, postings, read, text_of
from tests.site.search_terms import tokens

ROOT = Path(__file__).parents[2]
# Small enough for two dozen documents to fill several blocks, buckets and chunks, and for their terms to be hot.
TINY = Sizes(
    block=4, bucket=400, seldom=800, texts=900, hot=4, champions=3, chunk=5, suggestions=2, suggested=90, parallel=4
)


def document(*text: str, headline: str = "执行110接处警", title: str = "标题", **more: Any) -> SearchDocument:
    given_too = {"href": "2024/03/22/07-19.html", "date": "2024年3月22日", "page": "07版", "year": "2024"} | more
    return SearchDocument(headline=headline, title=title, text=text, **given_too)


SMALL = (
    document("赤峰讯 “公正与效率”是司法获得公信力的核心所在", headline="全面推行“执行110”工作模式"),
    document("截至2022. 10 某日，执行到位率60%-70%，执行款5·8万元", headline="把握公正根本要求 用心用情办理案件"),
    document("𠮷先生与豈先生", "abc ＡＢＣ abc", headline=""),
    document(headline="图片新闻"),
)


def documents_of_the_seeds() -> tuple[SearchDocument, ...]:
    """Every third block of a bulletin between blank lines as a document, over three years and some without one."""
    blocks = [
        block.strip().split("\n")
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        if block.strip()
    ][::3]
    years = ["", "2022", "2024", "2025"]
    return tuple(
        document(
            *lines,
            headline=lines[0][:20],
            title=lines[0][:9],
            year=years[number * 4 // len(blocks)],
            href=f"{years[number * 4 // len(blocks)] or 'undated'}/03/22/{number}.html",
            people=("金丽",) if number % 3 else (),
            places=("赤峰市",) if number % 2 else ("包头市", "赤峰市"),
        )
        for number, lines in enumerate(blocks)
    )


@cache
def articles_of_the_seeds() -> tuple[SearchDocument, ...]:
    """What make_site hands over for the edition of the seeds."""
    config = load_config(ROOT / "seeds")
    edition, _ = read_edition(config, 1)
    return tuple(search_documents(make_catalogue(edition, config)))


SEEDS = documents_of_the_seeds()


@cache
def made(documents: tuple[SearchDocument, ...], sizes: Sizes, jobs: int) -> tuple[Artifact, ...]:
    return tuple(make_search(documents, jobs=jobs, sizes=sizes))


def index_of(documents: Iterable[SearchDocument], sizes: Sizes | None = None, jobs: int = 1) -> Index:
    return read(made(tuple(documents), sizes or Sizes(), jobs))


def whole(index: Index) -> dict[str, Postings]:
    """Returns the postings of each term in all segments by the ids of the edition."""
    found: dict[str, Postings] = {}
    for segment in index.manifest["segments"]:
        for name, term in index.terms(segment).items():
            moved = {segment["from"] + ordinal: weights for ordinal, weights in term.postings.items()}
            found[name] = found.get(name, {}) | moved
    return found


def text_terms(one: SearchDocument) -> set[str]:
    return {token for text in (one.headline, *one.text) for token in tokens(text)}


def in_one_segment(documents: Sequence[SearchDocument]) -> list[SearchDocument]:
    return [replace(one, year="2024") for one in documents]


def test_an_article_is_found_under_exactly_the_names_whose_index_pages_list_it() -> None:
    articles = articles_of_the_seeds()
    listed: dict[str, set[tuple[str, str]]] = {one.href: set() for one in articles}
    for kind in ("people", "places", "units"):
        for page in (ROOT / "public" / kind).rglob("*.html"):
            for entry in re.split('<(?:div class="entry"|li class="name") id="n', page.read_text("utf-8"))[1:]:
                name = "".join(chr(int(point, 16)) for point in entry.partition('"')[0].split("-"))
                for href in re.findall(r'href="(?:\.\./)+([^"#]+)"', entry.partition("</main>")[0]):
                    if href in listed:
                        listed[href].add((kind, name))
    assert len(listed) == len(articles) > 10
    for one in articles:
        names = {(kind, name) for kind in ("people", "places", "units") for name in getattr(one, kind)}
        assert names == listed[one.href]


def test_the_blocks_of_a_result_are_anchors_of_its_page() -> None:
    for one in articles_of_the_seeds():
        page = (ROOT / "public" / one.href).read_text("utf-8")
        assert len(one.blocks) == len(one.text)
        assert [anchor for anchor in one.blocks if anchor] == re.findall(r'id="(p\d+)"', page)


def test_the_files_are_those_of_the_format() -> None:
    index = index_of(SEEDS, TINY)
    names = (re.sub(r"/[bsf]/[0-9a-f]+-[a-z2-7]{6}\.js$", lambda at: f"{at[0][:3]}N-V.js", path) for path in index.data)
    names = (re.sub(r"-[a-z2-7]{6}/\d+\.js$", "-V/N.js", name) for name in names)
    names = (re.sub(r"x/[a-z2-7]{10}\.js$", "x/V.js", name) for name in names)
    assert {re.sub(r"suggest/\w+-[a-z2-7]{6}\.js$", "suggest/K-V.js", name) for name in names} == {
        *(f"{segment}/{file}.js" for segment in ("closed", "current") for file in ("b/N-V", "s/N-V", "f/N-V", "x/V")),
        *("d/undated-V/N.js", "d/2022-03-V/N.js", "d/2024-03-V/N.js", "d/2025-03-V/N.js"),
        *("suggest/K-V.js", "suggest/keys.js", "facets.js", "traditional.js", "manifest.js"),
    }
    assert list(index.data)[-1] == "manifest.js"


def test_the_manifest_says_what_the_segments_hold() -> None:
    manifest = index_of(SEEDS).manifest
    assert (manifest["format"], manifest["tokens"]) == (4, "bigrams-4")
    assert manifest["documents"] == len(SEEDS)
    years = [one.year for one in SEEDS]
    assert manifest["years"] == [[year, years.index(year)] for year in ("", "2022", "2024", "2025")]
    closed, current = manifest["segments"]
    assert (closed["from"], closed["documents"]) == (0, years.index("2025"))
    assert (current["from"], current["documents"]) == (years.index("2025"), years.count("2025"))
    assert manifest["kinds"] == {"news": len(SEEDS)}
    assert manifest["traditional"] is False
    held = SEEDS[: closed["documents"]]
    means = (sum(len(tokens(d.headline)) for d in held), sum(len(tokens(t)) for d in held for t in d.text))
    headline, text = (float(f"{mean / len(held):.3g}") for mean in means)
    assert manifest["average"] == {"headline": headline, "text": text}


def test_every_term_of_every_document_is_found_and_no_other() -> None:
    index = index_of(SEEDS)
    expected: dict[str, set[int]] = {}
    for ordinal, one in enumerate(SEEDS):
        for term in text_terms(one) | set(one.facets()):
            expected.setdefault(term, set()).add(ordinal)
    assert {term: set(found) for term, found in whole(index).items()} == expected


def test_counts_are_those_of_lunr() -> None:
    index = index_of(in_one_segment(SEEDS))
    vectors = dict(serialise(SEEDS)["invertedIndex"])
    for name, term in index.terms(index.segment("current")).items():
        assert term.documents == len(term.postings)
        if name in vectors:
            assert term.summed == sum(len(vectors[name][field]) for field in ("headline", "text"))


def test_unpacked_weights_are_lunr_s_own_within_the_rounding() -> None:
    documents = in_one_segment(articles_of_the_seeds())
    index = index_of(documents)
    found = index.terms(index.segment("current"))
    serialised = serialise(documents)
    names = {entry["_index"]: (term, entry) for term, entry in serialised["invertedIndex"]}
    errors = []
    for reference, vector in serialised["fieldVectors"]:
        field, ordinal = reference.split("/")
        for at, score in zip(vector[::2], vector[1::2], strict=True):
            term, entry = names[at]
            summed = len(entry["text"]) + len(entry["headline"])
            idf = math.log(1 + abs((len(documents) - summed + 0.5) / (summed + 0.5)))
            gain = found[term].postings[int(ordinal)][field == "headline"]
            assert gain is not None
            boost = HEADLINE_BOOST if field == "headline" else 1
            # Half a step, and what lunr's rounding to three places takes from small scores.
            assert abs(score / idf / boost - gain) <= STEP / 2 + 0.0005 / idf / boost + 1e-9
            errors.append(abs(idf * gain * boost - score) / score)
    assert len(errors) > 10_000
    assert sum(errors) / len(errors) <= 0.01


def test_two_segments_hold_what_one_holds() -> None:
    # Alike in length on both sides, so that both editions are weighed with one average.
    half = [
        document("赤峰市法院执行110", "公正与效率", headline="执行"),
        document("包头市政协法院", "公正", headline="法院"),
    ]
    two = [replace(one, year=year) for year in ("2023", "2024") for one in half]
    separate, together = index_of(two), index_of([replace(one, year="2024") for one in two])
    assert [s["path"] for s in separate.manifest["segments"]] == ["closed", "current"]
    assert [s["path"] for s in together.manifest["segments"]] == ["current"]
    assert separate.manifest["average"] == together.manifest["average"]
    assert whole(separate) == whole(together)
    assert separate.documents() == together.documents()


def test_terms_are_sorted_as_utf_16() -> None:
    # 﨎 (U+FA0E) has no compatibility form: it stays above the surrogates of 𠮷, below its code point.
    index = index_of([document("𠮷 﨎 执", headline="")], replace(TINY, bucket=10_000, seldom=10_000))
    (segment,) = index.manifest["segments"]
    assert segment["s"][0] == 1
    terms = list(index.terms(segment))
    assert terms.index("执") < terms.index("𠮷") < terms.index("﨎")


def test_no_term_reaches_from_one_block_into_the_next() -> None:
    found = whole(index_of([document("把握公正", "用心用情", headline="")]))
    assert "公正" in found
    assert "正用" not in found


def test_a_posting_of_the_headline_alone_keeps_its_delta() -> None:
    documents = [document("甲", headline="乙"), document("丙", headline="甲"), document("丁", headline="甲")]
    term = whole(index_of(documents))["甲"]
    assert [(ordinal, text is not None, head is not None) for ordinal, (text, head) in term.items()] == [
        (0, True, False),
        (1, False, True),
        (2, False, True),
    ]


def test_words_with_one_beginning_lie_in_one_bucket() -> None:
    index = index_of((*SEEDS, document("courts court courtier cour")), TINY)
    segment = index.manifest["segments"][-1]
    assert segment["b"][0] > 8
    buckets = [index.data[bucket_path(segment, "b", number)] for number in range(segment["b"][0])]
    assert sum("\nco" in f"\n{bucket}" for bucket in buckets) == 1


@pytest.fixture(scope="module")
def hot() -> tuple[dict[str, Term], dict[str, Term]]:
    """The terms of one edition, once with chunks and once without."""
    documents = in_one_segment(SEEDS)
    cut, plain = index_of(documents, TINY), index_of(documents, replace(TINY, hot=10**9))
    return cut.terms(cut.segment("current")), plain.terms(plain.segment("current"))


def test_a_hot_term_has_its_whole_list_in_chunks(hot: tuple[dict[str, Term], dict[str, Term]]) -> None:
    cut, plain = hot
    assert {name: term.postings for name, term in cut.items()} == {n: t.postings for n, t in plain.items()}
    assert not any(term.chunks for term in plain.values())
    assert max(len(term.chunks) for term in cut.values()) > 2


def test_the_champions_of_a_hot_term_are_its_best_and_of_equals_the_latest(
    hot: tuple[dict[str, Term], dict[str, Term]],
) -> None:
    chosen = 0
    for name, term in hot[0].items():
        if term.champions is None:
            continue
        chosen += 1
        # In half steps: the last digit of a sum of fractions tells nothing.
        worth = {n: (text or 0) + HEADLINE_BOOST * (head or 0) for n, (text, head) in term.postings.items()}
        places = {n: (round(2 * gain / STEP), n) for n, gain in worth.items()}
        best = sorted(term.postings, key=places.__getitem__)[-TINY.champions :]
        assert list(term.champions) == sorted(best), name
    assert chosen > 50


def test_chunks_are_no_longer_than_allowed_and_those_of_short_lists_share_a_file() -> None:
    index = index_of(in_one_segment(SEEDS), replace(TINY, chunk=8))
    files = [[len(postings(listed)) for listed in held] for path, held in index.data.items() if "/x/" in path]
    assert max(map(max, files)) == 8
    assert max(map(sum, files)) < 16
    assert max(map(len, files)) > 1


def test_the_number_of_buckets_is_a_power_of_two_and_fits_the_size() -> None:
    index = index_of(SEEDS, replace(TINY, hot=6_144))
    for segment, shelf in ((segment, shelf) for segment in index.manifest["segments"] for shelf in "bsf"):
        count, _ = segment[shelf]
        assert count.bit_count() == 1
        sizes = [len(d.encode()) for path, d in index.data.items() if path.startswith(f"{segment['path']}/{shelf}/")]
        assert len(sizes) == count
        wanted = 800 if shelf != "b" else min(800, max(200, 2 * sum(sizes) ** 0.5))
        assert count == 1 or wanted / 2 < sum(sizes) / len(sizes) < wanted * 2


def test_neighbours_of_one_month_share_a_file_of_about_the_size_that_is_wanted() -> None:
    index = index_of(SEEDS, TINY)
    held = {path: len(str(found).encode()) for path, found in index.data.items() if path.startswith("d/")}
    assert len(held) < len(SEEDS) / 1.5
    assert 900 / 2 < sum(held.values()) / len(held) < 900 * 2
    for path in held:
        assert len({(one[0][:7]) for one in index.data[path]}) == 1


def test_what_a_script_or_utf_8_cannot_hold_is_escaped_and_comes_back() -> None:
    dangerous = "一\u2028二\u2029三</script>四\ud842五"
    one = document(dangerous, title="</SCRIPT>", people=("</script>\t\n",))
    made = list(make_search([one]))
    for artifact in made:
        assert not {"\u2028", "</"} & set(re.findall("\u2028|</", text_of(artifact.content)))
    index = read(made)
    assert index.documents()[0]["text"] == [dangerous]
    assert "@person:</script>  " in whole(index)


def test_a_name_that_looks_like_a_mark_of_the_writer_stays_what_it_is() -> None:
    odd = "\\t\\u00005:"
    documents = in_one_segment([replace(one, people=(odd,)) for one in SEEDS])
    term = whole(index_of(documents, TINY))[f"@person:{odd}"]
    assert list(term) == list(range(len(SEEDS)))


def test_an_edition_without_articles_has_a_manifest_that_says_so() -> None:
    index = index_of([])
    assert index.manifest["segments"] == []
    assert index.manifest["documents"] == 0
    assert set(index.data) == {"manifest.js", "facets.js", "traditional.js", "suggest/keys.js"}


def test_undated_articles_alone_are_a_closed_segment() -> None:
    index = index_of([replace(one, year="") for one in SMALL])
    assert [segment["path"] for segment in index.manifest["segments"]] == ["closed"]


def test_articles_without_a_word_do_not_stop_the_search() -> None:
    found = whole(index_of([document("", headline=""), document(headline="")]))
    assert all(name.startswith("@") for name in found)


@settings(deadline=None, max_examples=examples(50))
@given(
    st.lists(
        st.builds(
            lambda text, headline, name, year: document(*text, headline=headline, places=(name,), year=year),
            st.lists(st.text(ANY), max_size=3),
            st.text(ANY),
            st.text(ANY),
            st.sampled_from(["2024", "2025"]),
        ),
        max_size=6,
    ).map(lambda documents: sorted(documents, key=lambda one: one.year))
)
def test_any_text_is_indexed_and_every_token_lies_in_its_bucket(documents: list[SearchDocument]) -> None:
    index = index_of(documents, TINY)
    for ordinal, one in enumerate(documents):
        (segment,) = (s for s in index.manifest["segments"] if s["from"] <= ordinal < s["from"] + s["documents"])
        for term in chain(text_terms(one), one.facets()):
            found = index.term(segment, term)
            assert found is not None
            assert ordinal - segment["from"] in found.postings
    assert [one["text"] for one in index.documents()] == [list(one.text) for one in documents]
