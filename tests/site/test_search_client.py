"""The search as a reader's browser runs it: the theme's scripts on the made index, in V8."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")

from sitegen.site.search import SearchDocument, make_search
from sitegen.site.search_proof import Client, prove, run_client
from sitegen.site.search_tokens import fold, runs, squash, tokens

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "themes" / "broadsheet" / "static"
CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/fixtures/search_tokens.json").read_text(encoding="utf-8"))
TOKENS, CLIENT, LUNR = (
    (STATIC / path).read_text(encoding="utf-8")
    for path in ("search/tokens.js", "search/client.js", "vendor/lunr.min.js")
)
SCRIPTS = (TOKENS, CLIENT, LUNR)
# Characters that this Python does not know may be known to V8; surrogates stand in no text that was read.
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cn")))


def document(*text: str, headline: str = "标题") -> SearchDocument:
    return SearchDocument(href="a.html", headline=headline, title=headline, text=text, date="日期待考", page="05版")


def documents_of_the_seeds() -> tuple[SearchDocument, ...]:
    """Each block of a bulletin between blank lines as a document; its lines are the blocks, the first its headline."""
    blocks = (
        block.strip().split("\n")
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        if block.strip()
    )
    return tuple(document(*lines, headline=lines[0][:20]) for lines in blocks)


SEEDS = documents_of_the_seeds()


def client_of(*documents: SearchDocument) -> Client:
    return run_client([*SCRIPTS, *(artifact.content.decode() for artifact in make_search(documents))])


@pytest.fixture(scope="module")
def seeds() -> Iterator[Client]:
    with client_of(*SEEDS) as client:
        yield client


def snippet(client: Client, query: str, ordinal: int = 0) -> list[dict[str, Any]]:
    found = client.call("(q, n) => sitegenSearch.snippet(sitegenSearch.find(q).results[n].document, q)", query, ordinal)
    assert isinstance(found, list)
    return found


def in_javascript(client: Client, name: str, text: str) -> object:
    return client.call(f"text => sitegenSearch.text.{name}(text)", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_javascript_folds_squashes_and_splits_each_case_as_written(seeds: Client, case: dict[str, Any]) -> None:
    for name in ("fold", "squash", "tokens"):
        assert in_javascript(seeds, name, case["text"]) == case[name]


@settings(deadline=None)
@given(text=ANY_TEXT)
def test_any_text_has_the_same_tokens_in_python_and_javascript(seeds: Client, text: str) -> None:
    # A character that is older than this Python may still be newer than this V8.
    known = "".join(c for c in text if not seeds.call(r"c => /\p{Cn}/u.test(c)", c))
    assert in_javascript(seeds, "tokens", known) == tokens(known)
    assert in_javascript(seeds, "fold", known) == fold(known)


def test_every_assigned_character_has_the_same_fold_and_class_in_python_and_javascript(seeds: Client) -> None:
    assigned = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) not in {"Cn", "Cs", "Co"}]
    folded = seeds.call(
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
    proof = prove(SEEDS, make_search(SEEDS), SCRIPTS, None)
    assert proof.misses == ()
    assert proof.asked > 15_000


@settings(deadline=None, max_examples=25)
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_every_run_cut_out_of_any_text_finds_its_article(texts: list[str]) -> None:
    documents = [document(text, headline="") for text in texts]
    assert prove(documents, make_search(documents), SCRIPTS, None).misses == ()


def test_a_sampled_proof_asks_less_and_always_the_same() -> None:
    artifacts = make_search(SEEDS)
    one, other = (prove(SEEDS, artifacts, SCRIPTS, 3) for _ in range(2))
    assert one == other
    assert one.misses == ()
    assert len(SEEDS) < one.asked <= 6 * len(SEEDS)


@pytest.mark.parametrize(
    ("intact", "broken"),
    [
        ("Array.from(run);\n", "run.match(/[^0-9]/gu) || [];\n"),
        ('.normalize("NFKC").toLowerCase()', '.toLowerCase().replace(/行/g, "")'),
        ("characters.slice(1)", "characters.slice(1).reverse()"),
    ],
    ids=["digits forgotten", "a character lost in folding", "neighbours mixed up"],
)
def test_a_broken_tokenizer_is_proved_broken(intact: str, broken: str) -> None:
    assert TOKENS.count(intact) == 1
    scripts = (TOKENS.replace(intact, broken), CLIENT, LUNR)
    assert prove(SEEDS, make_search(SEEDS), scripts, 20).misses


def test_an_index_that_lacks_an_article_is_proved_broken() -> None:
    index, _ = make_search(SEEDS[:-1])
    _, documents = make_search(SEEDS)
    assert {miss.ordinal for miss in prove(SEEDS, (index, documents), SCRIPTS, 20).misses} == {len(SEEDS) - 1}


def test_what_is_found_is_what_a_plain_look_into_the_text_finds(seeds: Client) -> None:
    for query in ("执行", "赤峰市中级人民法院", "毕晨", "执行110", "羊", "2022", "案", "鄂托克旗", "人民日报"):
        truth = {n for n, each in enumerate(SEEDS) if any(query in squash(t) for t in (each.headline, *each.text))}
        assert set(seeds.find(query)) == truth


def test_lunr_js_loads_the_index_and_agrees_with_the_client() -> None:
    content = make_search(SEEDS)[0].content.decode()
    stock = content.replace("sitegenSearch.receiveIndex(", "stock = lunr.Index.load(", 1)
    with run_client([*SCRIPTS, content, make_search(SEEDS)[1].content.decode(), stock]) as client:
        found = client.call("() => stock.query(q => q.term('执行', {usePipeline: false})).map(hit => Number(hit.ref))")
        assert isinstance(found, list)
        assert sorted(found) == sorted(client.find("执行"))


def test_terms_that_lunr_s_own_term_set_loses_are_found() -> None:
    # olivernn/lunr.js#503: it merges states of its automaton whose keys, label and number strung together, collide.
    numbers = [str(i**3 * 9 % (999983 if i % 3 else 9973)) for i in range(1, 500)]
    index, documents = make_search([document(*numbers, headline="")])
    stock = index.content.decode().replace("sitegenSearch.receiveIndex(", "stock = lunr.Index.load(", 1)
    with run_client([LUNR, stock]) as client:
        lost = client.call(
            "terms => terms.filter(t => stock.query(q => q.term(t, {usePipeline: false})).length === 0)", numbers
        )
    assert lost == ["5902", "5905"]
    with client_of(document(*numbers, headline="")) as client:
        assert client.find_each(numbers) == [[0]] * len(numbers)
    assert prove([document(*numbers, headline="")], (index, documents), SCRIPTS, None).misses == ()


def test_an_astral_and_a_compatibility_ideograph_do_not_stop_the_index_from_loading() -> None:
    with client_of(document("𠮷野与﨎某"), document("豈先生")) as client:
        assert client.find_each(["𠮷", "𠮷野", "﨎某", "豈", "豈先"]) == [[0], [0], [0], [1], [1]]


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
@given(query=st.text(max_size=30) | st.text(alphabet='执行法院110 -"“”~*:+^\\/', max_size=30))
def test_no_query_throws_in_search_or_snippet(seeds: Client, query: str) -> None:
    seeds.call("q => (sitegenSearch.find(q), sitegenSearch.snippet({headline: '', text: ['执行𠮷', '']}, q))", query)


def test_a_query_without_letters_or_digits_says_so(seeds: Client) -> None:
    for query in ("", " ", "，。", "+ -", "\ud800"):
        assert seeds.call("q => sitegenSearch.find(q)", query) == {
            "total": 0,
            "results": [],
            "empty": True,
            "shortened": False,
        }


def test_a_query_that_is_too_long_is_cut_and_says_so() -> None:
    long = "".join(chr(0x4E00 + n) for n in range(300))
    with client_of(document(long), document(long[:200])) as client:
        answer = "q => { const {total, shortened} = sitegenSearch.find(q); return [total, shortened]; }"
        assert client.call(answer, long[:200]) == [2, False]
        assert client.call(answer, long[:201]) == [2, True]
        assert client.call(answer, "𠮷" * 201) == [0, True]
        # Beyond the terms that lunr is asked for, the text is still compared.
        assert client.call(answer, long[:150] + long[250:260]) == [0, False]


def test_a_headline_counts_more_than_the_text_and_of_equals_the_newer_comes_first() -> None:
    text = "法院的工作报告"
    with client_of(
        document(text, "执行", headline="甲"), document(text, headline="执行"), document(text, "执行", headline="乙")
    ) as client:
        assert client.find("执行") == [1, 2, 0]


def test_a_whole_number_ranks_before_a_longer_one_that_contains_it() -> None:
    with client_of(document("执行110某"), document("号码31105")) as client:
        assert client.find("110") == [0, 1]


def test_a_search_before_the_index_has_come_is_refused() -> None:
    with run_client([TOKENS, CLIENT]) as client:
        assert client.call("() => sitegenSearch.ready()") is False
        assert client.call("() => { try { sitegenSearch.find('执行'); } catch (e) { return e.message; } }")


PRINTED = {
    "110": "１１０",
    '"执行 110"': "执行　１１０",
    "12m2": "12㎡",
    "café": "Ｃafe\u0301",
    "𠮷": "𠮷",
    "模式 工作": "工作模式",
}


def test_the_snippet_shows_what_was_found_as_it_is_printed() -> None:
    with client_of(document("全面推行“执行　１１０”工作模式，面积12㎡，Ｃafe\u0301与𠮷某")) as client:
        marked = {
            query: "".join(piece["text"] for piece in snippet(client, query) if piece["hit"]) for query in PRINTED
        }
        assert marked == PRINTED


def test_the_snippet_is_the_densest_eighty_characters() -> None:
    text = "执行" + "甲" * 200 + "乙法院与执行丙" + "甲" * 200
    with client_of(document(text)) as client:
        pieces = snippet(client, "执行 法院")
        shown = "".join(piece["text"] for piece in pieces)
        assert len(shown) == 82
        assert shown.startswith("…") and shown.endswith("…")
        assert [piece["text"] for piece in pieces if piece["hit"]] == ["法院", "执行"]


def test_the_snippet_of_a_find_in_the_headline_is_the_beginning_of_the_text() -> None:
    with client_of(document("甲" * 100, headline="执行")) as client:
        assert snippet(client, "执行") == [{"text": "甲" * 80, "hit": False}, {"text": "…", "hit": False}]


def test_the_snippet_of_an_article_without_text_is_empty() -> None:
    with client_of(document(headline="图片新闻")) as client:
        assert snippet(client, "图片") == []


def test_a_snippet_is_a_part_of_the_text_as_displayed(seeds: Client) -> None:
    for query in ("执行", "法院 人民", "110", "2022"):
        for n, ordinal in enumerate(seeds.find(query)[:10]):
            shown = "".join(piece["text"] for piece in snippet(seeds, query, n)).strip("…")
            assert shown in " ".join(SEEDS[ordinal].text)


def test_the_client_leaves_one_frozen_global() -> None:
    with run_client([TOKENS, CLIENT]) as client:
        assert client.call("() => Object.isFrozen(sitegenSearch) && Object.isFrozen(sitegenSearch.text)") is True
