"""Cards: the picture that an issue is shared with where an article has none, set in the font that the editor names."""

from __future__ import annotations

import io
import re
from pathlib import Path
from unittest import mock

import pytest

pytest.importorskip("PIL", reason="needs pillow, of the images extra")

from PIL import Image, ImageFont

from sitegen.config import load_config
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.model.edition import assemble
from sitegen.reading.files.bulletins import find_bulletins
from sitegen.readings import read_all
from sitegen.site import cards
from sitegen.site.catalogue import make_catalogue
from sitegen.site.pictures.card_drawing import HEIGHT, WIDTH, Card, Type, Word, draw, lines_of
from tests.editions import make_seeds, sitegen_here
from tests.pictures import png

ENGLISH = """\
publication: {name: Riverbend Daily}
authority: example.org
base_url: https://example.org/paper/
language: en
cards: {font: type.ttf}
"""
PAGE = """\
# Riverbend Daily

Thursday, May 4, 2023 Page 1

## New Bridge Opens to the First Carts

The new bridge across the river was opened yesterday morning. Nobody has to wait for the ferry any more.

## Library Stays Open Until Nine

The town library will stay open until nine from now on. On Sundays it opens as before.
"""
NEW = PAGE.replace("New Bridge", "新桥")
TAG = re.compile(r'<meta property="(og:image[^"]*)" content="([^"]*)">')


def font() -> bytes:
    """A font without Chinese characters, which comes with Pillow."""
    file = ImageFont.load_default(20).path
    assert isinstance(file, io.BytesIO)
    return file.getvalue()


def built(folder: Path, **files: str | bytes) -> tuple[int, str, Path]:
    seeds = make_seeds(folder, {"edition.yaml": ENGLISH, "2023-05-04-01.txt": PAGE, "type.ttf": font(), **files})
    (seeds / "laojie.txt").unlink()
    done = sitegen_here(folder, "build")
    return done.returncode, done.stderr, folder / "public"


def told(page: Path) -> dict[str, str]:
    return dict(TAG.findall(page.read_text(encoding="utf-8")))


def test_every_page_of_an_issue_is_shared_with_its_card(tmp_path: Path) -> None:
    code, said, public = built(tmp_path)
    assert code == 0, said
    card = {
        "og:image": "https://example.org/paper/2023/05/04/card.jpg",
        "og:image:type": "image/jpeg",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
    }
    pages = ["index.html", "2023/05/04/index.html", "2023/05/04/01.html"]
    pages += [path.relative_to(public).as_posix() for path in public.glob("2023/05/04/01-*.html")]
    assert len(pages) == 5
    for page in pages:
        assert told(public / page) == card, page
    with Image.open(public / "2023/05/04/card.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (WIDTH, HEIGHT))
    assert len([*public.rglob("*card.jpg")]) == 1


def test_an_article_with_a_photograph_is_shared_with_that(tmp_path: Path) -> None:
    overlay = "corrections:\n  - {line: 7, image: bridge.png, alt: The bridge}\n"
    code, said, public = built(tmp_path, **{"bridge.png": png(320, 200), "2023-05-04-01.yaml": overlay})
    assert code == 0, said
    pages = {told(path)["og:image"]: told(path) for path in public.glob("2023/05/04/01-*.html")}
    second, first = (pages[address] for address in sorted(pages))
    assert first["og:image"].startswith("https://example.org/paper/images/")
    assert (first["og:image:type"], first["og:image:width"], first["og:image:height"]) == ("image/png", "320", "200")
    assert second["og:image"].endswith("/card.jpg")


def test_without_a_font_there_is_no_card_and_none_is_named(tmp_path: Path) -> None:
    code, said, public = built(tmp_path, **{"edition.yaml": ENGLISH.replace("cards: {font: type.ttf}\n", "")})
    assert code == 0, said
    assert not [*public.rglob("*card.jpg")]
    assert told(public / "index.html") == {}


@pytest.mark.parametrize(
    ("files", "code", "words"),
    [
        ({"edition.yaml": ENGLISH.replace("type.ttf", "lost.ttf")}, 1, "error c-027: cannot read the font"),
        ({"type.ttf": b"no font at all"}, 1, "error c-027: this file is no font"),
        ({"type.ttf": b""}, 1, "error c-027: this file is no font"),
        ({"edition.yaml": ENGLISH.replace("Riverbend Daily", "河湾日报")}, 1, "error c-027: the font has no 报日河湾"),
        (
            {"2023-05-04-01.txt": NEW},
            0,
            "warning i-004: the font has no 新桥: 1 card stands",
        ),
        ({"edition.yaml": ENGLISH.replace("font:", "fonts:")}, 3, "c-004"),
    ],
)
def test_a_font_that_does_not_do_is_told(tmp_path: Path, files: dict[str, str | bytes], code: int, words: str) -> None:
    done, said, public = built(tmp_path, **files)
    assert done == code
    assert words in said
    assert public.is_dir() == (code == 0)


def test_without_the_library_the_site_is_made_without_cards_and_that_is_told(tmp_path: Path) -> None:
    with mock.patch("sitegen.site.cards.can_shrink", return_value=False):
        code, said, public = built(tmp_path)
    assert code == 0
    assert "warning i-003" in said
    assert not [*public.rglob("*card.jpg")]
    assert told(public / "index.html") == {}


def test_a_card_is_drawn_again_only_where_something_on_it_has_changed(tmp_path: Path) -> None:
    seeds = make_seeds(tmp_path, {"edition.yaml": ENGLISH, "2023-05-04-01.txt": PAGE, "type.ttf": font()})
    config = load_config(seeds)
    cache = Cache(tmp_path / "cache")

    def drawn(text: str) -> tuple[list[bytes], int]:
        (seeds / "2023-05-04-01.txt").write_text(text, encoding="utf-8")
        bulletins, _ = find_bulletins(seeds, config.folder)
        read = read_all(bulletins, config.reading, 1, NO_CACHE, "", lambda: None)
        edition = assemble(reading.page for one in read for reading in one.readings)
        with mock.patch("sitegen.site.cards.draw", wraps=draw) as drawing:
            made = [artifact.content for artifact in cards.make_cards(make_catalogue(edition, config), cache)]
            cache.save(cards.KIND)
        return made, drawing.call_count

    first, times = drawn(PAGE)
    assert times == len(first) == 2
    assert drawn(PAGE.replace("Sundays", "Saturdays")) == (first, 0)
    other, times = drawn(PAGE.replace("First Carts", "First Trams"))
    assert times == 1
    assert other != first


def test_a_headline_is_set_in_even_lines_that_end_between_words_and_phrases() -> None:
    words = [Word(text) for text in ("新桥", "昨日", "正式", "通车")]
    assert lines_of(words, 6, len) == ["新桥昨日", "正式通车"]
    assert lines_of([*words[:3], Word("通车", spaced=True), Word("以后")], 7, len) == ["新桥昨日正式", "通车以后"]
    assert lines_of([Word("Tramways")], 6, len) == []
    assert lines_of([], 6, len) == []


@pytest.mark.parametrize("headline", ["", "Bridge", "A very long headline about the bridge " * 12, "W" * 400])
def test_whatever_stands_on_it_a_card_has_its_size(headline: str) -> None:
    card = Card("Riverbend Daily " * 9, tuple(map(Word, headline.split())), "Thursday, 4 May 2023")
    with Image.open(io.BytesIO(draw(card, Type(font(), "en")))) as picture:
        assert picture.size == (WIDTH, HEIGHT)
        edge = picture.convert("L").crop((0, 0, 40, HEIGHT))
        assert edge.getextrema()[0] > 200, "nothing is written to the very edge"
