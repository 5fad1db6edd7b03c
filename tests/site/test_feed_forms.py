"""Every feed of an edition in three forms: held against the rules of each, whole, in order, the same in each."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from lxml import etree

from sitegen.build import build
from sitegen.config import load_config
from sitegen.site import catalogue
from sitegen.site.artifacts import Memory
from sitegen.site.catalogue import KINDS
from tests.pictures import png

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
BASE = "https://paper.example/a/"
EDITION = """\
publication: {name: 河湾日报, publisher: 河湾日报社}
authority: paper.example
base_url: https://paper.example/a/
plain: false
"""
STORY = "## {title}\n\n河湾讯（记者 林青山）河湾市{what}昨日上午在东岸举行，市民到场观看。\n\n"
UNDATED = "## 老街修缮过半\n\n本报讯 老街修缮于2022年11月开工，现已完成一半，沿街店铺照常营业。\n\n（陈一禾）\n"
WHAT = ("赛龙舟", "新桥通车", "灯会", "书市", "春耕", "植树", "合唱", "义诊", "讲座", "展览")


def bulletin(day: int, page: int, stories: int = 2) -> str:
    head = f"# 河湾日报\n\n2024年3月{day}日 第{page}版\n\n"
    titles = ((f"{WHAT[(day + page + at) % 10]}第{day}日{page}版第{at + 1}场", WHAT[at % 10]) for at in range(stories))
    return head + "".join(STORY.format(title=title, what=what) for title, what in titles)


def made(folder: Path, files: Mapping[str, str | bytes], edition: str = EDITION) -> dict[str, bytes]:
    (folder / "edition.yaml").write_text(edition, "utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    memory = Memory()
    build(load_config(folder), memory, progress=lambda *_: None)
    return {artifact.path: artifact.content for artifact in memory.artifacts}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Four issues of two pages and a page without a date; feeds hold two issues."""
    files: dict[str, str | bytes] = {
        f"2024-03-{day:02}-{page}.txt": bulletin(day, page) for day in range(1, 5) for page in (1, 2)
    }
    files |= {f"2024-03-{day:02}-2.yaml": "section: 副刊\n" for day in range(1, 5)}
    files["2024-03-04-1.yaml"] = (
        "corrections:\n"
        "  - {quote: 赛龙舟昨日上午在东岸, replace: 赛龙舟昨日上午在西岸, kind: correction, date: 2024-03-09}\n"
        "  - {line: 7, image: bridge.png, alt: 新桥 & 河}\n"
    )
    files["bridge.png"] = png()
    files["laojie.txt"] = UNDATED
    extra = "feeds: {issues: 2, hub: https://hub.example/push}\n"
    return made(tmp_path_factory.mktemp("seeds"), files, EDITION + extra)


def parse(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of feedparser itself
        return feedparser.parse(content)


def feeds(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        path: content
        for path, content in site.items()
        if path.endswith((".xml", ".json")) and not path.startswith(("sitemap", "opensearch", "search", "opds"))
    }


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))


def atom_faults(content: bytes) -> list[str]:
    """Returns what RFC 4287 and RFC 5005 find wrong with a document: its form, then what no schema can say."""
    tree = etree.fromstring(content)
    faults = [] if schema().validate(tree) else [str(error) for error in schema().error_log]
    ids = [one.findtext(f"{ATOM}id") for one in tree.iter(f"{ATOM}entry")]
    faults += [f"twice: {id_}" for id_ in ids if ids.count(id_) > 1]
    rels = [link.get("rel", "alternate") for link in tree.findall(f"{ATOM}link")]
    faults += [f"{rel} twice" for rel in ("self", "alternate", "current", "prev-archive") if rels.count(rel) > 1]
    if "self" not in rels:
        faults.append("no self")
    if (tree.find(f"{HISTORY}archive") is not None) != ("current" in rels):
        faults.append("an archive names the feed that it belongs to, and nothing else does")
    return faults


def rss_faults(content: bytes) -> list[str]:
    """Returns what the specification of RSS 2.0 and the RSS Advisory Board's profile find wrong with a document."""
    channel = ET.fromstring(content).find("channel")
    assert channel is not None
    faults = [f"channel: {tag}" for tag in ("title", "link", "description") if len(channel.findall(tag)) != 1]
    if [link.get("rel") for link in channel.findall(f"{ATOM}link")].count("self") != 1:
        faults.append("no self")
    known = {"title", "link", "description", "language", "lastBuildDate", "generator", "item"}
    faults += [f"channel: {child.tag}" for child in channel if "{" not in child.tag and child.tag not in known]
    for item in channel.findall("item"):
        tags = [child.tag for child in item]
        known = {"title", "link", "guid", "pubDate", "category", "description", "enclosure"}
        faults += [f"item: {tag}" for tag in tags if "{" not in tag and tag not in known]
        faults += [f"item: {tag} twice" for tag in (*known - {"category"}, f"{CONTENT}encoded") if tags.count(tag) > 1]
        if not item.findtext("title") or not item.findtext("description"):
            faults.append("item: nothing said")
        for moment in item.findall("pubDate"):
            if parsedate_to_datetime(moment.text or "").utcoffset() is None:
                faults.append(f"item: {moment.text}")
        for enclosure in item.findall("enclosure"):
            if set(enclosure.attrib) != {"url", "length", "type"} or not enclosure.get("length", "").isdecimal():
                faults.append("enclosure")
    guids = [guid.text for guid in channel.iter("guid")]
    return faults + [f"twice: {guid}" for guid in guids if guids.count(guid) > 1]


def json_faults(content: bytes) -> list[str]:
    """Returns what JSON Feed 1.1 finds wrong with a document."""
    feed = json.loads(content)
    faults = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    known = {"version", "title", "home_page_url", "feed_url", "description", "language", "authors", "hubs", "items"}
    faults += [f"feed: {key}" for key in set(feed) - known]
    for item in feed["items"]:
        known = {"id", "url", "title", "summary", "content_html", "date_published", "date_modified", "authors", "tags"}
        faults += [f"item: {key}" for key in set(item) - known - {"image", "attachments"}]
        if not isinstance(item.get("id"), str) or not item.get("content_html"):
            faults.append("item: id or content")
        for key in ("date_published", "date_modified"):
            if key in item and datetime.fromisoformat(item[key]).utcoffset() is None:
                faults.append(f"item: {item[key]}")
        faults += ["attachment" for one in item.get("attachments", []) if not {"url", "mime_type"} <= set(one)]
        faults += ["author" for author in item.get("authors", []) if not author.get("name")]
    return faults


def faults(path: str, content: bytes) -> list[str]:
    if path.endswith(".json"):
        return json_faults(content)
    return atom_faults(content) if path.endswith("atom.xml") else rss_faults(content)


def test_the_rules_find_what_is_wrong(site: dict[str, bytes]) -> None:
    atom, rss, listed = site["atom.xml"], site["feed.xml"], json.loads(site["feed.json"])
    assert atom_faults(atom.replace(b"<updated>", b"<modified>", 1).replace(b"</updated>", b"</modified>", 1))
    assert atom_faults(re.sub(rb"\+08:00", b"", atom, count=1))
    assert atom_faults(atom.replace(b'href="https://paper.example/a/2024', b'href="2024', 1))
    assert rss_faults(rss.replace(b"<description>", b"<describes>").replace(b"</description>", b"</describes>"))
    assert rss_faults(re.sub(rb'length="\d+"', b'length="large"', rss))
    assert json_faults(json.dumps({**listed, "items": [{"id": 5, "content_html": "a"}]}).encode())


def test_every_feed_keeps_the_rules_of_its_form(site: dict[str, bytes]) -> None:
    found = feeds(site)
    assert {path: faults(path, content) for path, content in found.items() if faults(path, content)} == {}
    assert {"feed.xml", "atom.xml", "feed.json", "digest.xml", "digest.atom.xml", "digest.json"} <= set(found)
    assert {"feeds/pages/01.xml", "feeds/pages/01.atom.xml", "feeds/pages/02.json", "undated/feed.xml"} <= set(found)
    assert len([path for path in found if path.startswith("feeds/sections/fukan-")]) == 3


def test_feedparser_reads_every_feed_in_xml(site: dict[str, bytes]) -> None:
    for path, content in feeds(site).items():
        if path.endswith(".xml"):
            parsed = parse(content)
            assert not parsed.bozo, path
            assert parsed.version == ("atom10" if path.endswith("atom.xml") else "rss20")
            assert parsed.entries, path


def test_the_three_forms_hold_the_same(site: dict[str, bytes]) -> None:
    for stem in ("digest", "feeds/pages/02", "undated/feed"):
        rss, atom = parse(site[f"{stem}.xml"]), parse(site[f"{stem}.atom.xml"])
        items = json.loads(site[f"{stem}.json"])["items"]
        assert [e.id for e in rss.entries] == [e.id for e in atom.entries] == [item["id"] for item in items]
        assert [e.title for e in rss.entries] == [e.title for e in atom.entries] == [item["title"] for item in items]
        assert [e.content[0].value for e in atom.entries] == [
            e.content[0].value if "content" in e else e.description for e in rss.entries
        ]


def test_no_feed_holds_a_relative_address(site: dict[str, bytes]) -> None:
    for path, content in feeds(site).items():
        text = unescape(content.decode()) if path.endswith(".xml") else content.decode().replace('\\"', '"')
        body = text.partition("?>\n<?xml-stylesheet")[2].partition("?>")[2] or text
        for address in re.findall(r'(?:href|src|url|_url)"?[=:] ?"([^"]*)"', body):
            assert urlsplit(address).scheme in {"https", "http"}, (path, address)


def test_every_feed_says_where_its_look_is(site: dict[str, bytes]) -> None:
    for path, content in feeds(site).items():
        if path.endswith(".xml"):
            (style,) = re.findall(r'<\?xml-stylesheet type="text/css" href="([^"]*)"\?>', content.decode())
            assert style == "../" * path.count("/") + "static/feed.css"
    assert "static/feed.css" in site


def test_archives_reach_the_first_issue_and_what_has_no_date(site: dict[str, bytes]) -> None:
    for start in ("feed.xml", "atom.xml"):
        ids: list[str] = []
        path, passed = start, [start]
        while path:
            parsed = parse(site[path])
            ids += [entry.id for entry in parsed.entries]
            link = next((link.href for link in parsed.feed.links if link.rel == "prev-archive"), "")
            path = link.removeprefix(BASE)
            passed.append(path)
        assert passed[1:] == ["2024/03/02/atom.xml", "2024/03/01/atom.xml", "undated/laojie.atom.xml", ""]
        assert len(ids) == len(set(ids)) == 4 * 2 * 2 + 1


def test_an_archive_stays_as_it_is_when_an_issue_comes(tmp_path: Path) -> None:
    files = {f"2024-03-{day:02}-1.txt": bulletin(day, 1) for day in range(1, 4)}
    before = made(tmp_path, files, EDITION + "feeds: {issues: 1}\n")
    after = made(tmp_path, {"2024-03-05-1.txt": bulletin(5, 1)}, EDITION + "feeds: {issues: 1}\n")
    for day in ("01", "02"):
        assert after[f"2024/03/{day}/atom.xml"] == before[f"2024/03/{day}/atom.xml"]
    assert b"2024/03/03/atom.xml" in after["feed.xml"]


def test_the_newest_issue_is_never_cut(tmp_path: Path) -> None:
    """Forty pages of one day with three articles each."""
    files = {f"2024-03-05-{page:02}.txt": bulletin(5, page, 3) for page in range(1, 41)}
    site = made(tmp_path, files, EDITION + "feeds: {issues: 1}\n")
    for path in ("feed.xml", "atom.xml"):
        entries = parse(site[path]).entries
        assert len(entries) == 120
        times = [entry.published_parsed for entry in entries]
        assert times == sorted(times, reverse=True)
        assert len(set(times)) == 120


def test_a_further_article_moves_the_time_of_none_on_other_pages(tmp_path: Path) -> None:
    files = {f"2024-03-05-{page}.txt": bulletin(5, page) for page in (1, 2)}
    before = {entry.id: entry.published for entry in parse(made(tmp_path, files)["feed.xml"]).entries}
    after = {
        entry.id: entry.published
        for entry in parse(made(tmp_path, {"2024-03-05-1.txt": bulletin(5, 1, 3)})["feed.xml"]).entries
    }
    assert before.items() < after.items()


def test_a_public_correction_is_told_in_every_form_with_its_day(site: dict[str, bytes]) -> None:
    (entry,) = (e for e in parse(site["atom.xml"]).entries if e.updated != e.published)
    assert entry.updated.startswith("2024-03-09T11:59:")
    assert entry.published.startswith("2024-03-04T05:59:")
    assert entry.summary.startswith("更正（2024年3月9日）")
    assert "更正" in [tag.term for tag in entry.tags]
    (item,) = (i for i in json.loads(site["feed.json"])["items"] if "date_modified" in i)
    assert item["date_modified"] == entry.updated
    (told,) = (e for e in parse(site["feed.xml"]).entries if e.id == entry.id)
    assert told.description.startswith("更正（2024年3月9日）")
    assert parse(site["atom.xml"]).feed.updated == entry.updated
    digest = parse(site["digest.atom.xml"])
    assert [e.updated[:10] for e in digest.entries] == ["2024-03-09", "2024-03-03"]


def test_pictures_come_along(site: dict[str, bytes]) -> None:
    (entry,) = (e for e in parse(site["feed.xml"]).entries if e.enclosures)
    (enclosure,) = entry.enclosures
    path = enclosure.href.removeprefix(BASE)
    assert (int(enclosure.length), enclosure.type) == (len(site[path]), "image/png")
    assert [media["url"] for media in entry.media_content] == [enclosure.href]
    (item,) = (i for i in json.loads(site["feed.json"])["items"] if "image" in i)
    assert item["image"] == enclosure.href
    assert item["attachments"][0]["size_in_bytes"] == len(site[path])
    (atom,) = (e for e in parse(site["atom.xml"]).entries if e.enclosures)
    assert atom.enclosures[0].href == enclosure.href


def test_page_and_section_are_told_in_each_item(site: dict[str, bytes]) -> None:
    for entry in parse(site["feeds/pages/02.xml"]).entries:
        assert [tag.term for tag in entry.tags][:2] == ["02版", "副刊"]
        assert entry.content[0].value.startswith("<p>2024年3月")
        assert "02版 副刊</p>" in entry.content[0].value


def test_a_hub_is_named_where_there_is_one(site: dict[str, bytes]) -> None:
    for path in ("feed.xml", "atom.xml", "digest.xml"):
        assert [link.href for link in parse(site[path]).feed.links if link.rel == "hub"] == ["https://hub.example/push"]
    assert json.loads(site["feed.json"])["hubs"] == [{"type": "WebSub", "url": "https://hub.example/push"}]


def test_the_digest_has_an_item_an_issue_with_all_its_headlines(site: dict[str, bytes]) -> None:
    entries = parse(site["digest.xml"]).entries
    assert [entry.title for entry in entries] == ["2024年3月4日 星期一", "2024年3月3日 星期日"]
    html = entries[0].content[0].value
    assert html.count("<li>") == 4
    assert f'<a href="{BASE}2024/03/04/02-5.html">' in html


def test_who_has_ten_articles_has_a_feed(tmp_path: Path) -> None:
    ten = made(tmp_path, {f"2024-03-{day:02}-1.txt": bulletin(day, 1) for day in range(1, 6)})
    (feed,) = (path for path in ten if path.startswith("feeds/people/"))
    assert re.fullmatch(r"feeds/people/linqingshan-[0-9a-f]{8}\.xml", feed)
    assert len(parse(ten[feed]).entries) == 10
    assert f'href="{feed}"' in ten["subscribe.html"].decode()
    (tmp_path / "2024-03-05-1.txt").unlink()
    assert not [path for path in made(tmp_path, {}) if path.startswith("feeds/people/")]


def test_a_large_edition_has_feeds_of_the_names_with_the_most_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"2024-03-{day:02}-1.txt": bulletin(day, 1).replace("林青山", "林青山 金小丽") for day in range(1, 6)}
    files["2024-03-06-1.txt"] = bulletin(6, 1, stories=1)

    def of_names() -> set[str]:
        of_all = (path for path in made(tmp_path, files) if path.startswith("feeds/"))
        return {path.rpartition("-")[0] for path in of_all if path.startswith(tuple(f"feeds/{k}/" for k in KINDS))}

    every = of_names()
    assert {"feeds/people/linqingshan", "feeds/people/jinxiaoli"} <= every
    monkeypatch.setattr(catalogue, "MOST_FEEDS", len(every) - 1)
    most = of_names()
    assert most < every
    assert "feeds/people/linqingshan" in most
    assert "feeds/people/jinxiaoli" not in most


def test_who_has_a_page_of_his_own_has_his_feed_named_on_it(tmp_path: Path) -> None:
    site = made(tmp_path, {f"2024-03-{day:02}-1.txt": bulletin(day, 1) for day in range(1, 12)})
    (feed,) = (path for path in site if path.startswith("feeds/people/"))
    assert f'href="../{feed}"' in site["people/linqingshan.html"].decode()


def test_all_feeds_are_listed_for_readers_and_for_people(site: dict[str, bytes]) -> None:
    outlines = [outline.attrib for outline in ET.fromstring(site["feeds.opml"]).iter("outline")]
    listed = {outline["xmlUrl"].removeprefix(BASE) for outline in outlines}
    assert all(outline["type"] == "rss" and outline["text"] for outline in outlines)
    every = {p for p in feeds(site) if p.endswith(".xml") and not p.endswith("atom.xml")}
    assert listed == every
    page = site["subscribe.html"].decode()
    assert all(f'href="{path}"' in page for path in feeds(site) if not re.match(r"2024/|undated/laojie", path))
    assert all(f'data-copy="{BASE}{path}"' in page for path in every)


def test_the_way_to_subscribing_is_on_every_page(site: dict[str, bytes]) -> None:
    for path, content in site.items():
        if path.endswith(".html") and path not in ("404.html", "offline.html"):
            assert f'href="{"../" * path.count("/")}subscribe.html"' in content.decode(), path
