"""What the search does in large editions, seen in small ones: hot terms, chunks, segments, filters, broken files."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")

from benchmarks.whole import make_search
from sitegen.site.search.client import Client, ClientError, run_client
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes, decoded
from sitegen.site.search.tokens import runs, squash
from tests.site.clients import TINY, answer, client_of, document, site_of
from tests.site.search_terms import bigrams, is_ideograph, tokens

CHARACTERS = "赤峰市中级人民法院执行毕晨工作110ab，。"
COUNT = 240
YEARS = ("", "2019", "2020", "2021", "2022")
QUERIES = (
    *("赤峰", "执行", "人民法院", "赤峰市", "羊", "110", "赤", "执行 法院", "执行 -法院", "执行 -人民法", "-赤峰"),
    *("赤峰市中", "ab", "1", "b 赤峰", "院执 行毕", '"执行 法院"', "法院，执行", "a1 赤"),
)


def made_up(count: int = COUNT) -> list[SearchDocument]:
    chance = random.Random(7)

    def text(length: int) -> str:
        return "".join(chance.choice(CHARACTERS) for _ in range(length))

    documents = []
    for number in range(count):
        year = YEARS[number * len(YEARS) // count]
        day = f"{year}/03/{1 + number % 28:02d}/" if year else "undated/"
        blocks = [text(chance.randint(5, 60)) for _ in range(chance.randint(1, 4))]
        places = {f"{chance.choice('甲乙丙')}市" for _ in range(chance.randint(0, 2))}
        documents.append(
            document(
                *blocks,
                headline=text(8) if number % 3 else "",
                title=f"第{number}篇",
                href=f"{day}01-{number}.html",
                year=year,
                kind=chance.choice(["news", "news", "photo"]),
                places=tuple(sorted(places)),
            )
        )
    # Undated ones first, then by day, as the site gives them.
    return sorted(documents, key=lambda each: (each.year, each.href if each.year else ""))


DOCUMENTS = made_up()
TERMS = [set(tokens(each.headline)).union(*map(tokens, each.text)) for each in DOCUMENTS]
SQUASHED = [(squash(each.headline), "".join(map(squash, each.text))) for each in DOCUMENTS]


@pytest.fixture(scope="module")
def large() -> Iterator[Client]:
    with client_of(*DOCUMENTS, sizes=TINY) as client:
        yield client


def holds(number: int, word: str) -> bool:
    """Whether a document has a word, whatever punctuation stands in it."""
    return any(squash(word) in text for text in SQUASHED[number])


def holds_as_written(number: int, word: str) -> bool:
    """Whether it also has all neighbours of the word side by side, without punctuation between."""
    needed = {pair for run in runs(word) for pair in (bigrams(run) if len(run) > 1 else run)}
    return holds(number, word) and {n for n in needed if len(n) > 1 or is_ideograph(n)} <= TERMS[number]


def bounds(query: str, numbers: set[int]) -> tuple[set[int], set[int]]:
    """Returns what must be found, and what may be."""
    words = (
        query.strip('"').replace(" ", "\u3000").split() if query.startswith('"') else query.replace("，", " ").split()
    )
    wanted = [word for word in words if not word.startswith("-")]
    unwanted = [word[1:] for word in words if word.startswith("-")]
    if not wanted:
        wanted, unwanted = unwanted, []
    least = {
        n
        for n in numbers
        if all(holds_as_written(n, word) for word in wanted) and not any(holds(n, word) for word in unwanted)
    }
    most = {
        n
        for n in numbers
        if all(holds(n, word) for word in wanted) and not any(holds_as_written(n, word) for word in unwanted)
    }
    return least, most


def exhausted(client: Client, query: str, options: dict[str, Any]) -> dict[str, Any]:
    """Read all results of a query, with what was said of their number before and after, and the counts to filter by."""
    told = client.call(
        """async (query, options) => {
          let answer = await sitegenSearch.find(query, options);
          const said = [[answer.total, answer.exact]];
          answer = await answer.settle();
          const counts = await answer.facets();
          said.push([answer.total, answer.exact]);
          while (!answer.complete) answer = await answer.more();
          said.push([answer.total, answer.exact]);
          return { said, near: answer.near, counts, ids: answer.results.map(({ id }) => id) };
        }""",
        query,
        options,
    )
    assert isinstance(told, dict)
    return told


FILTERS: list[tuple[dict[str, Any], Any]] = [
    ({}, lambda _each: True),
    ({"sort": "date"}, lambda _each: True),
    ({"filters": {"year": "2020"}}, lambda each: each.year == "2020"),
    ({"filters": {"year": "undated"}}, lambda each: each.year == ""),
    ({"filters": {"year": "1900"}}, lambda _each: False),
    ({"filters": {"place": "甲市", "kind": "photo"}}, lambda each: "甲市" in each.places and each.kind == "photo"),
    ({"filters": {"issue": "2022-03-05"}, "sort": "date"}, lambda each: each.href.startswith("2022/03/05/")),
    ({"filters": {"place": "赤市"}}, lambda _each: False),
]


def test_the_made_up_edition_has_what_only_large_ones_have(large: Client) -> None:
    assert sum("/x/" in path for path in large.files) > 50
    assert {path.split("/")[0] for path in large.files if "/b/" in path} == {"closed", "current"}
    assert sum(path.startswith("d/") for path in large.files) < COUNT / 2


@pytest.mark.parametrize(("options", "fits"), FILTERS, ids=lambda value: str(value) if isinstance(value, dict) else "")
def test_everything_that_fits_is_found_once_and_numbers_said_to_be_exact_are(
    large: Client, options: dict[str, Any], fits: Any
) -> None:
    numbers = {n for n, each in enumerate(DOCUMENTS) if fits(each)}
    for query in QUERIES:
        told = exhausted(large, query, options)
        found = [] if told["near"] else told["ids"]
        least, most = bounds(query, numbers)
        if query.startswith('"'):
            least = {n for n in numbers if any("执行法院" in text for text in SQUASHED[n]) and n in least}
        assert least <= set(found) <= most, query
        assert len(found) == len(set(found)), query
        for total, exact in told["said"]:
            assert not exact or told["near"] or total == len(found), query
        if options.get("sort") == "date":
            assert told["near"] or found == sorted(found, reverse=True), query


def test_the_counts_to_filter_by_are_those_of_all_results(large: Client) -> None:
    told = exhausted(large, "赤峰", {})
    counts = told["counts"]
    found = [DOCUMENTS[n] for n in told["ids"]]
    for value in counts["year"]:
        assert value["count"] == sum((each.year or "undated") == value["value"] for each in found)
    assert {value["value"]: value["count"] for value in counts["place"]} == {
        place: sum(place in each.places for each in found) for place in ("甲市", "乙市", "丙市")
    }
    assert {value["value"]: value["count"] for value in counts["kind"]} == {
        kind: sum(each.kind == kind for each in found) for kind in ("news", "photo")
    }


def test_years_can_be_compared_while_one_is_chosen(large: Client) -> None:
    whole = exhausted(large, "赤峰", {})["counts"]["year"]
    within = exhausted(large, "赤峰", {"filters": {"year": "2020"}})
    assert within["counts"]["year"] == whole
    assert sum(value["count"] for value in within["counts"]["kind"]) == len(within["ids"])


def test_a_frequent_term_shows_its_best_before_its_whole_list_is_loaded() -> None:
    plenty = [document("某" * 3 + "执行" * (1 + n % 5) + "他" * 40, href=f"undated/{n}.html") for n in range(1200)]
    with client_of(*plenty, sizes=Sizes(block=100, hot=300, champions=30, chunk=400)) as client:
        told = answer(client, "执行")
        assert (told["total"], told["exact"], len(told["ids"]), told["complete"]) == (1200, True, 10, False)
        assert not any("/x/" in path for path in client.asked)
        assert all(n % 5 == 4 for n in told["ids"])
        assert len(client.find("执行")) == 1200
        assert any("/x/" in path for path in client.asked)


@pytest.mark.parametrize("small", [1_000, 0], ids=["as a small edition", "as a large one"])
def test_two_segments_answer_in_the_order_of_one(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    # One mean length for all: that of the closed segment weighs both, and a single one has another.
    monkeypatch.setattr("sitegen.site.search.making.averages", lambda _: (8.0, 70.0))
    old = [replace(each, year="") for each in DOCUMENTS]
    with client_for(old, small) as one, client_for(DOCUMENTS, small) as two:
        for query in QUERIES:
            assert one.find(query) == two.find(query), query
            assert one.find(query, sort="date") == two.find(query, sort="date"), query
            assert answer(one, query) == answer(two, query)
        assert any("/x/" in path for path in one.asked), "no list is hot"


def client_for(documents: Iterable[SearchDocument], small: int) -> Client:
    """Start a client that takes editions of more articles for large ones, whose texts it does not look at freely."""
    known, given = b"SMALL_EDITION=1000;", b"SMALL_EDITION=%d;" % small
    site = site_of(*documents, sizes=replace(TINY, hot=60, champions=30))
    assert any(known in artifact.content for artifact in site)
    return run_client(structs.replace(artifact, content=artifact.content.replace(known, given)) for artifact in site)


def test_an_empty_edition_finds_nothing() -> None:
    with client_of() as client:
        assert answer(client, "执行")["total"] == 0
        assert client.call("() => sitegenSearch.suggest('chifeng')") == []


# Files that do not come, or are not what they were.


def test_a_bucket_that_does_not_load_is_told_and_asked_for_again() -> None:
    with client_of(document("执行")) as client:
        lost = {path: client.files.pop(path) for path in list(client.files) if "/b/" in path}
        with pytest.raises(ClientError) as refused:
            answer(client, "执行")
        assert refused.value.reason == "missing"
        client.files.update(lost)
        assert answer(client, "执行")["ids"] == [0]


def test_a_script_that_is_something_else_is_told() -> None:
    with client_of(document("执行")) as client:
        client.files |= {path: "// nothing" for path in client.files if path.startswith("d/")}
        with pytest.raises(ClientError) as refused:
            answer(client, "执行")
        assert refused.value.reason == "missing"


@pytest.mark.parametrize(("known", "other"), [('"format":4', '"format":5'), ("bigrams-4", "bigrams-9")])
def test_an_index_for_a_newer_client_is_not_asked(known: str, other: str) -> None:
    with client_of(document("执行")) as client:
        client.files["manifest.js"] = client.files["manifest.js"].replace(known, other)
        with pytest.raises(ClientError) as refused:
            answer(client, "执行")
        assert refused.value.reason == "outdated"


def data_of(*documents: SearchDocument) -> dict[str, str]:
    return {each.path.removeprefix("search/"): decoded(each.content) for each in make_search(documents)}


def test_a_manifest_of_an_older_build_is_fetched_anew_once() -> None:
    with client_of(document("执行")) as client:
        old = client.files["manifest.js"]
        new = data_of(document("执行局"), document("执行"))
        client.call("() => sitegenSearch.files.loadManifest()")
        client.files.clear()
        client.files.update(new)
        assert answer(client, "执行局")["ids"] == [0]
        assert sum(path.startswith("manifest.js?") for path in client.asked) == 1
    # Where the manifest is not older, nothing is tried twice.
    with client_of(document("执行")) as client:
        client.files = {"manifest.js": old}
        with pytest.raises(ClientError) as refused:
            answer(client, "法院")
        assert refused.value.reason == "missing"


@pytest.mark.parametrize("large_one", [False, True], ids=["few files", "many files"])
def test_values_to_filter_by_are_those_of_all_results_with_only_ten_of_them_loaded(large_one: bool) -> None:
    """The best results stand on page 1: what stands on others, and whom these name, is not among the texts at hand."""
    best = [document("执行" * 9, href=f"undated/a{n}.html", page="01版", people=(f"甲{n}",)) for n in range(60)]
    rest = [
        document("执行" + "他" * 60, href=f"undated/b{n}.html", page=f"{2 + n % 11:02}版", people=("乙", f"丙{n % 3}"))
        for n in range(1_100)
    ]
    others = [document("别的事", href=f"undated/c{n}.html", page="20版", people=("丁",)) for n in range(40)]
    sizes = Sizes(block=100, seldom=64 if large_one else 32_768)
    with client_of(*best, *rest, *others, sizes=sizes) as client:
        told = client.call(
            """async () => {
              const answer = await (await sitegenSearch.find("执行", {})).settle();
              return { shown: answer.results.map(({ document }) => document.page), counts: await answer.facets() };
            }"""
        )
        assert isinstance(told, dict)
        assert set(told["shown"]) == {"01版"}
        counts = {key: {v["value"]: v["count"] for v in told["counts"][key]} for key in ("page", "person", "kind")}
        pages = {f"{2 + page:02d}版": sum(n % 11 == page for n in range(1_100)) for page in range(11)}
        assert counts["page"] == {"01版": 60, **pages}  # and not page 20, where nothing fits
        assert counts["kind"] == {"news": 1_160}
        assert list(counts["person"].items())[:4] == [("乙", 1_100), ("丙0", 367), ("丙1", 367), ("丙2", 366)]
        assert len(counts["person"]) == 8
        assert sum(path.startswith("d/") for path in client.asked) < 60


def test_values_of_a_narrowed_search_are_counted_without_texts_that_lack_a_frequent_word() -> None:
    """Nearly all have the word: its long list is not loaded for the first results, whose texts tell."""
    pages = [f"{1 + n % 4:02}版" for n in range(1_200)]
    many = [
        document("别的事" if n % 8 == 2 else "执行", href=f"undated/{n}.html", page=page, people=("甲",))
        for n, page in enumerate(pages)
    ]
    with client_of(*many, sizes=Sizes(block=100, hot=300, champions=30, chunk=400)) as client:
        told = client.call(
            """async () => {
              let answer = await sitegenSearch.find("执行", { filters: { page: "03版" } });
              const { page, person } = await answer.facets();
              answer = await answer.settle();
              return { page, person, total: answer.total };
            }"""
        )
        assert told == {
            "page": [{"value": "03版", "count": 150}],
            "person": [{"value": "甲", "count": 150}],
            "total": 150,
        }


def test_an_index_without_its_list_of_values_offers_those_of_the_results_at_hand() -> None:
    many = [document("执行", href=f"undated/{n}.html", page="01版") for n in range(1_200)]
    with client_of(*many, sizes=Sizes(block=100)) as client:
        del client.files["facets.js"]
        told = client.call("""async () => (await (await sitegenSearch.find("执行", {})).facets()).page""")
        assert told == [{"value": "01版", "count": 1_200}]
