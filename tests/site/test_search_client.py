"""The search as a reader's browser runs it: the theme's scripts on the made index, in V8."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tests.alphabet import ANY

pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")

from sitegen.site.artifacts import Artifact
from sitegen.site.search import recall
from sitegen.site.search.client import Client
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.recall import Printed, Recall, ask
from sitegen.site.search.tokens import fold, runs, squash
from sitegen.traditional import SIMPLIFIED
from tests import nightly
from tests.site.clients import ROOT, STATIC, answer, client_of, document, site_of
from tests.site.search_terms import tokens

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/fixtures/search_tokens.json").read_text(encoding="utf-8"))
# Characters that this Python does not know may be known to V8; surrogates stand in no text that was read.
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cn")))


def documents_of_the_seeds() -> tuple[SearchDocument, ...]:
    """Each block of a bulletin between blank lines as a document; its lines are the blocks, the first its headline."""
    blocks = (
        block.strip().split("\n")
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        if block.strip()
    )
    return tuple(
        document(*lines, headline=lines[0][:20], href=f"undated/a-{number}.html") for number, lines in enumerate(blocks)
    )


SEEDS = documents_of_the_seeds()


@pytest.fixture(scope="module")
def seeds() -> Iterator[Client]:
    with client_of(*SEEDS) as client:
        yield client


def numbered(documents: Sequence[SearchDocument]) -> list[SearchDocument]:
    return [replace(each, href=f"undated/a-{number}.html") for number, each in enumerate(documents)]


# Enough of them to miss what is broken, without asking for all.
SOME = tuple(numbered(SEEDS[::10]))


def proof_of(documents: Sequence[SearchDocument], site: Sequence[Artifact] | None = None) -> Recall:
    printed = {each.href: Printed(each.headline, (each.headline, *each.text)) for each in numbered(documents)}
    return ask(printed, site_of(*numbered(documents)) if site is None else site)


def with_script(site: Sequence[Artifact], intact: str, broken: str) -> list[Artifact]:
    """Returns a site whose search script is changed in one place."""
    changed = [
        structs.replace(each, content=each.content.replace(intact.encode(), broken.encode()))
        if each.path == "static/search.js"
        else each
        for each in site
    ]
    assert changed != list(site)
    return changed


def in_javascript(client: Client, name: str, text: str) -> object:
    return client.call(f"text => sitegenSearch.text.{name}(text)", text)


@pytest.fixture(scope="module")
def learned() -> Iterator[Client]:
    """A client that has loaded the map of traditional characters."""
    with client_of(document("某")) as client:
        client.call("() => sitegenSearch.files.loadTraditional()")
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_javascript_folds_squashes_and_splits_each_case_as_written(learned: Client, case: dict[str, Any]) -> None:
    for name in ("fold", "squash", "tokens"):
        assert in_javascript(learned, name, case["text"]) == case[name]


@settings(deadline=None)
@given(text=ANY_TEXT)
def test_any_text_has_the_same_tokens_in_python_and_javascript(learned: Client, text: str) -> None:
    # A character that is older than this Python may still be newer than this V8.
    known = "".join(c for c in text if not learned.call(r"c => /\p{Cn}/u.test(c)", c))
    assert in_javascript(learned, "tokens", known) == tokens(known)
    assert in_javascript(learned, "fold", known) == fold(known)


def test_every_assigned_character_has_the_same_fold_and_class_in_python_and_javascript(learned: Client) -> None:
    assigned = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) not in {"Cn", "Cs", "Co"}]
    folded = learned.call(
        r"cs => cs.map(c => /\p{Cn}/u.test(c) ? null : [sitegenSearch.text.fold(c), sitegenSearch.text.runs(c)])",
        assigned,
    )
    assert isinstance(folded, list)
    differing = [
        (f"U+{ord(character):04X}", theirs)
        for character, theirs in zip(assigned, folded, strict=True)
        if theirs is not None and theirs != [fold(character), list(runs(character))]
    ]
    assert differing == []


def test_every_run_cut_out_of_the_seeds_finds_its_article() -> None:
    step = 1 if nightly.WANTED else 3
    proof = proof_of(SEEDS[::step])
    assert proof.misses == ()
    assert proof.asked > 15_000 // (step + 1)
    assert proof.recall == 1


@settings(deadline=None, max_examples=25)
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_every_run_cut_out_of_any_text_finds_its_article(texts: list[str]) -> None:
    assert proof_of([document(text, headline="") for text in texts]).misses == ()


def test_a_proof_of_a_large_edition_asks_a_sample_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "ARTICLES_IN_FULL", 5)
    one, other = proof_of(SEEDS), proof_of(SEEDS)
    assert one == other
    assert one.misses == ()
    assert one.sampled == 5
    told = json.loads(one.report())
    assert (told["articles"], told["articles_sampled"]) == (len(SEEDS), 5)
    assert told["found"] == told["asked"] == one.asked
    assert told["recall"] == 1


@pytest.mark.parametrize(
    ("intact", "broken"),
    [
        ("Array.from(run);", "(run.match(/[^0-9]/gu)||[]);"),
        ('.normalize("NFKC").toLowerCase()', '.toLowerCase().replace(/行/g, "")'),
        ("characters.slice(1)", "characters.slice(1).reverse()"),
    ],
    ids=["digits forgotten", "a character lost in folding", "neighbours mixed up"],
)
def test_a_broken_tokenizer_is_proved_broken(intact: str, broken: str) -> None:
    site = with_script(site_of(*SOME), intact, broken)
    proof = proof_of(SOME, site)
    assert proof.misses
    assert proof.recall < 1
    assert json.loads(proof.report())["misses"]


def test_an_index_that_lacks_an_article_is_proved_broken() -> None:
    proof = proof_of(SOME, site_of(*SOME[:-1]))
    assert {miss.address for miss in proof.misses} == {SOME[-1].href}


def test_a_search_that_shows_others_before_an_article_with_the_asked_headline_is_proved_broken() -> None:
    articles = [document("甲乙。丙丁", headline="法院执行"), *[document("法院执行")] * 15]
    assert proof_of(articles).misplaced == ()
    site = with_script(site_of(*numbered(articles)), "HEADLINE_BOOST=4", "HEADLINE_BOOST=0")
    assert [miss.query for miss in proof_of(articles, site).misplaced] == ["法院执行"]


def test_what_is_found_is_what_a_plain_look_into_the_text_finds(seeds: Client) -> None:
    for query in ("执行", "赤峰市中级人民法院", "毕晨", "执行110", "羊", "2022", "案", "鄂托克旗", "人民日报"):
        truth = {n for n, each in enumerate(SEEDS) if any(query in squash(t) for t in (each.headline, *each.text))}
        assert set(seeds.find(query)) == truth
        assert answer(seeds, query)["total"] == len(truth)
        assert answer(seeds, query)["exact"]


def test_terms_that_lunr_s_own_term_set_loses_are_found() -> None:
    # olivernn/lunr.js#503: it merges states of its automaton whose keys, label and number strung together, collide.
    numbers = [str(i**3 * 9 % (999983 if i % 3 else 9973)) for i in range(1, 500)]
    with client_of(document(*numbers, headline="")) as client:
        assert client.find_each(numbers) == [[0]] * len(numbers)
    assert proof_of([document(*numbers, headline="")]).misses == ()


def test_an_astral_and_a_compatibility_ideograph_do_not_stop_the_index_from_loading() -> None:
    with client_of(document("𠮷野与﨎某"), document("豈先生")) as client:
        assert client.find_each(["𠮷", "𠮷野", "﨎某", "豈", "豈先", "岂"]) == [[0], [0], [0], [1], [1], [1]]


def test_characters_that_occur_but_not_side_by_side_are_not_found() -> None:
    with client_of(document("甲乙丙，乙丙丁"), document("法院的执行，行局的法院")) as client:
        assert client.find("甲乙丙丁") == []
        assert client.find("执行局") == []
        assert client.find("甲乙丙") == [0]


def test_a_query_may_have_other_punctuation_than_the_text() -> None:
    with client_of(document("推行“执行110”工作模式，提高到位率60%-70%")) as client:
        for query in ("执行110，工作", "推行“执行110”工作", "到位率 60%-70%", "60% 70%", "６０％", "模式。提高"):
            assert client.find(query) == [0], query


def test_a_query_across_a_paragraph_border_is_found() -> None:
    with client_of(document("坚持公正。", "提高效率")) as client:
        assert client.find("公正。提高") == [0]
        assert client.find("公正\n提高") == [0]


def test_a_single_letter_or_digit_is_found_within_words_and_numbers() -> None:
    with client_of(document("执行110"), document("见5·8节"), document("abc")) as client:
        assert client.find_each(["1", "0", "5", "8", "b", "9", "5·8"]) == [[0], [0], [1], [1], [2], [], [1]]


def test_words_parted_by_a_space_must_all_be_found_in_any_order() -> None:
    with client_of(document("法院执行"), document("法院审判"), document("执行法院")) as client:
        assert sorted(client.find("执行 法院")) == [0, 2]


def test_a_quoted_phrase_keeps_its_space_and_is_found_as_one() -> None:
    with client_of(document("把握公正 用心用情"), document("用心用情 把握公正")) as client:
        assert sorted(client.find("公正 用心")) == [0, 1]
        for query in ('"公正 用心"', "“公正 用心”", "＂公正 用心＂"):
            assert client.find(query) == [0]


def test_a_word_after_a_minus_is_excluded() -> None:
    with client_of(document("法院执行"), document("法院审判"), document("法院、执。行")) as client:
        assert sorted(client.find("法院 -执行")) == [1, 2]
        assert sorted(client.find('法院 －"执行"')) == [1, 2]
        assert client.find("法院 -执行 -审判") == [2]


def test_a_query_of_exclusions_alone_is_meant_as_it_stands() -> None:
    with client_of(document("气温-15℃"), document("气温20℃")) as client:
        assert client.find("-15℃") == [0]


def test_nothing_a_reader_can_type_throws(seeds: Client) -> None:
    strange = [
        "赤峰:法院", "title:", "~", "*", "*执行*", "+ -", "-", '"', '""', "“", "“执行", "执行~1", "法院^10", "\\",
        "a/b", "constructor", "__proto__", "toString", "\x00\x01\x1f", "\ud800", "\udfff执", "执\ud842", "\u202eשלום",
        "مرحبا", "执行" * 5000, "x" * 10_000, "7 " * 5000, " -a" * 3000, "\u0301", "👍🏽", "\u3000", "", "１", "\ue000",
    ]  # fmt: skip
    for query in strange:
        assert isinstance(seeds.find(query), list), ascii(query)


@settings(deadline=None)
@given(query=st.text(ANY, max_size=30) | st.text(alphabet='执行法院110 -"“”~*:+^\\/', max_size=30))
def test_no_query_throws_in_search_or_snippet(seeds: Client, query: str) -> None:
    seeds.call(
        "async q => { const a = await (await sitegenSearch.find(q)).settle();"
        "  sitegenSearch.snippet({headline: '', text: ['执行𠮷', '']}, a); sitegenSearch.marked('执行', a);"
        "  await sitegenSearch.suggest(q); }",
        query,
    )


def test_a_query_without_letters_or_digits_says_so(seeds: Client) -> None:
    for query in ("", " ", "，。", "+ -", "\ud800"):
        told = answer(seeds, query)
        assert (told["empty"], told["total"], told["ids"]) == (True, 0, [])


def test_a_query_that_is_too_long_is_cut_and_says_so() -> None:
    long = "".join(chr(0x4E00 + n) for n in range(300))
    with client_of(document(long), document(long[:200])) as client:
        for query, total, shortened in (
            (long[:200], 2, False),
            (long[:201], 2, True),
            ("𠮷" * 201, 0, True),
            # Beyond the terms that the index is asked for, the text is still compared.
            (long[:150] + long[250:260], 0, False),
        ):
            told = answer(client, query)
            assert (told["total"], told["shortened"]) == (total, shortened)


def test_a_headline_counts_more_than_the_text_and_of_equals_the_newer_comes_first() -> None:
    text = "法院的工作报告"
    with client_of(
        document(text, "执行", headline="甲"), document(text, headline="执行"), document(text, "执行", headline="乙")
    ) as client:
        assert client.find("执行") == [1, 2, 0]


def test_a_whole_number_ranks_before_a_longer_one_that_contains_it() -> None:
    with client_of(document("执行110某"), document("号码31105")) as client:
        assert client.find("110") == [0, 1]


def test_a_traditional_query_finds_a_simplified_text_and_the_other_way_round() -> None:
    with client_of(document("内蒙古赤峰市法院执行"), document("內蒙古高級法院執行")) as client:
        assert sorted(client.find("執行")) == [0, 1]
        assert sorted(client.find("执行")) == [0, 1]
        assert client.find("高级法院") == [1]
        assert client.find("執行 -高級") == [0]
        assert client.asked.count("traditional.js") == 1


@pytest.mark.parametrize("printed", ["市民⾛进⻓街看⻢戏，⻅到⻢队", "市民走进长街看马戏，见到马队"])
def test_radicals_that_a_converter_left_are_found_and_may_be_asked_for(printed: str) -> None:
    for query in ("长街", "马戏", "见到", "马队", "走进长街", "⻓街", "⻅到⻢队", "⾛进"):
        with client_of(document(printed), document("街上的队伍到了")) as client:
            assert client.find(query) == [0], query


def test_the_map_of_traditional_characters_is_not_loaded_where_it_is_not_needed() -> None:
    with client_of(document("内蒙古赤峰市法院执行")) as client:
        assert client.find("执行") == [0]
        assert "traditional.js" not in client.asked
        assert client.call("pairs => (sitegenSearch.text.learnTraditional(pairs), 0)", "萬万") == 0
        assert in_javascript(client, "fold", "萬") == SIMPLIFIED["萬"]


def test_a_query_loads_only_the_files_it_needs() -> None:
    with client_of(*SEEDS) as client:
        found = client.find("毕晨")
        kinds = [re.sub(r"^\w+/(?=[bsfx]/)|/.*", "", path) for path in client.asked]
        assert sorted(kinds) == ["b", *["d"] * kinds.count("d"), "manifest.js"]
        assert 1 <= kinds.count("d") <= len(found)
        assert len(client.asked) == len(set(client.asked))


def test_pinyin_offers_names_by_their_syllables_and_by_their_initials() -> None:
    court = document("某", headline="某", places=("赤峰市",), units=("赤峰市中级人民法院",), people=("毕晨",))
    with client_of(court) as client:

        def offered(typed: str) -> list[str]:
            found = client.call("t => sitegenSearch.suggest(t)", typed)
            assert isinstance(found, list)
            return [each["text"] for each in found]

        assert set(offered("chifeng")) == set(offered("chif")) == {"赤峰市", "赤峰市中级人民法院"}
        assert offered("cfszj") == ["赤峰市中级人民法院"]
        assert offered("BI chen") == offered("bc") == ["毕晨"]
        for typed in ("x", "zzzz", "赤峰", "", "chifeng!", "constructor", "a" * 10_000):
            assert offered(typed) == []


def test_the_client_leaves_one_frozen_global() -> None:
    with client_of(document("某")) as client:
        assert client.call("() => Object.isFrozen(sitegenSearch) && Object.isFrozen(sitegenSearch.text)") is True


def test_the_published_scripts_are_the_theme_s_made_small() -> None:
    for file in sorted((ROOT / "themes/broadsheet/static/search").glob("*.js")):
        assert len(file.read_text("utf-8").splitlines()) <= 310, file.name
    paths = {each.path: each.content for each in STATIC}
    assert {path for path in paths if "search" in path and path.endswith(".js")} == {
        "static/search.js",
        "static/search-page.js",
        "static/search-hits.js",
        "static/search-more.js",
        "static/search-near.js",
    }
    size = sum(len(gzip.compress(paths[path], 9)) for path in ("static/search.js", "static/search-page.js"))
    assert size < 13.3 * 1024
