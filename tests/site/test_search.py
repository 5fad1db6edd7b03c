"""The search data as bytes: what lunr.js gets to load."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from lunr.builder import Builder

from sitegen.site.search import LeanBuilder, SearchDocument, make_search, serialise

ROOT = Path(__file__).parents[2]


def document(*text: str, headline: str = "执行110接处警", title: str = "标题") -> SearchDocument:
    return SearchDocument(
        href="2024/03/22/07-19.html", headline=headline, title=title, text=text, date="2024年3月22日", page="07版"
    )


SMALL = (
    document("赤峰讯 “公正与效率”是司法获得公信力的核心所在", "全面推行“执行110”工作模式"),
    document("截至2022. 10 某日，执行到位率60%-70%，执行款5·8万元", headline="把握公正根本要求 用心用情办理案件"),
    document("𠮷先生与豈先生", "abc ＡＢＣ abc", headline=""),
    document(headline="图片新闻"),
)


def data_of(content: bytes) -> Any:
    found = re.fullmatch(r"sitegenSearch\.\w+\((.*)\);\n", content.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


def sorted_by_term(serialised: dict[str, Any]) -> Any:
    return json.loads(json.dumps(serialised | {"invertedIndex": sorted(serialised["invertedIndex"])}))


def test_the_lean_builder_serialises_as_lunr_itself_does() -> None:
    stock = serialise(SMALL, Builder())
    lean = serialise(SMALL, LeanBuilder())
    assert sorted_by_term(lean) == sorted_by_term(stock)
    assert len(lean["invertedIndex"]) > 100


def test_the_index_is_of_the_version_of_the_lunr_that_the_theme_ships() -> None:
    shipped = (ROOT / "themes/broadsheet/static/vendor/lunr.min.js").read_text(encoding="utf-8")
    version = serialise(SMALL)["version"]
    assert version == "2.3.9"
    assert f'.version="{version}"' in shipped


def test_the_index_has_no_pipeline_that_would_change_chinese_terms() -> None:
    assert serialise(SMALL)["pipeline"] == []


def test_terms_are_sorted_as_utf_16_because_lunr_js_refuses_any_other_order() -> None:
    # 﨎 (U+FA0E) has no compatibility form: it stays above the surrogates of 𠮷, below its code point.
    terms = [term for term, _ in serialise([document("𠮷 﨎 执")])["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert terms.index("𠮷") < terms.index("﨎")


def test_no_term_reaches_from_one_block_into_the_next() -> None:
    terms = {term for term, _ in serialise([document("把握公正", "用心用情", headline="")])["invertedIndex"]}
    assert "公正" in terms
    assert "正用" not in terms


def test_the_data_are_two_classic_scripts() -> None:
    index, documents = make_search(SMALL)
    assert [index.path, documents.path] == ["search/index.js", "search/documents.js"]
    assert index.content.startswith(b"sitegenSearch.receiveIndex({")
    assert documents.content.startswith(b"sitegenSearch.receiveDocuments([{")
    assert data_of(documents.content)[1] == {
        "href": "2024/03/22/07-19.html",
        "headline": "把握公正根本要求 用心用情办理案件",
        "title": "标题",
        "text": ["截至2022. 10 某日，执行到位率60%-70%，执行款5·8万元"],
        "date": "2024年3月22日",
        "page": "07版",
    }


def test_what_a_script_or_utf_8_cannot_hold_is_escaped_and_comes_back() -> None:
    dangerous = "一\u2028二\u2029三</script>四\ud842五"
    content = make_search([document(dangerous, title="</SCRIPT>")])[1].content
    assert "\u2028" not in content.decode()
    assert b"</" not in content
    assert data_of(content)[0]["text"] == [dangerous]


def test_an_edition_without_articles_has_an_empty_index() -> None:
    index, documents = make_search([])
    assert data_of(index.content)["invertedIndex"] == []
    assert data_of(index.content)["fieldVectors"] == []
    assert data_of(documents.content) == []


def test_articles_without_a_word_do_not_stop_the_search() -> None:
    assert data_of(make_search([document("", headline=""), document(headline="")])[0].content)["invertedIndex"] == []


def test_the_same_documents_give_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import sys, hashlib\n"
        "from sitegen.site.search import SearchDocument, make_search\n"
        "text = dict(headline='执行110', title='t', text=('赤峰讯abc', '公正'), date='', page='')\n"
        "documents = [SearchDocument(href=str(n), **text) for n in range(5)]\n"
        "sys.stdout.write(hashlib.sha256(b''.join(a.content for a in make_search(documents))).hexdigest())\n"
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
        for seed in ("0", "1", "4242")
    }
    assert len(results) == 1
