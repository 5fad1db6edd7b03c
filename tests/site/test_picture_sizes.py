"""Smaller copies of the editor's pictures: which are made, what is in them, how a page offers them."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest

pytest.importorskip("PIL", reason="needs Pillow, of the images extra")

from PIL import Image as Pillow

from sitegen.model.images import Image
from sitegen.site.pictures.image_variants import copies
from tests.editions import contents, make_seeds, published, sitegen_here
from tests.pictures import gif, jpeg

OVERLAY = "corrections:\n  - {line: 7, image: bridge.jpg, alt: 河湾新桥}\n"
UPRIGHT = 6  # how a camera that is held upright marks its picture


def photograph(width: int, height: int, suffix: str = "jpeg", **options: object) -> bytes:
    """Returns a picture with a different colour at each place, as photographs have."""
    pixels = Pillow.merge("RGB", [Pillow.linear_gradient("L").rotate(90 * turn) for turn in range(3)])
    file = io.BytesIO()
    pixels.resize((width, height)).save(file, suffix, **options)  # type: ignore[arg-type]
    return file.getvalue()


def given(content: bytes, suffix: str, width: int, height: int) -> Image:
    digest = sha256(content).hexdigest()
    return Image(path="a", content=content, digest=digest, suffix=suffix, width=width, height=height)


def widths(image: Image) -> list[tuple[str, int]]:
    return [(copy.suffix, copy.width) for copy in copies(image)]


def test_a_photograph_is_made_smaller_and_never_larger() -> None:
    image = given(photograph(1200, 800, quality=95), "jpg", 1200, 800)
    assert widths(image) == [(suffix, width) for suffix in ("avif", "webp") for width in (480, 960, 1200)]
    for copy in copies(image):
        with Pillow.open(io.BytesIO(copy.content)) as opened:
            assert opened.format == copy.suffix.upper()
            assert opened.size == (copy.width, copy.width * 2 // 3)


def test_a_very_large_photograph_ends_at_the_widest_size() -> None:
    image = given(photograph(2400, 800, quality=95), "jpg", 2400, 800)
    assert [width for suffix, width in widths(image) if suffix == "avif"] == [480, 960, 1600]


def test_a_copy_stands_upright_and_tells_nothing_of_the_camera() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = UPRIGHT
    exif[0x010E] = "林青山的相机"
    image = given(photograph(1200, 800, quality=95, exif=exif), "jpg", 800, 1200)
    assert copies(image)
    for copy in copies(image):
        with Pillow.open(io.BytesIO(copy.content)) as opened:
            assert opened.height > opened.width
            assert not opened.getexif()
        assert "相机".encode() not in copy.content


def test_what_cannot_be_made_smaller_is_published_as_it_is() -> None:
    small = photograph(480, 320)
    drawing = io.BytesIO()
    Pillow.new("1", (1600, 900)).save(drawing, "png")
    for content, suffix, size in (
        (small, "jpg", (480, 320)),
        (drawing.getvalue(), "png", (1600, 900)),
        (gif(900, 600), "gif", (900, 600)),
        (jpeg(900, 600), "jpg", (900, 600)),  # its pixels are missing
    ):
        assert copies(given(content, suffix, *size)) == ()


def test_pictures_in_the_colours_of_print_are_left_to_browsers() -> None:
    file = io.BytesIO()
    Pillow.new("CMYK", (900, 600)).save(file, "jpeg", quality=100)
    assert copies(given(file.getvalue(), "jpg", 900, 600)) == ()


def test_a_page_offers_each_copy_and_each_is_published(tmp_path: Path) -> None:
    public = published(tmp_path, {"bridge.jpg": photograph(1200, 800, quality=95), "2023-05-04-01.yaml": OVERLAY})
    site = contents(public)
    html = site["2023/05/04/01-5.html"].decode()
    offered = re.findall(r"images/([0-9a-f]{16}-\d+\.\w+) (\d+)w", html)
    assert [width for _, width in offered] == ["480", "960", "1200"] * 2
    assert {f"images/{name}" for name, _ in offered} < site.keys()
    assert html.count("static/pictures.js") == 1
    assert b"pictures.js" not in site["2023/05/04/01-13.html"]


def test_without_the_library_the_site_is_built_and_the_lack_is_told_once(tmp_path: Path) -> None:
    photographs = {"bridge.jpg": photograph(1300, 800), "library.jpg": photograph(1301, 800)}
    more = "  - {line: 9, image: library.jpg, alt: 图书馆}\n"
    make_seeds(tmp_path, {**photographs, "2023-05-04-01.yaml": OVERLAY + more})
    with mock.patch("sitegen.site.pictures.image_variants.find_spec", lambda _name: None):
        done, checked = (sitegen_here(tmp_path, command) for command in ("build", "check"))
    assert done.returncode == 0, done.stderr
    assert checked.stderr.count("note i-001") == 1
    assert len([path for path in contents(tmp_path / "public") if path.startswith("images/")]) == 2
