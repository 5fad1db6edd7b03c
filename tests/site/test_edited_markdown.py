"""Edited Markdown all the way: its HTML on the pages, in the feed and the search, and every check of a build passed."""

from __future__ import annotations

from hashlib import sha256
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sitegen.build import build
from sitegen.config import load_config
from sitegen.errors import SitegenError
from sitegen.site.artifacts import Artifact, Memory
from tests.pictures import png
from tests.site.search_reader import read, text_of

CONFIG = "publication: {name: 河湾日报}\nauthority: example.org\nbase_url: https://example.org/hewan/\n"
IMAGE = f"../../../images/{sha256(png()).hexdigest()[:16]}.png"
BULLETIN = """\
---
date: 2023-05-04
page: 1
section: 要闻
---
# 河湾新桥通车 {#qiao}

本报讯（记者 林青山）全长*320米*的新桥通车[^1]，见[公报](https://example.org/gongbao)。

| 年 | 车次 |
|----|-----:|
| 2022 | 15 |

![桥上灯火成串](bridge.png "新桥。 周小满摄")

- 桥栏![石狮](bridge.png)

[^1]: 昨日上午。

# 图书馆延长开放时间

图书馆每晚开放至21时。
"""


def built(folder: Path, bulletin: str, config: str = CONFIG) -> dict[str, str]:
    (folder / "edition.yaml").write_text(config, "utf-8")
    (folder / "page.md").write_text(bulletin, "utf-8")
    (folder / "bridge.png").write_bytes(png())
    made = Memory()
    build(load_config(folder), made, progress=lambda _what, _count: None)
    return {
        a.path: text_of(a.content) if a.path.endswith(".js") else a.content.decode("utf-8", "replace")
        for a in made.artifacts
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("seeds"), BULLETIN)


def test_articles_have_their_id_or_their_order_as_address(site: dict[str, str]) -> None:
    articles = sorted(path for path in site if path.startswith("2023/05/04/01-"))
    assert articles == ["2023/05/04/01-2.html", "2023/05/04/01-qiao.html"]


@pytest.mark.parametrize("path", ["2023/05/04/01-qiao.html", "2023/05/04/01.html"])
def test_a_page_sets_the_html(site: dict[str, str], path: str) -> None:
    page = site[path]
    assert "全长<em>320米</em>的新桥通车<sup>" in page
    assert '<td class="right">15</td>' in page
    assert '<p id="n18"><a class="note" href="#r18">1</a> 昨日上午。</p>' in page
    size = 'width="4" height="3"'
    lazy = "" if "qiao" in path else ' loading="lazy"'
    assert f'<img src="{IMAGE}" alt="桥上灯火成串" {size}{lazy} decoding="async">' in page
    assert "<figcaption>新桥。 周小满摄</figcaption>" in page
    assert f'<li>桥栏<img src="{IMAGE}" alt="石狮" {size} loading="lazy" decoding="async"></li>' in page
    assert "data-source" not in page


def test_the_feed_has_the_html_with_links_that_lead_to_the_site(site: dict[str, str]) -> None:
    texts = [e.text or "" for e in ET.fromstring(site["feed.xml"]).iter() if e.tag.endswith("encoded")]
    text = next(text for text in texts if "新桥" in text)
    assert 'href="https://example.org/hewan/2023/05/04/01-qiao.html#n18"' in text
    source = "https://example.org/hewan/" + IMAGE.removeprefix("../../../")
    image = f'<img src="{source}" alt="桥上灯火成串" width="4" height="3">'
    assert f"<figure>{image}<figcaption>新桥。 周小满摄</figcaption></figure>" in text
    assert f'<li>桥栏<img src="{source}" alt="石狮" width="4" height="3"></li>' in text
    assert "<table>" in text
    assert "<p><table>" not in text
    assert ' id="' not in text
    assert 'href="#' not in text


def test_words_that_look_like_the_marks_of_footnotes_and_pictures_are_words_in_every_form(tmp_path: Path) -> None:
    words = 'id="n18" 与 href="#n18"，还有 <img alt="桥" data-source="bridge.png"> 和 <td>'
    text = BULLETIN.replace("图书馆每晚", f"*图书馆* {words} 每晚")
    made = built(tmp_path, text, CONFIG + "take_away: [html, ninjs]\n")
    told = {path: unescape(unescape(content)).replace('\\"', '"') for path, content in made.items()}
    day = "2023/05/04"
    forms = (f"{day}/01-2.html", f"{day}/01.html", f"plain/{day}/01-2.html", f"{day}/01-2.ninjs.json", "feed.xml")
    assert [path for path in (*forms, f"{day}/2023-05-04.html") if words not in told[path]] == []


def test_a_footnote_of_a_lead_that_is_cut_stands_on_the_page_of_the_article(tmp_path: Path) -> None:
    text = BULLETIN.replace("昨日上午。", "昨日上午。" * 400)
    front = built(tmp_path, text)["index.html"]
    assert '<a class="note" href="2023/05/04/01-qiao.html#n18" id="r18">' in front


def test_the_search_has_the_text_without_marks_and_addresses(site: dict[str, str]) -> None:
    index = read(Artifact(path, text.encode()) for path, text in site.items() if path.startswith("search/"))
    text = "\n".join(next(d["text"] for d in index.documents() if d["href"].endswith("qiao.html")))
    assert "全长320米的新桥通车[1]，见公报。" in text
    assert "gongbao" not in text
    assert "新桥。 周小满摄" in text
    assert "灯火成串" not in text


def test_two_articles_with_one_id_stop_publication(tmp_path: Path) -> None:
    twice = BULLETIN.replace("# 图书馆延长开放时间", "# 图书馆延长开放时间 {#qiao}")
    with pytest.raises(SitegenError) as caught:
        built(tmp_path, twice)
    (fault,) = (d for d in caught.value.diagnostics if d.code == "m-001")
    assert (fault.line, fault.excerpt) == (20, "# 图书馆延长开放时间 {#qiao}")
    assert "line 6" in fault.message
