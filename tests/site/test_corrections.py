"""A public correction where readers, subscribers and machines meet it; a transcription nowhere."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from benchmarks.whole import make_site
from sitegen.config import load_config
from sitegen.model.edition import assemble
from sitegen.site.theme.templates import load_theme
from tests.editions import ROOT
from tests.outline import read_corrected, read_text

TEXT = "2023年5月4日 星期四 第1版\n\n## 河湾新桥昨日通车\n\n本报讯 全长320米的河湾新桥昨日通车。\n"
ARTICLE = "2023/05/04/01-3.html"
PUBLIC = (
    "corrections: [{quote: 320米, replace: 302米, kind: correction, date: 2023-05-06, note: '</script><b>来函&'}]\n"
)
SILENT = "corrections: [{quote: 320米, replace: 302米}]\n"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def make(overlay: str = "") -> dict[str, str]:
    reading = read_corrected(TEXT, overlay) if overlay else read_text(TEXT)
    config = load_config(ROOT / "seeds")
    theme = load_theme(config.theme, config.seeds, config.language)
    artifacts = make_site(assemble([reading.page]), config, theme)
    return {a.path: a.content.decode() for a in artifacts if a.path.endswith((".html", ".xml", "addresses.txt"))}


@pytest.fixture(scope="module")
def corrected() -> dict[str, str]:
    return make(PUBLIC)


def item(site: dict[str, str]) -> ElementTree.Element:
    (found,) = ElementTree.fromstring(site["feed.xml"]).iter("item")
    return found


@pytest.mark.parametrize("address", [ARTICLE, "2023/05/04/01.html", "index.html"])
def test_readers_are_told_wherever_the_article_stands_in_full(corrected: dict[str, str], address: str) -> None:
    notice = re.search(r'<div class="correction".*?</div>', corrected[address], re.S)
    assert notice
    assert '<time datetime="2023-05-06">2023年5月6日</time>' in notice[0]
    assert "原文作<q>320米</q>，现改为<q>302米</q>" in notice[0]
    assert "&lt;b&gt;来函&amp;" in notice[0]
    assert "全长302米的河湾新桥" in corrected[address]


def test_subscribers_are_told_under_the_same_id(corrected: dict[str, str]) -> None:
    before, after = item(make()), item(corrected)
    assert before.findtext("guid") == after.findtext("guid")
    assert (after.findtext(CONTENT) or "").startswith(
        "<p>更正（2023年5月6日）：“320米”应为“302米”。说明：&lt;/script&gt;"
    )


def test_the_feed_is_as_new_as_its_newest_correction(corrected: dict[str, str]) -> None:
    assert "<lastBuildDate>Sat, 06 May 2023" in corrected["feed.xml"]
    assert "<lastBuildDate>Thu, 04 May 2023" in make()["feed.xml"]


def test_machines_are_told_in_a_block_that_no_text_can_break_out_of(corrected: dict[str, str]) -> None:
    block, _ = re.findall(r'<script type="application/ld\+json">(.*?)</script>', corrected[ARTICLE], re.S)
    data = json.loads(block)
    assert (data["@type"], data["headline"], data["datePublished"]) == ("NewsArticle", "河湾新桥昨日通车", "2023-05-04")
    (told,) = data["correction"]
    assert (told["@type"], told["datePublished"]) == ("CorrectionComment", "2023-05-06")
    assert told["text"].endswith("</script><b>来函&")


def test_a_transcription_is_seen_nowhere_but_in_the_text() -> None:
    site = make(SILENT)
    assert "全长302米" in site[ARTICLE]
    for text in site.values():
        assert not re.search("更正|320米|CorrectionComment|dateModified", text)


def test_no_correction_moves_an_address(corrected: dict[str, str]) -> None:
    listed = [
        [line.split("\t")[:4] for line in site["addresses.txt"].splitlines()]  # the fingerprint follows the text
        for site in (make(), corrected, make(SILENT))
    ]
    assert listed[0] == listed[1] == listed[2]


def test_a_date_of_a_correction_is_known_only_where_the_correction_stands() -> None:
    """The check of law 2 would miss an invented date if it took the days of all corrections for known everywhere."""
    from benchmarks.whole import check_site
    from sitegen.site.artifacts import Artifact

    config = load_config(ROOT / "seeds")
    edition = assemble([read_corrected(TEXT, PUBLIC).page, read_text(TEXT.replace("第1版", "第2版"), "other").page])
    artifacts = make_site(edition, config, load_theme(config.theme, config.seeds, config.language))
    assert not list(check_site(edition, artifacts, config))
    other = "2023/05/04/02-3.html"
    forged = [
        Artifact(a.path, a.content.replace(b"2023-05-04", b"2023-05-06"), a.made_from) if a.path == other else a
        for a in artifacts
    ]
    assert [(d.code, d.path) for d in check_site(edition, forged, config)] == [("x-006", f"public/{other}")]
