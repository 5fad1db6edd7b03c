"""feed.xml is RSS 2.0 with the full text, made the same everywhere, and says nothing that is not known."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from sitegen.build import build
from sitegen.config import load_config
from sitegen.site.artifacts import Memory
from tests.editions import make_seeds
from tests.forked import SITEGEN, Forked

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
BASE = "https://example.org/courts/"
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"

EDITION = """\
publication: {name: 测试报, publisher: 某某日报社}
authority: paper.example
base_url: https://paper.example/
"""
DATED = """\
# 测试报

2025年6月27日 星期五 5版

## 法官下乡 巡回审判

赤峰讯（记者 金丽）6月25日，赤峰市法院开庭审理案件。

第二段文字在这里，讲完了全部的经过。

（赤峰市中级人民法院供稿）
"""
UNDATED = """\
## 没有日期的文章

干警们走进社区，成效明显。

（张丽）
"""

# Builds an edition of bulletins by name; gives feed.xml.
Maker = Callable[..., bytes]


def feed_of(seeds: Path, base_url: str | None = None, path: str = "feed.xml") -> bytes:
    memory = Memory()
    build(load_config(seeds, base_url=base_url), memory, progress=lambda *_: None)
    return next(artifact.content for artifact in memory.artifacts if artifact.path == path)


@pytest.fixture
def feed_from(tmp_path: Path) -> Maker:
    def make(edition: str = EDITION, base_url: str | None = None, **bulletins: str) -> bytes:
        (tmp_path / "edition.yaml").write_text(edition, encoding="utf-8")
        for name, text in bulletins.items():
            (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8", newline="")
        return feed_of(tmp_path, base_url)

    return make


@pytest.fixture(scope="module")
def seeds_feed() -> bytes:
    return feed_of(SEEDS)


@pytest.fixture(scope="module")
def parsed(seeds_feed: bytes) -> Any:
    return parse(seeds_feed)


@pytest.fixture(scope="module")
def channel(seeds_feed: bytes) -> ET.Element:
    return channel_of(seeds_feed)


def parse(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of feedparser itself
        return feedparser.parse(content)


def channel_of(content: bytes) -> ET.Element:
    found = ET.fromstring(content).find("channel")
    assert found is not None
    return found


def text(parent: ET.Element, tag: str) -> str:
    found = parent.find(tag)
    assert found is not None, tag
    return found.text or ""


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def shown(html: str) -> str:
    """Returns what a reader sees of a piece of HTML."""
    return "".join(_Text(html).pieces)


def test_feedparser_finds_nothing_wrong_and_every_dated_article(parsed: Any) -> None:
    assert parsed.bozo is False or parsed.bozo == 0
    assert parsed.version == "rss20"
    assert len(parsed.entries) == 11


def test_the_channel_says_whose_it_is_and_where_it_is(channel: ET.Element, seeds_feed: bytes) -> None:
    assert ET.fromstring(seeds_feed).get("version") == "2.0"
    assert seeds_feed.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert text(channel, "title") == "法院专刊"
    assert text(channel, "link") == BASE
    assert text(channel, "description")
    assert text(channel, "language") == "zh-Hans"
    link = channel.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib == {"rel": "self", "type": "application/rss+xml", "href": f"{BASE}feed.xml"}


def test_the_feed_was_last_built_on_the_day_of_the_newest_issue(channel: ET.Element) -> None:
    assert text(channel, "lastBuildDate") == "Fri, 27 Jun 2025 05:59:59 +0800"


def test_items_carry_the_day_of_their_issue_and_seconds_in_printed_order(channel: ET.Element) -> None:
    for item in channel.iter("item"):
        link = text(item, "link")
        day = {"2025/06/27": "Fri, 27 Jun 2025", "2024/03/22": "Fri, 22 Mar 2024"}[link[len(BASE) :][:10]]
        assert text(item, "pubDate").startswith(f"{day} 05:59:")
    times = [parsedate_to_datetime(text(item, "pubDate")) for item in channel.iter("item")]
    assert times == sorted(set(times), reverse=True)


def test_the_newest_issue_comes_first_and_what_has_no_date_has_a_feed_of_its_own(channel: ET.Element) -> None:
    links = [text(item, "link").removeprefix(BASE)[:7] for item in channel.iter("item")]
    assert links == ["2025/06"] * 5 + ["2024/03"] * 6
    shelf = channel_of(feed_of(SEEDS, path="undated/feed.xml"))
    assert [text(item, "link").removeprefix(BASE)[:7] for item in shelf.iter("item")] == ["undated"] * 5
    assert [*shelf.iter("pubDate")] == []


def test_feedparser_reads_the_dates_as_early_morning_in_china(parsed: Any) -> None:
    assert tuple(parsed.entries[0].published_parsed)[:6] == (2025, 6, 26, 21, 59, 59)


def test_every_item_has_an_id_of_its_own_that_is_a_tag_uri_and_no_link(channel: ET.Element) -> None:
    guids = [item.find("guid") for item in channel.iter("item")]
    assert all(guid is not None and guid.get("isPermaLink") == "false" for guid in guids)
    ids = [guid.text or "" for guid in guids if guid is not None]
    assert len(set(ids)) == len(ids) == 11
    assert ids[0] == "tag:nmgfyzk@126.com,2025:2025/06/27/05-16"
    assert all(re.fullmatch(r"tag:nmgfyzk@126\.com,\d{4}:[\w./-]+", guid, re.ASCII) for guid in ids)


def test_the_description_comes_before_the_full_text_and_begins_it(channel: ET.Element) -> None:
    for item in channel.iter("item"):
        tags = [element.tag for element in item]
        assert tags.index("description") < tags.index(f"{CONTENT}encoded")
        lead, full = text(item, "description"), shown(text(item, f"{CONTENT}encoded"))
        assert lead
        assert lead.removesuffix("……") in full


def test_items_name_their_makers_and_places(channel: ET.Element) -> None:
    items = {text(item, "title"): item for item in channel.iter("item")}
    letter = items["一封来自最高人民法院的感谢信"]
    assert [element.text for element in letter.iter(f"{DC}creator")] == ["金丽"]
    first = items["仲夏时节话法治 开门纳谏听民声"]
    assert "赤峰市" in [element.text for element in first.iter("category")]


def test_the_number_and_the_section_of_the_page_are_the_first_categories(feed_from: Maker) -> None:
    channel = channel_of(feed_from(a_txt=DATED, a_yaml="section: 要闻\n"))
    item = next(channel.iter("item"))
    assert [element.text for element in item.iter("category")] == ["05版", "要闻", "赤峰市"]
    assert [element.text for element in item.iter(f"{DC}creator")] == ["金丽", "赤峰市中级人民法院"]


def test_the_full_text_is_whole(channel: ET.Element) -> None:
    """Each block of the article's own page stands in the feed."""
    memory = Memory()
    build(load_config(SEEDS), memory, progress=lambda *_: None)
    pages = {a.path: a.content.decode() for a in memory.artifacts if a.path.endswith(".html")}
    for item in channel.iter("item"):
        html = pages[text(item, "link").removeprefix(BASE)]
        full = re.sub(r"\s", "", shown(text(item, f"{CONTENT}encoded")))
        pieces = re.findall(
            r'<(p|h\d)[^>]*(?:data-kind|class="(?:kicker|series|deck|byline|credit)")[^>]*>(.*?)</\1>', html
        )
        assert pieces
        body = html.partition("</article>")[0]
        for _, piece in (found for found in pieces if found[1] in body):
            assert re.sub(r"\s", "", shown(piece)) in full


def test_full_text_is_html_without_links_or_styles_of_ours(channel: ET.Element) -> None:
    for item in channel.iter("item"):
        tags = set(re.findall(r"<(\w+)", text(item, f"{CONTENT}encoded")))
        assert tags <= {"p", "b", "h2", "h3", "br", "table", "tr", "td", "figure", "figcaption"}


def test_marks_of_markup_in_a_text_are_text(feed_from: Maker) -> None:
    odd = "标语是&lt;b&gt;公正&lt;/b&gt; & “A&amp;amp;amp;B”，代码为]]>与<![CDATA[，"
    odd += "&lt;script&gt;alert(1)&lt;/script&gt;。"
    content = feed_from(a_txt=DATED.replace("第二段文字在这里，", odd).replace("法官下乡", "<法官>&]]>下乡"))
    entry = parse(content).entries[0]
    item = next(channel_of(content).iter("item"))
    assert "<法官>&]]>下乡" in text(item, "title").replace(" ", "")
    html = text(item, f"{CONTENT}encoded")
    assert "<script" not in html
    assert "<b>公正" not in html
    for piece in ("标语是<b>公正</b> & “A&amp;B”", "]]>与<![CDATA[", "<script>alert(1)</script>"):
        assert re.sub(r"\s", "", piece) in re.sub(r"\s", "", shown(html))
    assert "alert(1)" in shown(entry.content[0].value)


def test_marks_of_markup_in_a_description_are_text(feed_from: Maker) -> None:
    content = feed_from(a_txt=DATED.replace("赤峰市法院开庭", "赤峰市法院&lt;b&gt;&amp;amp;amp;开庭"))
    assert "赤峰市法院<b>&amp;开庭" in shown(text(next(channel_of(content).iter("item")), "description"))


def test_control_characters_in_a_text_do_not_break_the_feed(feed_from: Maker) -> None:
    controls = "".join(map(chr, [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x85, 0xFFFE, 0xFFFF, 0x2028]))
    parsed = parse(feed_from(a_txt=DATED.replace("讲完了", f"讲{controls}完了").replace("下乡", "下\x08乡")))
    assert not parsed.bozo
    assert "完了全部的经过" in parsed.entries[0].content[0].value


def test_characters_beyond_the_first_plane_are_kept(feed_from: Maker) -> None:
    assert "𠮷先生" in parse(feed_from(a_txt=DATED.replace("第二段", "𠮷先生"))).entries[0].content[0].value


def test_an_edition_without_a_date_has_no_date_in_its_feed(feed_from: Maker) -> None:
    content = feed_from(a_txt=UNDATED)
    assert len(parse(content).entries) == 1
    assert b"Date>" not in content


def test_ids_stay_when_the_site_moves(seeds_feed: bytes) -> None:
    moved = feed_of(SEEDS, "https://other.example:8443/paper/")
    before, after = channel_of(seeds_feed), channel_of(moved)
    assert [text(item, "guid") for item in before.iter("item")] == [text(item, "guid") for item in after.iter("item")]
    assert all(text(item, "link").startswith("https://other.example:8443/paper/") for item in after.iter("item"))
    assert moved.replace(b"https://other.example:8443/paper/", BASE.encode()) == seeds_feed


def test_an_id_is_ascii_whatever_the_bulletin_is_called(feed_from: Maker) -> None:
    guid = text(next(channel_of(feed_from(法院专刊_txt=UNDATED)).iter("item")), "guid")
    assert guid.isascii()


THERE = """
import contextlib, locale, time
time.tzset()
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
"""


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C"},
    ],
)
def test_dates_are_the_same_in_every_time_zone_and_language(tmp_path: Path, surroundings: dict[str, str]) -> None:
    make_seeds(tmp_path)
    log = tmp_path / "log"
    with Forked(THERE + SITEGEN, ["build"], tmp_path, {**os.environ, **surroundings}, log=log) as building:
        assert building.wait() == 0, log.read_text("utf-8")
    assert (tmp_path / "public" / "feed.xml").read_bytes() == feed_of(tmp_path / "seeds")


def test_another_offset_is_written_as_it_is_configured(feed_from: Maker) -> None:
    channel = channel_of(feed_from(EDITION + 'utc_offset: "-03:30"\n', a_txt=DATED))
    assert text(next(channel.iter("item")), "pubDate") == "Fri, 27 Jun 2025 05:59:59 -0330"
    assert text(channel, "lastBuildDate") == "Fri, 27 Jun 2025 05:59:59 -0330"


def test_a_feed_holds_no_more_issues_than_asked_for(seeds_feed: bytes) -> None:
    memory = Memory()
    build(replace(load_config(SEEDS), feed_issues=1), memory, progress=lambda *_: None)
    content = next(artifact.content for artifact in memory.artifacts if artifact.path == "feed.xml")
    titles = [entry.title for entry in parse(content).entries]
    assert titles == [entry.title for entry in parse(seeds_feed).entries][:5]
