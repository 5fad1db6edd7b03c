"""What an article tells machines, as extractors see it: JSON-LD, Open Graph, Highwire and Dublin Core."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import png
from tests.site.test_feed_forms import EDITION, STORY, UNDATED, made

BASE = "https://paper.example/a/"
ARTICLE = "2024/03/05/02-5.html"
BULLETIN = f"""\
# 河湾日报

2024年3月5日 第2版

### 喜迎佳节

## 赛龙舟今日开赛

——河湾市第九届运动会见闻

河湾讯（记者 林青山 通讯员 王小川）河湾市赛龙舟昨日上午在东岸举行，市民到场观看。

{STORY.format(title="</script><b>新桥", what="新桥通车")}"""
OVERLAY = """\
section: 副刊
corrections:
  - {line: 5, role: kicker}
  - {line: 7, role: headline}
  - {line: 9, role: deck}
  - {line: 11, image: bridge.png, alt: 新桥}
  - {quote: 昨日上午在东岸, replace: 昨日上午在西岸, kind: correction, date: 2024-03-09}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:

    files: dict[str, str | bytes] = {
        "a.txt": BULLETIN.replace("新桥通车昨日上午在东岸", "新桥昨日上午"),
        "a.yaml": OVERLAY,
    }
    return made(tmp_path_factory.mktemp("seeds"), {**files, "bridge.png": png(), "laojie.txt": UNDATED})


def address(site: Mapping[str, bytes], number: int) -> str:
    return sorted((path for path in site if re.match(r"2024/03/05/02-\d+\.html", path)), key=lambda p: (len(p), p))[
        number
    ]


def blocks(content: bytes) -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', content.decode(), re.S)
    return {data["@type"]: data for data in map(json.loads, found)}


class _Metas(HTMLParser):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            self.found.append((name, given.get("content") or ""))


def test_an_article_is_a_news_article_of_an_issue_of_a_newspaper(site: dict[str, bytes]) -> None:
    here = address(site, 0)
    data = blocks(site[here])["NewsArticle"]
    picture = next(path for path in site if path.startswith("images/"))
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "赛龙舟今日开赛",
        "alternativeHeadline": "喜迎佳节 ——河湾市第九届运动会见闻",
        "author": [{"@type": "Person", "name": "林青山"}, {"@type": "Person", "name": "王小川"}],
        "datePublished": "2024-03-05",
        "dateModified": "2024-03-09",
        "printPage": "02",
        "printSection": "副刊",
        "isPartOf": {
            "@type": "PublicationIssue",
            "datePublished": "2024-03-05",
            "isPartOf": {"@type": "Newspaper", "name": "河湾日报", "url": BASE},
        },
        "publisher": {"@type": "Organization", "name": "河湾日报社"},
        "wordCount": data["wordCount"],
        "inLanguage": "zh-Hans",
        "mainEntityOfPage": BASE + here,
        "identifier": f"tag:paper.example,2024:{here.removesuffix('.html')}",
        "image": [BASE + picture],
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": "2024-03-09",
                "text": "更正（2024年3月9日）：“昨日上午在东岸”应为“昨日上午在西岸”。",
            }
        ],
    }
    assert data["wordCount"] > 10


def test_breadcrumbs_lead_down_from_the_front_page(site: dict[str, bytes]) -> None:
    here = address(site, 0)
    steps = blocks(site[here])["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert [step["item"] for step in steps] == [
        BASE,
        f"{BASE}2024/03/05/",
        f"{BASE}2024/03/05/02.html",
        BASE + here,
    ]
    assert [step["name"] for step in steps][:3] == ["河湾日报", "2024年3月5日", "02版"]


def test_no_headline_breaks_out_of_its_block(site: dict[str, bytes]) -> None:
    data = blocks(site[address(site, 1)])
    assert "新桥" in data["NewsArticle"]["headline"]
    text = site[address(site, 1)].decode()
    assert text.count("</script>") == text.count("<script ")


def test_what_has_no_date_tells_none(site: dict[str, bytes]) -> None:
    here = next(path for path in site if re.match(r"undated/laojie-\d+\.html", path))
    data = blocks(site[here])["NewsArticle"]
    assert not {"datePublished", "dateModified"} & set(data)
    assert "datePublished" not in data["isPartOf"]
    assert not [name for name, _ in _Metas(site[here]).found if "date" in name or "time" in name]


def test_an_extractor_finds_all_of_it(site: dict[str, bytes]) -> None:
    here = address(site, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the extractor itself
        import extruct  # takes a third of a second, and no other test asks for it

        found = extruct.extract(
            site[here].decode(), base_url=BASE + here, syntaxes=["json-ld", "opengraph", "dublincore"], errors="strict"
        )
    assert [data["@type"] for data in found["json-ld"]] == ["NewsArticle", "BreadcrumbList"]
    graph = dict(found["opengraph"][0]["properties"])
    assert graph["og:type"] == "article"
    assert graph["og:title"] == "赛龙舟今日开赛"
    assert graph["og:url"] == BASE + here
    assert graph["og:image"].startswith(f"{BASE}images/")
    assert graph["article:section"] == "副刊"
    core = {one["name"].lower(): one["content"] for one in found["dublincore"][0]["elements"]}
    assert core["dc.title"] == "赛龙舟今日开赛"
    assert core["dc.date"] == "2024-03-05"


def test_a_program_for_references_finds_title_authors_day_page_and_paper(site: dict[str, bytes]) -> None:
    here = address(site, 0)
    cited = [(name, value) for name, value in _Metas(site[here]).found if name.startswith(("citation_", "z:"))]
    assert cited == [
        ("citation_title", "赛龙舟今日开赛"),
        ("citation_author", "林青山"),
        ("citation_author", "王小川"),
        ("citation_publication_date", "2024/03/05"),
        ("citation_journal_title", "河湾日报"),
        ("citation_firstpage", "02"),
        ("citation_publisher", "河湾日报社"),
        ("citation_language", "zh-Hans"),
        ("citation_public_url", BASE + here),
        ("z:itemType", "newspaperArticle"),
    ]


def test_a_telephone_can_be_called(tmp_path: Path) -> None:
    edition = EDITION.replace("河湾日报社}", '河湾日报社, telephone: ["(0471) 4687539"]}')
    page = made(tmp_path, {"laojie.txt": UNDATED}, edition)["index.html"].decode()
    assert '<a href="tel:04714687539">(0471) 4687539</a>' in page


def test_the_sitemap_says_when_an_article_was_corrected(site: dict[str, bytes]) -> None:
    text = site["sitemap.xml"].decode()
    days = dict(re.findall(r"<loc>([^<]*)</loc><lastmod>([^<]*)</lastmod>", text))
    assert days[BASE + address(site, 0)] == "2024-03-09"
    assert days[BASE + address(site, 1)] == "2024-03-05"
    assert days[f"{BASE}2024/03/05/02.html"] == days[f"{BASE}2024/03/05/"] == "2024-03-09"
