"""Pictures of an overlay all the way: their files and addresses, pages, feed, JSON-LD, search and proof sheet."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from sitegen import readings
from sitegen.build import build, proof
from sitegen.check.documents import read_html
from sitegen.config import load_config
from sitegen.site.artifacts import Memory
from tests.editions import DATED, UNDATED, make_seeds, sitegen_here
from tests.pictures import gif, jpeg, png

OVERLAY = """\
corrections:
  - {line: 7, image: bridge.png, alt: 桥上“灯火” & <星光>}
  - {line: 9, image: photos/bridge.jpg, alt: 步行的人}
"""
ARTICLE, PAGE = "2023/05/04/01-5.html", "2023/05/04/01.html"
FILES: dict[str, str | bytes] = {
    "2023-05-04-01.yaml": OVERLAY,
    "bridge.png": png(),
    "photos/bridge.jpg": jpeg(),
    "photos/unnamed.gif": gif(),
}


def built(folder: Path, files: dict[str, str | bytes], jobs: int = 1) -> dict[str, bytes]:
    config = load_config(make_seeds(folder, {**FILES, **files}))
    memory = Memory()
    made = build(config, memory, jobs=jobs, progress=lambda _what, _count: None)
    told = {found.code for found in made.diagnostics if found.code.startswith(("b", "o"))}
    assert told <= {"b-023"}  # of a picture that nothing names
    return {artifact.path: artifact.content for artifact in memory.artifacts}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("pictures"), {})


def address(content: bytes, suffix: str) -> str:
    return f"images/{sha256(content).hexdigest()[:16]}.{suffix}"


def images(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in site.items() if path.startswith("images/")}


def test_the_files_that_are_named_are_published_byte_for_byte(site: dict[str, bytes]) -> None:
    assert images(site) == {address(png(), "png"): png(), address(jpeg(), "jpg"): jpeg()}


def test_one_name_for_two_pictures_and_two_names_for_one_do_not_get_mixed_up(tmp_path: Path) -> None:
    other = OVERLAY.replace("line: 7", "line: 1").replace("line: 9", "line: 3")
    old = {"txt": UNDATED.replace("老街", "旧街"), "yaml": other}
    files: dict[str, str | bytes] = {f"old/jiujie.{suffix}": text for suffix, text in old.items()}
    site = built(tmp_path, {**files, "old/bridge.png": png(shade=9), "old/photos/bridge.jpg": png()})
    assert images(site) == {
        address(png(), "png"): png(),
        address(jpeg(), "jpg"): jpeg(),
        address(png(shade=9), "png"): png(shade=9),
    }
    shown = [src for src, _ in sorted(read_html(site["undated/jiujie-1.html"]).images)]
    assert sorted(shown) == sorted(f"../{address(content, 'png')}" for content in (png(), png(shade=9)))


@pytest.mark.parametrize("path", [ARTICLE, PAGE, "index.html"])
def test_a_page_shows_pictures_with_their_words(site: dict[str, bytes], path: str) -> None:
    up = "../" * path.count("/")
    assert read_html(site[path]).images == {
        (up + address(png(), "png"), "桥上“灯火” & <星光>"),
        (up + address(jpeg(), "jpg"), "步行的人"),
    }


def test_only_the_first_picture_of_an_articles_own_page_loads_at_once(site: dict[str, bytes]) -> None:
    for path, eager in ((ARTICLE, 1), (PAGE, 0), ("index.html", 0)):
        tags = re.findall(r"<img [^>]*>", site[path].decode())
        assert sum('loading="lazy"' not in tag for tag in tags) == eager


def test_the_feed_has_pictures_with_addresses_that_hold_everywhere(site: dict[str, bytes]) -> None:
    feed = site["feed.xml"].decode()
    assert f"https://example.org/hewan/{address(png(), 'png')}" in feed
    assert "&lt;figure&gt;&lt;img src=" in feed
    assert "桥上“灯火” &amp;amp; &amp;lt;星光&amp;gt;" in feed


def test_the_words_for_a_picture_are_no_text_of_the_paper(site: dict[str, bytes]) -> None:
    searched = [content for path, content in site.items() if path.startswith("search/")]
    assert len(searched) > 1
    assert not any("步行的人".encode() in content for content in searched)
    assert "步行的人" not in read_html(site[ARTICLE]).text


def test_pictures_are_parts_of_pages_and_no_addresses_to_be_kept(site: dict[str, bytes]) -> None:
    assert b"images/" not in site["addresses.txt"] + site["sitemap.xml"]


def test_a_corrected_article_tells_machines_of_its_pictures(tmp_path: Path) -> None:
    correction = "  - {quote: 320米, replace: 302米, kind: correction, date: 2023-05-06}\n"
    site = built(tmp_path, {"2023-05-04-01.yaml": OVERLAY + correction})
    script, _ = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site[ARTICLE].decode())
    assert json.loads(script)["image"] == [
        f"https://example.org/hewan/{address(content, suffix)}" for content, suffix in ((png(), "png"), (jpeg(), "jpg"))
    ]


def test_processes_and_order_change_no_byte(
    site: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "PARALLEL_FROM", 1)
    assert built(tmp_path, {}, jobs=2) == site


def test_a_picture_that_is_missing_stops_the_build_and_not_the_proof_sheet(tmp_path: Path) -> None:
    seeds = make_seeds(tmp_path, {"2023-05-04-01.yaml": OVERLAY})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert "seeds/2023-05-04-01.yaml:2:22: error b-011: there is no picture `bridge.png`" in done.stderr
    sheet = proof(load_config(seeds))
    page = next(a.content.decode() for a in sheet.artifacts if a.path == "index.html")
    assert "<code>bridge.png</code> 桥上“灯火” &amp; &lt;星光&gt;" in page
    assert page.count("b-011") >= 2


def test_sitegen_read_shows_the_picture_below_its_line_and_finds_it_in_the_edition(tmp_path: Path) -> None:
    files = {"2023/a.txt": DATED, "2023/a.yaml": OVERLAY.replace("bridge.png", "no.png"), **FILES}
    make_seeds(tmp_path, files)
    said = sitegen_here(tmp_path, "read", "seeds/2023/a.txt").stdout
    assert "picture: photos/bridge.jpg “步行的人”" in said
    assert "b-011: there is no picture `no.png`" in said
    assert "there is no picture `photos/bridge.jpg`" not in said
    report = json.loads(sitegen_here(tmp_path, "read", "--format", "json", "seeds/2023/a.txt").stdout)
    assert "b-011" in [d["code"] for d in report["diagnostics"]]
