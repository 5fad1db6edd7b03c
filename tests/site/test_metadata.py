"""What servers and machines read beside the pages: sitemap, robots.txt, headers, redirects, the list of addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import pytest

from sitegen.build import build
from sitegen.config import load_config
from sitegen.site.artifacts import Memory
from sitegen.site.beside import metadata

SEEDS = Path(__file__).parents[2] / "seeds"
BASE = "https://example.org/courts/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EDITION = """\
publication: {name: 测试报}
base_url: https://paper.example/a/
"""
BULLETIN = """\
# 测试报

2025年6月27日 星期五 5版

## 法官下乡 巡回审判

赤峰讯 6月25日，赤峰市法院开庭审理案件。
"""


def files_of(seeds: Path) -> Mapping[str, bytes]:
    memory = Memory()
    build(load_config(seeds), memory, progress=lambda *_: None)
    return {artifact.path: artifact.content for artifact in memory.artifacts}


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return files_of(SEEDS)


def made(folder: Path, extra: str = "", **bulletins: str) -> Mapping[str, bytes]:
    (folder / "edition.yaml").write_text(EDITION + extra, encoding="utf-8")
    for name, text in (bulletins or {"a": BULLETIN}).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return files_of(folder)


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def tags(html: bytes, wanted: str) -> list[dict[str, str]]:
    return [attributes for tag, attributes in _Tags(html.decode()).tags if tag == wanted]


def locations(files: Mapping[str, bytes]) -> list[str]:
    return [element.text or "" for element in ET.fromstring(files["sitemap.xml"]).iter(f"{SITEMAP}loc")]


def file_at(location: str, base: str = BASE) -> str:
    path = unquote(location.removeprefix(base))
    return f"{path}index.html" if path.endswith("/") or not path else path


def full_pages(files: Mapping[str, bytes]) -> set[str]:
    """Returns the pages that have an address for ever: no text-only forms, nor what stands in for a page."""
    pages = {path for path in files if path.endswith(".html") and not path.startswith("plain/")}
    return pages - {"offline.html"}


def test_the_sitemap_lists_every_page_once_but_those_that_hold_nothing(files: Mapping[str, bytes]) -> None:
    root = ET.fromstring(files["sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    listed = locations(files)
    pages = full_pages(files) - {"404.html", "search.html"}
    assert len(listed) == len(set(listed))
    assert {file_at(location) for location in listed} == pages


def test_the_sitemap_names_pages_as_they_name_themselves(files: Mapping[str, bytes]) -> None:
    for location in locations(files):
        links = tags(files[file_at(location)], "link")
        assert [link["href"] for link in links if link.get("rel") == "canonical"] == [location]
        assert location.isascii()


def test_the_sitemap_dates_articles_by_their_issue_and_nothing_else(files: Mapping[str, bytes]) -> None:
    for entry in ET.fromstring(files["sitemap.xml"]):
        location, modified = entry.findtext(f"{SITEMAP}loc", ""), entry.findtext(f"{SITEMAP}lastmod")
        day = re.match(r"(\d{4})/(\d\d)/(\d\d)/", location.removeprefix(BASE))
        assert modified in (None, "-".join(day.groups()) if day else None)


def test_a_sitemap_of_too_many_addresses_is_an_index_of_parts(
    files: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "MOST_MAPPED", 30)
    cut = files_of(SEEDS)
    root = ET.fromstring(cut["sitemap.xml"])
    assert root.tag == f"{SITEMAP}sitemapindex"
    parts = [file_at(location) for location in locations(cut)]
    assert {"sitemap/2024-03.xml", "sitemap/2025-06.xml", "sitemap/pages.xml", "sitemap/years.xml"} <= set(parts)
    assert set(parts) == {path for path in cut if path.startswith("sitemap/")}
    held = [[entry.findtext(f"{SITEMAP}loc") for entry in ET.fromstring(cut[part])] for part in parts]
    assert max(map(len, held)) <= 30
    assert sorted(location for part in held for location in part) == sorted(locations(files))


def test_a_new_issue_takes_no_part_of_the_sitemap_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "MOST_MAPPED", 3)
    before = {path for path in made(tmp_path) if path.startswith("sitemap/")}
    after = made(tmp_path, a=BULLETIN, b=BULLETIN.replace("2025年6月27日 星期五", "2025年7月4日 星期五"))
    assert before
    assert before < set(after)


def test_robots_may_read_everything_and_find_the_sitemap(files: Mapping[str, bytes]) -> None:
    assert files["robots.txt"].decode() == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"


def test_the_headers_allow_nothing_from_elsewhere_and_nothing_inline(files: Mapping[str, bytes]) -> None:
    headers = files["_headers"].decode()
    assert headers.startswith("/*\n  ")
    policy = re.search(r"Content-Security-Policy: (.*)\n", headers)
    assert policy
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy[1].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert {sources for name, sources in rules.items()} == {"'none'", "'self'"}
    assert "X-Content-Type-Options: nosniff" in headers


def test_every_page_carries_a_policy_that_is_no_weaker_than_needed_for_a_disk(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html"):
            policies = [meta["content"] for meta in tags(content, "meta") if meta.get("http-equiv")]
            assert len(policies) == 1, path
            assert re.fullmatch(r"(?:[\w-]+ (?:'none'|'self' file:)(?:; |$))+", policies[0]), path


def test_the_list_of_addresses_is_sorted_and_complete(files: Mapping[str, bytes]) -> None:
    content = files["addresses.txt"].decode()
    listed = [line.partition("\t")[0] for line in content.splitlines()]
    assert content.endswith("\n")
    assert listed == sorted(set(listed))
    feeds = {"feed.xml", "atom.xml", "feed.json", "digest.xml", "digest.atom.xml", "digest.json", "feeds.opml"}
    lists = {
        path
        for path in full_pages(files)
        if re.match(r"(people|units|places|archive)/|\d{4}/index|undated/index", path)
    }
    assert {"people/index.html", "archive/index.html", "2024/index.html"} <= lists
    assert set(listed) == full_pages(files) - lists | feeds


def test_a_new_bulletin_takes_no_address_away(tmp_path: Path) -> None:
    before = made(tmp_path)["addresses.txt"].decode().splitlines()
    after = made(tmp_path, b=BULLETIN.replace("5版", "6版"), c="## 没有日期的文章\n\n干警们走进社区，成效明显。\n")
    assert set(before) < set(after["addresses.txt"].decode().splitlines())


# Addresses that moved.

MOVED = """\
redirects:
  2025/06/27/05-9.html: 2025/06/27/05-5.html
  old/旧页.html: index.html
"""


def test_a_moved_address_is_answered_by_a_page_that_leads_on(tmp_path: Path) -> None:
    files = made(tmp_path, MOVED)
    for old, new in (("2025/06/27/05-9.html", "2025/06/27/05-5.html"), ("old/旧页.html", "index.html")):
        stub = files[old]
        refresh = next(meta["content"] for meta in tags(stub, "meta") if meta.get("http-equiv") == "refresh")
        delay, _, target = refresh.partition("; url=")
        assert delay == "0"
        (link,) = tags(stub, "a")
        assert link["href"] == target
        assert unquote(urljoin(f"https://paper.example/a/{old}", target)) == f"https://paper.example/a/{new}"
        assert {"name": "robots", "content": "noindex"} in tags(stub, "meta")
        canonical = next(found["href"] for found in tags(stub, "link"))
        assert file_at(canonical, "https://paper.example/a/") == new


def test_redirects_are_listed_for_hosts_and_among_the_addresses_but_not_in_the_sitemap(tmp_path: Path) -> None:
    files = made(tmp_path, MOVED)
    rules = [line.split(" ") for line in files["_redirects"].decode().splitlines()]
    assert ["/2025/06/27/05-9.html", "/2025/06/27/05-5.html", "301"] in rules
    assert all(len(rule) == 3 for rule in rules)
    assert "2025/06/27/05-9.html" in files["addresses.txt"].decode().splitlines()
    assert "05-9" not in files["sitemap.xml"].decode()


def test_without_redirects_there_is_no_list_of_them(files: Mapping[str, bytes]) -> None:
    assert "_redirects" not in files
