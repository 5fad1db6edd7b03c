"""What a picture's first bytes say, and what is no picture that a page can show."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.messages import ENGLISH, say
from sitegen.reading.files.image_header import Header, NoImageError, read_header
from tests.pictures import avif, gif, jpeg, png, webp

WHOLE = {
    "png": png(640, 48),
    "jpeg": jpeg(640, 480),
    "gif": gif(640, 480),
    "webp": webp("VP8 ", 640, 480),
    "webp without loss": webp("VP8L", 640, 480),
    "webp with more": webp("VP8X", 640, 480),
    "avif": avif(640, 480),
}


@pytest.mark.parametrize(
    ("content", "suffix", "size"),
    [
        (png(640, 48), "png", (640, 48)),
        (jpeg(640, 480), "jpg", (640, 480)),
        (gif(640, 480), "gif", (640, 480)),
        (webp("VP8 ", 640, 480), "webp", (640, 480)),
        (webp("VP8L", 16_000, 1), "webp", (16_000, 1)),
        (webp("VP8X", 640, 480), "webp", (640, 480)),
        (avif(640, 480), "avif", (640, 480)),
        (jpeg(640, 480) + b"\0" * 9, "jpg", (640, 480)),
    ],
)
def test_format_and_size_are_read(content: bytes, suffix: str, size: tuple[int, int]) -> None:
    assert read_header(content) == Header(suffix, *size)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", [">", "<"])
def test_a_photograph_taken_upright_has_the_size_that_browsers_show(orientation: int, order: str) -> None:
    size = (480, 640) if orientation > 4 else (640, 480)
    assert read_header(jpeg(640, 480, orientation, order=order)) == Header("jpg", *size)


def test_a_turned_avif_has_the_size_that_browsers_show() -> None:
    assert read_header(avif(640, 480, turned=True)) == Header("avif", 480, 640)


def told(error: NoImageError) -> str:
    return say(ENGLISH, f"b-012.{error.how}", name="a.png", **error.facts)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b'<?xml version="1.0"?><svg/>', "it is SVG"),
        (b"\xef\xbb\xbf\n<svg xmlns='http://www.w3.org/2000/svg'/>", "it is SVG"),
        (b"BM" + bytes(60), "it is BMP"),
        (b"%PDF-1.7\n", "it is PDF"),
        ("河湾日报".encode(), "it is of no known format"),
        (avif(brand=b"heic"), "it is HEIC or a film"),
        (
            b"RIFF" + struct.pack("<I", 20) + b"WEBPABCD" + bytes(20),
            "it is damaged: it holds no picture that WebP knows",
        ),
        (b"\xff\xd8\xff\xda" + bytes(40), "it is damaged: its size is not given before its pixels"),
        (b"\xff\xd8\xff\xe0\x00\x02abcd", "it is damaged: a mark of the JPEG format is missing"),
        (gif(0, 5), "it says that it is no pixel wide or high"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(NoImageError) as caught:
        read_header(content)
    assert told(caught.value) == f"`a.png` cannot be shown: {why}"


@pytest.mark.parametrize("name", WHOLE)
def test_half_a_picture_is_seen(name: str) -> None:
    content = WHOLE[name]
    with pytest.raises(NoImageError, match="half"):
        read_header(content[: len(content) - 4])


@pytest.mark.parametrize("name", WHOLE)
def test_no_part_of_a_picture_makes_the_reader_fail(name: str) -> None:
    for end in range(len(WHOLE[name])):
        with pytest.raises(NoImageError):
            read_header(WHOLE[name][:end])


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 200), st.binary(max_size=20))
def test_damage_is_a_reason_and_no_crash(name: str, at: int, damage: bytes) -> None:
    content = WHOLE[name]
    try:
        header = read_header(content[:at] + damage + content[at + len(damage) :])
    except NoImageError:
        return
    assert header.width > 0
    assert header.height > 0
