"""Where the pictures of an overlay stand in their articles, and which files they are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from benchmarks.whole import check_reading
from sitegen.errors import Diagnostic
from sitegen.model.edition import assemble
from sitegen.model.images import Figure
from sitegen.reading.files.bulletins import find_bulletins
from sitegen.reading.files.image_files import Shelf
from sitegen.reading.illustrating import Reading, with_images
from sitegen.reading.page import read_page
from tests.outline import read_corrected
from tests.pictures import jpeg, png

PAGE = """\
河湾日报

2023年5月4日 星期四 第1版

傍晚的河湾新桥。 周小满摄

## 桥连两岸

## 河湾新桥昨日通车

本报记者 林青山

本报讯 全长320米的河湾新桥昨日上午通车,两岸居

图为新桥夜景。 周小满摄

民往来不再绕行。

(河湾市交通局供稿)

## 图书馆延长开放时间

本报讯 河湾市图书馆自即日起每晚开放至21时。
"""
ENTRY = "  - {{line: {line}, image: {name}, alt: 新桥}}\n"


def read(*lines: int, more: str = "", name: str = "a.jpg") -> Reading:
    entries = "".join(ENTRY.format(line=line, name=name) for line in lines)
    return read_corrected(PAGE, f"corrections:\n{entries}{more}")


def figures(reading: Reading) -> list[list[tuple[int, int, bool]]]:
    return [[(f.line, f.before, f.captioned) for f in article.figures] for article in reading.page.articles]


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        (5, [[(5, 0, True)], []]),  # a caption above the head
        (7, [[(7, 1, False)], []]),  # a kicker: below the caption that stands above it
        (9, [[(9, 1, False)], []]),
        (11, [[(11, 1, False)], []]),
        (13, [[(13, 1, False)], []]),
        (15, [[(15, 2, True)], []]),
        (17, [[(17, 1, False)], []]),  # the second half of a paragraph that a caption parts
        (19, [[(19, 3, False)], []]),  # a credit: below all text
        (23, [[], [(23, 0, False)]]),
    ],
)
def test_a_picture_stands_at_the_text_of_its_line(line: int, stands: list[list[tuple[int, int, bool]]]) -> None:
    reading = read(line)
    assert figures(reading) == stands
    assert [d.code for d in reading.diagnostics] == [d.code for d in read().diagnostics]
    assert not list(check_reading(assemble([reading.page])))


def test_pictures_stand_in_the_order_of_their_places_and_those_of_one_line_as_written() -> None:
    more = ENTRY.format(line=15, name="b.jpg") + ENTRY.format(line=15, name="a.jpg")
    (article, _) = read(19, 5, more=more).page.articles
    assert [f.name for f in article.figures] == ["a.jpg", "b.jpg", "a.jpg", "a.jpg"]


def test_a_line_that_the_editor_makes_a_caption_takes_the_picture() -> None:
    reading = read(17, more="  - {line: 17, role: caption}\n")
    assert figures(reading)[0] == [(17, 3, True)]


def test_a_quotation_gives_the_picture_to_the_line_in_which_it_begins() -> None:
    reading = read(more="  - {quote: 图为新桥, image: a.jpg, alt: '  新桥\n      夜景 '}\n")
    (figure,) = reading.page.articles[0].figures
    assert figure == Figure(name="a.jpg", alt="新桥 夜景", line=15, before=2, captioned=True)


def test_furniture_takes_no_picture() -> None:
    reading = read(3)
    assert [(d.code, d.path, d.line) for d in reading.diagnostics if d.code == "o-011"] == [
        ("o-011", "seeds/page.yaml", 2)
    ]


# Files


def loaded(folder: Path, bulletin: str = "page.txt", name: str = "a.jpg") -> Reading:
    path = folder / bulletin
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE, "utf-8")
    path.with_suffix(".yaml").write_text(f"corrections:\n{ENTRY.format(line=15, name=name)}", "utf-8")
    bulletins, faults = find_bulletins(folder, "seeds")
    assert {fault.code for fault in faults} <= {"b-008"}  # a linked folder is told of in any case
    (reading,) = with_images([read_page(b) for b in bulletins], folder, "seeds")
    return reading


def codes(reading: Reading) -> list[str]:
    return [d.code for d in reading.diagnostics if d.code.startswith("b")]


def test_a_picture_beside_the_bulletin_comes_before_one_in_the_seeds_folder(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(1, 1))
    assert loaded(tmp_path, "2023/page.txt").page.images["a.jpg"].path == "seeds/a.jpg"
    (tmp_path / "2023" / "a.jpg").write_bytes(jpeg(2, 2))
    image = loaded(tmp_path, "2023/page.txt").page.images["a.jpg"]
    assert (image.path, image.width, image.content) == ("seeds/2023/a.jpg", 2, jpeg(2, 2))


@pytest.mark.parametrize("name", ["photos/a.jpg", "./photos/a.jpg", "../seeds2/../photos/a.jpg", "../photos/a.jpg"])
def test_a_path_may_go_up_within_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(jpeg())
    reading = loaded(tmp_path, "2023/page.txt", name)
    assert codes(reading) == []
    assert reading.page.images[name].path == "seeds/photos/a.jpg"


def test_the_format_is_what_the_file_is_not_what_its_name_says(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(png())
    assert loaded(tmp_path).page.images["a.jpg"].suffix == "png"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_whatever_unicode_form_a_disk_holds_it(tmp_path: Path, form: str) -> None:
    name = "caf\N{LATIN SMALL LETTER E WITH ACUTE}.jpg"
    (tmp_path / unicodedata.normalize(form, name)).write_bytes(jpeg())  # type: ignore[arg-type]
    for written in ("NFC", "NFD"):
        reading = loaded(tmp_path, name=unicodedata.normalize(written, name))  # type: ignore[arg-type]
        assert codes(reading) == []
        assert [image.path for image in reading.page.images.values()] == [f"seeds/{name}"]


@pytest.mark.parametrize("name", [".hidden.jpg", "A.JPG", "a.jpg/", "a.jpg/b.jpg", "."])
def test_what_no_other_machine_would_find_is_not_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (tmp_path / ".hidden.jpg").write_bytes(jpeg())
    assert codes(loaded(tmp_path, name=name)) == ([] if name == "a.jpg/" else ["b-011"])


def test_links_within_the_folder_are_followed_and_none_out_of_it(tmp_path: Path) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "outside"
    for folder in (seeds / "photos", outside):
        folder.mkdir(parents=True)
        (folder / "a.jpg").write_bytes(jpeg())
    (seeds / "inside.jpg").symlink_to("photos/a.jpg")
    (seeds / "out.jpg").symlink_to(outside / "a.jpg")
    (seeds / "far").symlink_to(outside)
    said = {name: codes(loaded(seeds, name=name)) for name in ("inside.jpg", "out.jpg", "far/a.jpg")}
    assert said == {"inside.jpg": [], "out.jpg": ["b-013"], "far/a.jpg": ["b-013"]}


def test_each_file_is_read_once_and_a_missing_one_told_wherever_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    shelf = Shelf(tmp_path, "seeds")
    named = [named for at in (5, 15) for named in read(at).images]
    first, second = map(shelf.find, named)
    assert first is second
    missing = [shelf.find(named) for at in (5, 15) for named in read(at, name="no.jpg").images]
    assert [(m.code, m.line) for m in missing if isinstance(m, Diagnostic)] == [("b-011", 2), ("b-011", 2)]


def test_pictures_that_nothing_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (tmp_path / "other.jpg").write_bytes(b"no picture at all")
    assert [image.path for image in loaded(tmp_path).page.images.values()] == ["seeds/a.jpg"]
