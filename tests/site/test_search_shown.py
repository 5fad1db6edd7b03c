"""What the data of the search hold for a reader's eyes: results, values to narrow by, suggestions."""

from __future__ import annotations

from dataclasses import replace

from tests.site.search_reader import STEP
from tests.site.test_search import SMALL, TINY, document, index_of, whole


def test_a_result_shows_what_the_article_shows() -> None:
    one = replace(SMALL[1], blocks=("p21",), kind="photo", people=("金丽",), places=("赤峰市",), units=("赤峰市法院",))
    assert index_of([one]).documents() == [
        {
            "href": "2024/03/22/07-19.html",
            "headline": "把握公正根本要求 用心用情办理案件",
            "title": "标题",
            "text": ["截至2022. 10 某日，执行到位率60%-70%，执行款5·8万元"],
            "blocks": ["p21"],
            "date": "2024年3月22日",
            "page": "07版",
            "kind": "photo",
            "people": ["金丽"],
            "places": ["赤峰市"],
            "units": ["赤峰市法院"],
        }
    ]


def test_the_values_to_narrow_a_search_by_are_listed_with_their_articles_the_most_frequent_first() -> None:
    one = document("文", page="02版", section="要闻", people=("甲", "乙"), places=("丙",))
    two = document("文", page="01版", section="要闻", people=("甲",), kind="photo")
    three = document("文", page="02版", people=("甲",))
    assert index_of([one, two, three]).data["facets.js"] == {
        "page": [["02版", 2], ["01版", 1]],
        "section": [["要闻", 2]],
        "kind": [["news", 2], ["photo", 1]],
        "place": [],
        "unit": [],
        "person": [["甲", 3]],  # who is named once is among the results at hand, or among too few to be offered
    }


def test_facets_narrow_a_search_and_weigh_nothing() -> None:
    one = document("甲", kind="photo", people=("金丽",), places=("赤峰市",), units=("赤峰市法院",))
    found = whole(index_of([one, document("乙", href="undated/a.html")]))
    facets = {name: list(postings) for name, postings in found.items() if name.startswith("@")}
    assert facets == {
        "@kind:photo": [0],
        "@kind:news": [1],
        "@issue:2024-03-22": [0],
        "@page:07版": [0, 1],
        "@person:金丽": [0],
        "@place:赤峰市": [0],
        "@unit:赤峰市法院": [0],
    }
    assert {weights for name in facets for weights in found[name].values()} == {(STEP / 2, None)}


def test_the_manifest_tells_of_traditional_characters() -> None:
    assert index_of([document("內蒙古")]).manifest["traditional"] is True
    assert index_of([document("甲", headline="內蒙古")]).manifest["traditional"] is True
    pairs = index_of([]).data["traditional.js"]
    assert len(pairs) % 2 == 0 or any(ord(character) > 0xFFFF for character in pairs)
    assert dict(zip(pairs[::2], pairs[1::2], strict=True))["內"] == "内"


def test_suggestions_go_by_pinyin_the_most_frequent_first_then_the_newest() -> None:
    index = index_of(
        [
            document("甲", title="春风", places=("赤峰市",)),
            document("甲", title="秋雨", places=("赤峰市", "承风县")),
            document("甲", title="吃饭", units=("赤峰法院",)),
            document("甲", title="，。"),
        ],
        replace(TINY, suggestions=4),
    )
    keys = index.data["suggest/keys.js"]
    name, other = keys["cf"], keys["qy"]
    assert index.data[f"suggest/{name}.js"] == {
        "cf": [
            ["赤峰市", "chifengshi", "cfs", "place", 2],
            ["吃饭", "chifan", "cf", "title", 1],
            ["赤峰法院", "chifengfayuan", "cffy", "unit", 1],
            ["承风县", "chengfengxian", "cfx", "place", 1],
        ]
    }
    assert list(keys) == ["cf", "jc", "qy", "zx"], "jc, zx: words that several begin with"
    assert list(index.data[f"suggest/{other}.js"]) == ["jc", "qy"]
