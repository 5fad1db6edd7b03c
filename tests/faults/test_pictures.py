"""Pictures that an encoder does not take, or whose pixels are not what their header says.

The kind: a file passes as a picture by its first bytes, and what follows is too large, of another sort (in motion, in
print's colours, of 16 bits, turned, two in one), or damaged. No build ends in a crash, takes minutes or gigabytes; what
browsers will not show whole is told.
"""

from __future__ import annotations

import io
import random
import re
import struct
import time
import zlib
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="needs Pillow, of the images extra")

from PIL import Image as Pillow

from sitegen.model.images import Image
from sitegen.reading.files.image_files import MOST_PIXELS
from sitegen.reading.files.image_header import read_header
from sitegen.site.pictures import image_variants
from sitegen.site.pictures.image_variants import Shrunk, shrunk
from tests.editions import contents, make_seeds, sitegen_here
from tests.languages import english_in
from tests.pictures import png
from tests.site.test_picture_sizes import photograph

OVERLAY = "corrections:\n  - {line: 7, image: a.png, alt: 河湾新桥}\n"
UPRIGHT = 6


def look(content: bytes) -> tuple[Image, Shrunk]:
    """Returns a picture as its header says, and what comes of it."""
    header = read_header(content)
    digest = sha256(content).hexdigest()
    image = Image(
        path="a", content=content, digest=digest, suffix=header.suffix, width=header.width, height=header.height
    )
    return image, shrunk(image)


def saved(picture: Pillow.Image, suffix: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, suffix, **options)  # type: ignore[arg-type]
    return file.getvalue()


HIGH = [(500, 17_200), (490, 16_400), (20_000, 600)]
HIGHER = [(500, 60_000), (600, 20_000), (1700, 17_400)]


@pytest.mark.parametrize(
    ("width", "height"), [*HIGH, *(pytest.param(*size, marks=pytest.mark.nightly) for size in HIGHER)]
)
def test_a_copy_that_would_be_too_high_for_its_format_is_left_out(width: int, height: int) -> None:
    _, got = look(png(width, height))
    assert got.damage == ""
    assert all(height * copy.width / width <= 16_383 for copy in got.copies)


def test_a_tall_picture_is_published_as_it_is(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"a.png": png(500, 60_000), "2023-05-04-01.yaml": OVERLAY})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert next(name for name in contents(tmp_path / "public") if name.startswith("images/")).endswith(".png")


@pytest.mark.parametrize(
    ("width", "height"), [(12_000, 12_000), (50_001, 1000), (1, MOST_PIXELS + 1), (65_535, 65_535)]
)
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(width: int, height: int, tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = png().replace(png()[16:29], head)
    make_seeds(tmp_path, {"a.png": content, "2023-05-04-01.yaml": OVERLAY})
    began = time.process_time()
    done = sitegen_here(tmp_path, "build")
    assert (done.returncode, "error b-014: " in done.stderr) == (1, True)
    assert f"{width:,} × {height:,} pixels" in done.stderr
    assert time.process_time() - began < 20


def test_a_picture_with_more_pixels_than_its_header_says_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_variants, "MOST_PIXELS", 1000)
    _, got = look(photograph(600, 400))
    assert got == Shrunk()


WHOLE = {
    "in motion, WebP": lambda: saved(
        *[Pillow.new("RGB", (600, 40), "red")], "webp", save_all=True, append_images=[Pillow.new("RGB", (600, 40))]
    ),
    "in motion, PNG": lambda: saved(
        Pillow.new("RGB", (600, 40), "red"), "png", save_all=True, append_images=[Pillow.new("RGB", (600, 40))]
    ),
    "in motion, GIF": lambda: saved(
        Pillow.new("P", (600, 40)), "gif", save_all=True, append_images=[Pillow.new("P", (600, 40), 1)]
    ),
    "in print's colours": lambda: saved(Pillow.effect_noise((600, 400), 90).convert("CMYK"), "jpeg"),
    "of 16 bits": lambda: saved(Pillow.new("I;16", (600, 400), 40_000), "png"),
}


@pytest.mark.parametrize("make", WHOLE.values(), ids=WHOLE)
def test_what_browsers_do_better_stays_as_it_is_without_a_word(make: object) -> None:
    _, got = look(make())  # type: ignore[operator]
    assert got == Shrunk()


def test_a_telephones_picture_with_a_second_one_in_it_is_made_smaller() -> None:
    first = Pillow.open(io.BytesIO(photograph(1200, 800, quality=95)))
    content = saved(first, "mpo", save_all=True, append_images=[first.resize((300, 200))], quality=95)
    image, got = look(content)
    assert (image.width, image.height, got.damage) == (1200, 800, "")
    assert {copy.width for copy in got.copies} == {480, 960, 1200}


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_turned_picture_and_its_copies_have_the_shape_that_the_page_states(turn: int) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = turn
    image, got = look(photograph(750, 500, quality=95, exif=exif))
    assert got.copies
    for copy in got.copies:
        with Pillow.open(io.BytesIO(copy.content)) as opened:
            assert abs(opened.height * image.width - opened.width * image.height) <= image.width
    assert (image.width > image.height) == (turn < 5)


def broken_png(width: int = 600) -> bytes:
    """Returns a PNG with the whole header and end, and pixels that cannot be unpacked."""
    content = bytearray(saved(Pillow.effect_noise((width, 400), 90), "png"))
    at = content.index(b"IDAT") + 4
    content[at + 400 : at + 4400] = bytes(4000)
    return bytes(content)


def short_png(width: int = 600) -> bytes:
    """Returns a PNG whose pixels end after a few rows, with all sums right."""
    rows = zlib.compress(b"\0" + bytes(width) * 3)
    chunk = struct.pack(">I", len(rows)) + b"IDAT" + rows + struct.pack(">I", zlib.crc32(b"IDAT" + rows))
    whole = png(width, 400)
    begin, end = whole.index(b"IDAT") - 4, whole.index(b"IEND") - 4
    return whole[:begin] + chunk + whole[end:]


def broken_webp() -> bytes:
    content = bytearray(photograph(600, 400, "webp"))
    content[40:] = bytes(len(content) - 40)
    return bytes(content)


def broken_gif() -> bytes:
    content = bytearray(saved(Pillow.effect_noise((600, 400), 90).convert("P"), "gif"))
    return bytes(content[: len(content) // 2]) + b"\0;"


def broken_avif() -> bytes:
    content = bytearray(photograph(600, 400, "avif"))
    at = content.index(b"mdat") + 4
    content[at:] = bytes(len(content) - at)
    return bytes(content)


def short_jpeg(share: float = 0.5, **options: object) -> bytes:
    """Returns a JPEG whose pixels end too early, before an end mark as there should be."""
    content = photograph(600, 400, quality=95, **options)
    return content[: int(len(content) * share)] + b"\xff\xd9"


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}], ids=str
)
def test_a_jpeg_whose_pixels_end_early_is_told_from_a_whole_one(options: dict[str, object]) -> None:
    whole = photograph(600, 400, quality=95, **options)
    assert look(whole)[1].damage == ""
    assert look(whole[:-2] + b"\0\0\0" + whole[-2:])[1].damage == ""
    assert look(whole + b"a camera's own notes \xff\xd9")[1].damage == ""
    for share in (0.4, 0.6, 0.9):
        assert look(short_jpeg(share, **options))[1].damage == "the file breaks off"


BROKEN = [
    broken_png,
    lambda: broken_png(100),
    short_png,
    broken_webp,
    broken_gif,
    broken_avif,
    short_jpeg,
]


@pytest.mark.parametrize("make", BROKEN, ids=["png", "small png", "short png", "webp", "gif", "avif", "jpeg"])
def test_damaged_pixels_are_told_and_stop_no_build(make: object, tmp_path: Path) -> None:
    content = make()  # type: ignore[operator]
    name = f"a.{read_header(content).suffix}"
    make_seeds(tmp_path, {name: content, "2023-05-04-01.yaml": OVERLAY.replace("a.png", name)})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    assert re.search(rf"^seeds/{name}: warning i-002: the picture's pixels are damaged: .", done.stderr, re.MULTILINE)
    chinese = sitegen_here(tmp_path, "--lang", "zh", "build").stderr
    assert not english_in(next(line for line in chinese.splitlines() if "i-002" in line).partition("：")[2])
    assert sum(path.startswith("images/") for path in contents(tmp_path / "public")) == 1


@pytest.mark.parametrize("suffix", ["jpeg", "png", "webp", "avif", "gif"])
def test_no_damage_of_a_picture_ends_in_a_crash(suffix: str) -> None:
    chance = random.Random(suffix)
    whole = photograph(600, 90, suffix)
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            at = chance.randrange(len(content))
            content[at : at + chance.choice([0, 1, 2])] = bytes([chance.randrange(256)] * chance.choice([0, 1, 4]))
        digest = sha256(content).hexdigest()
        image = Image(path="a", content=bytes(content), digest=digest, suffix=suffix, width=600, height=90)
        assert isinstance(shrunk(image), Shrunk)
