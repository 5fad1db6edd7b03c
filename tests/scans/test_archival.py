"""What archives take in: IIIF by its rules, METS and ALTO by their schemas, the text of the bulletin whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

pytest.importorskip("PIL", reason="needs Pillow, of the images extra")
pytest.importorskip("lxml", reason="needs lxml, of the test extra")

from lxml import etree

from sitegen.model.prose import ledger
from tests.editions import DATED, published
from tests.pictures import png
from tests.scans.pages import draw

BASE = "https://example.org/hewan/"
STEM, FOLDER = "2023-05-04-01", "2023/05/04/"
SCHEMAS = Path(__file__).parents[1] / "site" / "schemas"
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
METS, MODS = "{http://www.loc.gov/METS/}", "{http://www.loc.gov/mods/v3}"
HREF = "{http://www.w3.org/1999/xlink}href"
SECOND = DATED.replace("第1版", "第2版")
UNPLACED = DATED.replace("第1版", "第3版").replace("每晚开放至21时", "每晚\x0b开放 至 21 时 & <晚>")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue of three pages: with scan and places, without a scan, with a scan alone; and an undated one."""
    files: dict[str, str | bytes] = {
        **draw().files(STEM),
        "2023-05-04-02.txt": SECOND,
        "2023-05-04-03.txt": UNPLACED,
        "2023-05-04-03.yaml": "scan: three.png\n",
        "three.png": png(100, 150),
        "laojie.yaml": "scan: old.png\n",
        "old.png": png(60, 90),
    }
    return published(tmp_path_factory.mktemp("archival"), files)


def valid(public: Path, path: str, schema: str) -> Any:
    tree = etree.parse(public / path)
    rules = etree.RelaxNG(etree.parse(SCHEMAS / schema))
    assert rules.validate(tree), rules.error_log
    return tree.getroot()


def here(public: Path, address: str) -> Path:
    """Returns the file of an address of the site."""
    path = urldefrag(address)[0].partition("?")[0].removeprefix(BASE)
    return public / (f"{path}index.html" if path.endswith("/") or not path else path)


@pytest.mark.parametrize("path", [f"{FOLDER}01.alto.xml", f"{FOLDER}03.alto.xml", "undated/laojie.alto.xml"])
def test_alto_is_what_its_schema_asks_for(public: Path, path: str) -> None:
    page = valid(public, path, "alto.rng")
    assert here(public, page.findtext(f".//{ALTO}fileName")).is_file()


@pytest.mark.parametrize(("path", "text"), [("01", draw().text), ("03", UNPLACED)])
def test_alto_holds_the_text_of_the_bulletin_whole_and_in_order(public: Path, path: str, text: str) -> None:
    page = valid(public, f"{FOLDER}{path}.alto.xml", "alto.rng")
    strings = "".join(string.get("CONTENT") for string in page.iter(f"{ALTO}String"))
    assert ledger(strings) == ledger(text)


def test_alto_says_where_lines_stood_in_pixels_of_the_scan(public: Path) -> None:
    page = valid(public, f"{FOLDER}01.alto.xml", "alto.rng")
    blocks = {block.get("ID"): block for block in page.iter(f"{ALTO}TextBlock")}
    headline, column = blocks["line5"], blocks["line7"]
    assert [headline.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")] == ["60", "180", "684", "84"]
    assert headline.get("TAGREFS") == "role-headline"
    assert [column.get(name) for name in ("HPOS", "WIDTH")] == ["60", "684"]  # both of its columns


def test_a_line_of_which_nothing_is_known_has_no_place(public: Path) -> None:
    page = valid(public, f"{FOLDER}03.alto.xml", "alto.rng")
    assert not [block for block in page.iter(f"{ALTO}TextBlock") if block.get("HPOS")]


@pytest.mark.parametrize("path", [f"{FOLDER}mets.xml", "undated/laojie.mets.xml"])
def test_mets_is_what_its_schema_asks_for_and_names_what_is_there(public: Path, path: str) -> None:
    issue = valid(public, path, "mets.rng")
    for file in issue.iter(f"{METS}file"):
        content = here(public, file[0].get(HREF)).read_bytes()
        if file.get("CHECKSUM"):
            assert (int(file.get("SIZE")), file.get("CHECKSUM")) == (len(content), hashlib.sha256(content).hexdigest())
    for url in issue.iter(f"{MODS}url"):
        assert here(public, url.text).is_file()


def test_mets_tells_issue_articles_and_their_places(public: Path) -> None:
    issue = valid(public, f"{FOLDER}mets.xml", "mets.rng")
    articles = [div for div in issue.iter(f"{METS}div") if div.get("TYPE") == "article"]
    assert [div.get("LABEL") for div in articles[:3]] == ["河湾新桥昨日通车", "图书馆延长开放时间", "渡船今日停航"]
    texts, places = (list(pointer.iter(f"{METS}area")) for pointer in articles[1])
    alto = valid(public, f"{FOLDER}01.alto.xml", "alto.rng")
    blocks = {block.get("ID") for block in alto.iter(f"{ALTO}TextBlock")}
    assert [area.get("BEGIN") for area in texts] == ["line9", "line11", "line13"]
    assert blocks.issuperset(area.get("BEGIN") for area in texts)
    assert [area.get("COORDS") for area in places] == ["775,175,1145,845", "55,883,1145,1205"]
    described = {section.get("ID") for section in issue.iter(f"{METS}dmdSec")}
    assert described.issuperset(div.get("DMDID") for div in articles)


def test_a_page_without_a_scan_is_in_mets_by_its_page_of_the_site(public: Path) -> None:
    issue = valid(public, f"{FOLDER}mets.xml", "mets.rng")
    pages = [div for div in issue.iter(f"{METS}div") if div.get("TYPE") == "page"]
    assert [[pointer.get("FILEID") for pointer in page] for page in pages] == [
        ["image1", "alto1", "html1"],
        ["html2"],
        ["image3", "alto3", "html3"],
    ]


def every(value: Any) -> Iterator[dict[str, Any]]:
    """Returns every object of a manifest."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from every(each)
    elif isinstance(value, list):
        for each in value:
            yield from every(each)


def manifest(public: Path, path: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((public / path).read_bytes())
    return told


@pytest.mark.parametrize("path", [f"{FOLDER}manifest.json", "undated/laojie.manifest.json"])
def test_a_manifest_keeps_the_rules_of_iiif(public: Path, path: str) -> None:
    whole = manifest(public, path)
    assert whole["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (whole["type"], whole["id"]) == ("Manifest", BASE + path)
    canvases = {canvas["id"]: canvas for canvas in whole["items"]}
    assert len(canvases) == len(whole["items"]) > 0
    for canvas in whole["items"]:
        assert canvas["type"] == "Canvas" and "#" not in canvas["id"] and canvas["label"]
        ((painting,),) = (page["items"] for page in canvas["items"])
        assert (painting["motivation"], painting["target"]) == ("painting", canvas["id"])
        body = painting["body"]
        assert (body["type"], body["width"], body["height"]) == ("Image", canvas["width"], canvas["height"])
        for link in (link for page in canvas.get("annotations", ()) for link in page["items"]):
            assert link["motivation"] == "linking"
            assert urldefrag(link["target"])[0] == canvas["id"]
    own = [each["id"] for each in every(whole) if each.get("type") in ("Annotation", "AnnotationPage", "Range")]
    assert len(own) == len(set(own))
    for each in every(whole):
        assert str(each.get("id", BASE)).startswith(BASE)
        if each.get("type") in ("Manifest", "Range", "Canvas") and "items" in each:
            ((language, words),) = each["label"].items()
            assert language == "zh-Hans" and all(words)
        if each.get("type") in ("Text", "Image", "Dataset"):
            assert each["format"] and here(public, each["id"]).is_file(), each
        if each.get("type") == "Canvas" and "#" in each["id"]:
            address, part = urldefrag(each["id"])
            left, top, width, height = map(int, part.removeprefix("xywh=").split(","))
            assert left + width <= canvases[address]["width"] and top + height <= canvases[address]["height"]


def test_a_manifest_has_a_range_for_every_article(public: Path) -> None:
    whole = manifest(public, f"{FOLDER}manifest.json")
    assert whole["navDate"] == "2023-05-04T00:00:00Z"
    (issue,) = whole["structures"]
    first, third = issue["items"]
    labels = [each["label"]["zh-Hans"][0] for each in first["items"]]
    assert labels == ["河湾新桥昨日通车", "图书馆延长开放时间", "渡船今日停航"]
    parts = [urldefrag(part["id"])[1] for part in first["items"][1]["items"]]
    assert parts == ["xywh=775,175,370,670", "xywh=55,883,1090,322"]
    assert [part["id"] for part in third["items"][0]["items"]] == [f"{BASE}{FOLDER}manifest.json?canvas=03"]
    assert "navDate" not in manifest(public, "undated/laojie.manifest.json")


def test_issue_and_page_lead_to_the_files(public: Path) -> None:
    issue = etree.HTML((public / FOLDER / "index.html").read_text("utf-8"))
    ways = {link.get("title"): link.get("href") for link in issue.iter("link") if link.get("rel") == "alternate"}
    assert (ways["IIIF"], ways["METS"]) == ("manifest.json", "mets.xml")
    page = etree.HTML((public / FOLDER / "01.html").read_text("utf-8"))
    assert [a.get("href") for a in page.iter("a") if a.text == "ALTO"] == ["01.alto.xml"]
    undated = etree.HTML((public / "undated/laojie.html").read_text("utf-8"))
    assert [a.text for a in undated.iter("a") if a.text in ("IIIF", "METS", "ALTO")] == ["IIIF", "METS", "ALTO"]
