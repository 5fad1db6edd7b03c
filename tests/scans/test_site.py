"""Printed pages as they were printed, on the site: which pages show what, what is cut out, what a build makes anew."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import pytest

pytest.importorskip("PIL", reason="needs Pillow, of the images extra")

from PIL import Image as Pillow

from tests.editions import DATED, FILES, contents, make_seeds, published, sitegen_here
from tests.pictures import png
from tests.scans.pages import PAPER, Drawn, draw, picture

SMALL = 500  # pixels: a little more than the smallest copy has
STEM, PAGE = "2023-05-04-01", "2023/05/04/01.html"
AREA = re.compile(r'<a id="(scan-\d+)" href="([^"]+)" aria-label="([^"]+)"><title>[^<]*</title><path d="([^"]+)"')
CUT = re.compile(r'src="[./]*(images/[0-9a-f]{16}-cut-[0-9a-f]{8}\.webp)" alt="([^"]*)" width="(\d+)" height="(\d+)"')


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("scans"), draw().files(STEM))


def small(**options: str) -> Drawn:
    """Draw a page of few pixels, where how it looks is not asked: smaller copies take most of the time of a build."""
    return draw(width=SMALL, **options)


def text(public: Path, path: str) -> str:
    return (public / path).read_text("utf-8")


def build(folder: Path, *options: str) -> Mapping[str, bytes]:
    done = sitegen_here(folder, "build", *options)
    assert done.returncode == 0, done.stderr
    return contents(folder / "public")


def test_a_page_has_an_area_for_each_article_that_leads_to_it(public: Path) -> None:
    areas = {title: (anchor, href, path) for anchor, href, title, path in AREA.findall(text(public, PAGE))}
    assert list(areas) == ["河湾新桥昨日通车", "图书馆延长开放时间", "渡船今日停航"]
    assert areas["河湾新桥昨日通车"] == ("scan-5", "01-5.html", "M460 1460H6240V7040H460z")
    assert areas["图书馆延长开放时间"][2] == "M6460 1460H9540V7040H6460zM460 7360H9540V10040H460z"
    for _, href, _ in areas.values():
        assert (public / PAGE).with_name(href).is_file()


def test_the_list_beside_it_names_the_same_areas(public: Path) -> None:
    page = text(public, PAGE)
    listed = re.findall(r'<li><a href="([^"]+)" data-area="([^"]+)">', page)
    assert listed == [(href, anchor) for anchor, href, *_ in AREA.findall(page)]


def test_the_scan_comes_in_sizes_and_late(public: Path) -> None:
    page = text(public, PAGE)
    assert 'width="1200" height="1680" loading="lazy"' in page
    for suffix in ("avif", "webp"):
        for width in (480, 960, 1200):
            assert re.search(rf"-page-{width}\.{suffix} {width}w", page)
    assert all((public / "2023/05/04" / src).is_file() for src in re.findall(r"([\w./]+-page-\d+\.\w+) \d+w", page))
    assert "style=" not in page


def test_an_article_shows_its_cut_and_leads_to_its_area(public: Path) -> None:
    article = text(public, "2023/05/04/01-9.html")
    assert '<details class="clipping">' in article
    assert article.count('href="01.html#scan-9"') == 2
    ((source, words, width, height),) = CUT.findall(article)
    assert "图书馆延长开放时间" in words
    with Pillow.open(public / source) as cut:
        assert cut.size == (int(width), int(height))


def test_what_belongs_to_others_is_bare_paper_in_a_cut(public: Path) -> None:
    ((source, _, width, height),) = CUT.findall(text(public, "2023/05/04/01-9.html"))
    assert (int(width), int(height)) == (1090, 1030)
    with Pillow.open(public / source) as cut:
        others = cut.convert("RGB").crop((10, 10, 660, 640))
        own = cut.convert("RGB").crop((760, 120, 1050, 600))
    for low, high in others.getextrema():  # type: ignore[misc]
        assert high - low < 12
    assert all(abs(low - tone) < 12 for (low, _), tone in zip(others.getextrema(), PAPER, strict=True))  # type: ignore[misc]
    assert all(high - low > 90 for low, high in own.getextrema())  # type: ignore[misc]


def test_the_text_only_form_links_the_file(public: Path) -> None:
    plain = text(public, f"plain/{PAGE}")
    (href,) = re.findall(r'href="([^"]+\.jpg)"', plain)
    assert ((public / "plain" / PAGE).parent / href).resolve().is_file()
    assert "scan-" not in plain


def test_an_edition_without_scans_has_no_file_and_no_word_of_them(tmp_path: Path) -> None:
    site = contents(published(tmp_path))
    assert not [path for path in site if "scan" in path or path.endswith((".alto.xml", "mets.xml", "/manifest.json"))]
    assert not [path for path, content in site.items() if path.endswith(".html") and b"scan" in content]


def test_a_page_without_a_scan_is_the_same_beside_one_that_has_one(tmp_path: Path) -> None:
    other = DATED.replace("5月4日 星期四 第1版", "5月6日 星期六 第2版")
    with_scan = contents(published(tmp_path / "a", {**small().files(STEM), "2023-05-06-02.txt": other}))
    without = contents(published(tmp_path / "b", {f"{STEM}.txt": small().text, "2023-05-06-02.txt": other}))
    for path in ("2023/05/06/02.html", "2023/05/06/02-5.html", "2023/05/06/index.html", "static/reading.css"):
        assert with_scan[path] == without[path], path


def test_an_overlay_names_a_scan_without_a_layout(tmp_path: Path) -> None:
    public = published(tmp_path, {f"{STEM}.yaml": "scan: scans/page.png\n", "scans/page.png": png(400, 600)})
    page = text(public, PAGE)
    assert 'width="400" height="600"' in page
    assert "<svg" not in page
    assert '<li><a href="01-5.html">' in page
    article = text(public, "2023/05/04/01-5.html")
    assert 'href="01.html#scan"' in article
    assert '<details class="clipping"' not in article


def test_an_overlay_goes_before_the_layout_and_keeps_its_areas(tmp_path: Path) -> None:
    drawn = small(scan="lost.jpg")
    files = {**drawn.files(STEM), f"{STEM}.yaml": "scan: again.png\n", "again.png": picture(width=SMALL, format="png")}
    page = text(published(tmp_path, files), PAGE)
    assert 'width="500" height="700"' in page
    assert len(AREA.findall(page)) == 3


def test_front_matter_names_a_scan(tmp_path: Path) -> None:
    page = "---\ndate: 2023-05-05\npage: 2\nscan: page.png\n---\n\n# 老街修缮过半\n\n本报讯 老街修缮已完成一半。\n"
    public = published(tmp_path, {"edited.md": page, "page.png": png(40, 60)})
    assert 'class="scan"' in text(public, "2023/05/05/02.html")


def test_each_page_of_a_file_has_its_own_scan(tmp_path: Path) -> None:
    second = DATED.replace("第1版", "第2版")
    overlay = f"scan: one.png\npages: [{{line: {DATED.count(chr(10)) + 2}, scan: two.png}}]\n"
    files = {f"{STEM}.txt": f"{DATED}\n{second}", f"{STEM}.yaml": overlay}
    make_seeds(tmp_path, {**files, "one.png": png(10, 20), "two.png": png(30, 40)})
    done = sitegen_here(tmp_path, "build")
    assert "b-032" in done.stderr
    assert 'width="10" height="20"' in text(tmp_path / "public", PAGE)
    assert 'width="30" height="40"' in text(tmp_path / "public", "2023/05/04/02.html")


def test_an_undated_page_has_all_of_it(tmp_path: Path) -> None:
    public = published(tmp_path, {"laojie.yaml": "scan: page.png\n", "page.png": png(40, 60)})
    assert 'id="scan"' in text(public, "undated/laojie.html")
    assert 'href="laojie.html#scan"' in text(public, "undated/laojie-1.html")
    assert json.loads(text(public, "undated/laojie.manifest.json"))["items"]


def test_a_scan_that_an_article_shows_too_is_published_once(tmp_path: Path) -> None:
    overlay = f"corrections: [{{line: 7, image: {STEM}.page.jpg, alt: 版面}}]\n"
    public = published(tmp_path, {**small().files(STEM), f"{STEM}.yaml": overlay})
    assert len([path for path in contents(public) if path.endswith(".jpg")]) == 1


def test_without_pillow_there_is_only_the_way_to_the_area(tmp_path: Path) -> None:
    make_seeds(tmp_path, small().files(STEM))
    lacking = mock.patch("sitegen.site.scans.variants.can_shrink", return_value=False)
    with lacking, mock.patch("sitegen.site.pictures.image_variants._known", {}):
        site = build(tmp_path)
    article = site["2023/05/04/01-9.html"].decode()
    assert 'href="01.html#scan-9"' in article
    assert '<details class="clipping"' not in article
    assert not [path for path in site if "-cut-" in path or "-page-" in path]


def test_a_scan_that_is_half_there_is_told_and_shown_as_it_is(tmp_path: Path) -> None:
    whole = picture(width=SMALL, format="png")
    make_seeds(tmp_path, {**small().files(STEM), f"{STEM}.yaml": "scan: x.png\n", "x.png": whole[:20_00] + whole[-12:]})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert "i-002" in done.stderr
    assert not [path for path in contents(tmp_path / "public") if "-cut-" in path]


def moved(layout: str) -> str:
    told = json.loads(layout)
    told["blocks"][-1]["box"] = [500, 11_400, 7000, 13_500]
    return json.dumps(told)


@pytest.mark.parametrize(
    "changed",
    [
        {f"{STEM}.layout.json": moved(small().layout)},
        {f"{STEM}.page.jpg": picture(width=SMALL + 30)},
        {f"{STEM}.yaml": "scan: other.png\n", "other.png": picture(width=SMALL + 10, format="png")},
        {f"{STEM}.layout.json": ""},
        {f"{STEM}.yaml": "corrections: [{line: 5, image: other.png, alt: 桥}]\n", "other.png": png(90, 60)},
    ],
    ids=["area moved", "another picture", "named by the overlay", "no layout", "a picture in it"],
)
def test_a_build_after_a_change_is_a_clean_one(tmp_path: Path, changed: Mapping[str, str | bytes]) -> None:
    make_seeds(tmp_path, small().files(STEM))
    before = build(tmp_path)
    assert build(tmp_path) == before
    for name, content in changed.items():
        path = tmp_path / "seeds" / name
        if content:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        else:
            path.unlink()
    after = build(tmp_path)
    assert after != before
    assert after == build(tmp_path, "--clean")


def test_a_scan_is_not_decoded_again(tmp_path: Path) -> None:
    make_seeds(tmp_path, small().files(STEM))
    before = build(tmp_path)
    with mock.patch("sitegen.site.scans.files.make_variants", side_effect=AssertionError):
        assert build(tmp_path) == before


def test_a_bulletin_that_is_read_shows_no_bytes_of_its_scan(tmp_path: Path) -> None:
    make_seeds(tmp_path, {**FILES, **small().files(STEM)})
    done = sitegen_here(tmp_path, "read", f"seeds/{STEM}.txt", "--format", "json")
    assert done.returncode == 0
    assert len(done.stdout) < 20_000


def test_pixels_of_every_colour_can_be_cut(tmp_path: Path) -> None:
    for at, mode in enumerate(("L", "1", "P", "RGBA", "LA")):
        with Pillow.open(io.BytesIO(picture(width=SMALL))) as opened:
            file = io.BytesIO()
            opened.convert(mode).save(file, "png")
        folder = tmp_path / str(at)
        files = {**small().files(STEM), f"{STEM}.yaml": "scan: x.png\n", "x.png": file.getvalue()}
        assert CUT.findall(text(published(folder, files), "2023/05/04/01-9.html")), mode
