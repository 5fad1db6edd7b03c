"""`sitegen add`: every format whole, nothing overwritten, nothing half-written, all findings at once."""

from __future__ import annotations

import json
import os
import shutil
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.adding.adding import Added, add_files
from sitegen.adding.alto import read_alto
from sitegen.adding.blocks import Heard
from sitegen.cli import cli
from sitegen.config import ReadingHints
from sitegen.errors import SitegenError
from sitegen.machine.staging import open_staging
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from tests.adding import sources
from tests.adding.sources import ALTO, CAPTION, DOTS, FIRST, FOLIO, HEAD, HOCR, MINERU, PADDLE, SECOND, as_json, pdf

NAME = "2024-05-04-03"
TEXT = f"河湾日报\n{FOLIO}\n\n{HEAD}\n\n{FIRST}\n\n{SECOND}\n"


def add(seeds: Path, *files: Path, scans: bool = True, dry: bool = False) -> Added:
    with open_staging(seeds) as staging:
        return add_files(
            files, seeds, staging, ReadingHints(), scans=scans, dry=dry, progress=lambda _what, _count: None
        )


def written(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def codes(added: Added) -> list[str]:
    return [found.said or found.code for found in added.diagnostics]


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def source(tmp_path: Path, name: str, content: bytes | str) -> Path:
    path = tmp_path / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def with_picture(path: Path) -> Path:
    (path.parent / "images").mkdir(exist_ok=True)
    (path.parent / "images" / "a1.png").write_bytes(sources.png())
    return path


ALL = {
    "text": ("page.txt", lambda: TEXT.encode()),
    "MinerU": ("page_content_list.json", lambda: as_json(MINERU)),
    "PaddleOCR": ("page_res.json", lambda: as_json(PADDLE)),
    "dots.ocr": ("page.json", lambda: as_json(DOTS)),
    "ALTO": ("page.xml", lambda: ALTO.encode()),
    "hOCR": ("page.hocr", lambda: HOCR.encode()),
    "PDF": ("page.pdf", lambda: pdf([sources.page_lines()])),
}


@pytest.mark.parametrize("form", ALL)
def test_a_source_of_each_format_becomes_a_bulletin_named_by_its_folio(form: str, tmp_path: Path, seeds: Path) -> None:
    name, content = ALL[form]
    added = add(seeds, with_picture(source(tmp_path, name, content())))
    assert (added.bulletins, added.known) == (1, 0), codes(added)
    assert seeds / f"{NAME}.txt" in added.files
    text = (seeds / f"{NAME}.txt").read_text("utf-8")
    for wanted in (HEAD, FIRST, SECOND):
        assert wanted in text
    assert ((seeds / f"{NAME}.layout.json").exists()) == (form != "text")


@pytest.mark.parametrize("form", ALL)
def test_each_format_is_read_as_the_article_that_was_printed(form: str, tmp_path: Path, seeds: Path) -> None:
    name, content = ALL[form]
    add(seeds, with_picture(source(tmp_path, name, content())))
    bulletin, faults = read_one(seeds / f"{NAME}.txt", f"{NAME}.txt")
    assert bulletin is not None and not faults
    (reading,) = read_bulletin(bulletin)
    page = reading.page
    assert (str(page.date.when), page.label) == ("2024-05-04", "3")
    headlines = [article.headline.text for article in page.articles if article.headline]
    assert headlines == [HEAD]
    if form != "text":
        (article,) = page.articles
        captions = [block.prose.text for block in article.body if block.kind.value == "caption"]
        assert any(CAPTION[:8] in caption for caption in captions)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("MinerU", json.dumps(MINERU, ensure_ascii=False)),
        ("PaddleOCR", json.dumps(PADDLE, ensure_ascii=False)),
        ("dots.ocr", json.dumps(DOTS, ensure_ascii=False)),
        ("ALTO", ALTO),
        ("hOCR", HOCR),
        ("PDF", "".join(text for *_, text in sources.page_lines())),
    ],
)
def test_every_character_of_a_source_stands_in_the_bulletin(form: str, said: str, tmp_path: Path, seeds: Path) -> None:
    name, content = ALL[form]
    add(seeds, source(tmp_path, name, content()))
    text = letters((seeds / f"{NAME}.txt").read_text("utf-8"))
    han = {char: count for char, count in letters(said).items() if char > "\u2e80"}
    assert len(han) > 20
    assert {char: count for char, count in han.items() if text[char] != count} == {}


def test_text_in_gb18030_and_big5_is_converted_and_told(tmp_path: Path, seeds: Path) -> None:
    traditional = "河灣新橋昨日通車，兩岸居民往來不再繞行。縣長說，這座橋為兩岸居民帶來方便。\n"
    one = source(tmp_path, "one.txt", TEXT.encode("gb18030"))
    two = source(tmp_path, "two.txt", traditional.encode("big5"))
    three = source(tmp_path, "three.txt", TEXT.replace("第3版", "第4版").encode("utf-16"))
    added = add(seeds, one, two, three)
    told = {found.path.rpartition("/")[2]: dict(found.facts)["encoding"] for found in added.diagnostics}
    assert told == {"one.txt": "GB18030", "two.txt": "Big5", "three.txt": "UTF-16"}
    assert (seeds / f"{NAME}.txt").read_text("utf-8") == TEXT
    assert (seeds / "two.txt").read_text("utf-8") == traditional


def test_markdown_brings_the_pictures_that_it_names(tmp_path: Path, seeds: Path) -> None:
    text = f"# {HEAD}\n\n![](images/a1.png)\n\n![](images/gone.png)\n\n![](https://example.org/x.png)\n\n{FIRST}\n"
    added = add(seeds, with_picture(source(tmp_path, f"{NAME}.md", text)))
    assert codes(added) == ["a-011"]
    assert written(seeds)[f"images/{NAME}/a1.png"] == sources.png()
    copy = (seeds / f"{NAME}.md").read_text("utf-8")
    assert f"![](images/{NAME}/a1.png)" in copy
    assert "![](images/gone.png)" in copy and "https://example.org/x.png" in copy


def test_markdown_takes_no_picture_from_outside_its_folder(tmp_path: Path, seeds: Path) -> None:
    source(tmp_path, "../secret.png", sources.png())
    added = add(
        seeds, source(tmp_path, f"{NAME}.md", f"# {HEAD}\n\n![](../secret.png)\n\n![](/etc/hosts)\n\n{FIRST}\n")
    )
    assert [name for name in written(seeds) if name.startswith("images")] == []
    assert codes(added) == ["a-011"]


def test_a_pdf_of_many_pages_gives_one_bulletin_a_page_and_pictures_of_it(tmp_path: Path, seeds: Path) -> None:
    pages = [sources.page_lines(f"2024年5月4日 星期六 第{number}版") for number in (1, 2, 3)]
    pages[1][0] = (40, 60, 30, "河湾日报")
    del pages[1][1]  # prints no folio: its place tells its number, as those of the others do
    added = add(seeds, source(tmp_path, "issue.pdf", pdf(pages)))
    names = [f"2024-05-04-0{number}" for number in (1, 2, 3)]
    assert [name for name in names if (seeds / f"{name}.txt").exists()] == names
    files = written(seeds)
    assert files[f"{names[0]}.page.jpg"][:2] == b"\xff\xd8"
    assert files[f"images/{names[0]}/1.jpg"][:2] == b"\xff\xd8"
    assert f"![](images/{names[0]}/1.jpg)" in files[f"{names[0]}.txt"].decode()
    assert added.bulletins == 3
    again = add(seeds, tmp_path / "in" / "issue.pdf")
    assert (again.files, again.bulletins, again.known, codes(again)) == ((), 0, 3, ["a-008"] * 3)


def test_columns_of_a_pdf_are_read_one_after_the_other(tmp_path: Path, seeds: Path) -> None:
    left = [(40, 200 + 15 * at, 10, f"左栏第{at}行的文字排满一整栏，一直排到栏边为止") for at in range(6)]
    right = [(320, 200 + 15 * at, 10, f"右栏第{at}行的文字排满一整栏，一直排到栏边为止") for at in range(6)]
    lines = [line for pair in zip(left, right, strict=True) for line in pair]
    add(seeds, source(tmp_path, "page.pdf", pdf([[(40, 130, 32, HEAD), *lines]], pictures=False)), scans=False)
    text = (seeds / "page.txt").read_text("utf-8")
    assert text.index("左栏第5行") < text.index("右栏第0行")
    assert not (seeds / "page.page.jpg").exists()


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_pdf_whose_pages_are_turned_is_read_as_it_is_seen(turned: int, tmp_path: Path, seeds: Path) -> None:
    import pypdfium2

    upright = source(tmp_path, "page.pdf", pdf([sources.page_lines()], pictures=False))
    document = pypdfium2.PdfDocument(upright)
    page = document[0]
    wide, high = page.get_size()
    # What is drawn is turned one way and the page the other, so that it looks as before; and it lies off the corner.
    matrix = pypdfium2.PdfMatrix().rotate(turned, ccw=True)
    corners = {90: (high, 0), 180: (wide, high), 270: (0, wide)}[turned]
    matrix = matrix.translate(corners[0] + 50, corners[1] + 30)
    for thing in page.get_objects():
        thing.transform(matrix)
    size = (high, wide) if turned != 180 else (wide, high)
    page.set_mediabox(50, 30, 50 + size[0], 30 + size[1])
    page.set_rotation(turned)
    page.gen_content()
    turned_file = tmp_path / "in" / "turned.pdf"
    document.save(turned_file)
    add(seeds, turned_file, scans=False)
    expected = tmp_path / "expected"
    expected.mkdir()
    add(expected, upright, scans=False)
    name = f"{NAME}.txt"
    assert (seeds / name).read_text("utf-8") == (expected / name).read_text("utf-8")


def test_bulletins_are_named_as_those_that_are_there(tmp_path: Path, seeds: Path) -> None:
    for number in (1, 2):
        (seeds / f"hwrb_20240503_A{number:02}.txt").write_text(f"{HEAD}\n{number}\n", "utf-8")
    added = add(seeds, source(tmp_path, "new.txt", TEXT.replace("第3版", "第A3版")))
    assert [path.name for path in added.files] == ["hwrb_20240504_A03.txt"]


def test_what_nothing_tells_has_no_page_number_in_its_name(tmp_path: Path, seeds: Path) -> None:
    pages = [[(40, 130, 20, HEAD), (40, 160, 10, FIRST)], [(40, 130, 20, "小站"), (40, 160, 10, SECOND)]]
    added = add(seeds, source(tmp_path, "某报 合订本.pdf", pdf(pages, pictures=False)), scans=False)
    names = sorted(path.name for path in added.files if path.suffix == ".txt")
    assert names == ["某报-合订本-sheet01.txt", "某报-合订本-sheet02.txt"]
    for name in names:
        bulletin, _ = read_one(seeds / name, name)
        assert bulletin is not None
        assert read_bulletin(bulletin)[0].page.label == ""


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path, seeds: Path) -> None:
    (seeds / f"{NAME}.txt").write_text("另一份原文\n", "utf-8")
    before = written(seeds)
    other = source(tmp_path, "other.txt", TEXT.replace("第3版", "第5版"))
    added = add(seeds, source(tmp_path, "page.pdf", pdf([sources.page_lines()])), other)
    assert (codes(added), added.files) == (["a-007"], ())
    assert written(seeds) == before
    assert [path.name for path in seeds.iterdir()] == [f"{NAME}.txt"]  # nothing hidden either


def test_an_existing_bulletin_of_the_page_is_found_under_another_name(tmp_path: Path, seeds: Path) -> None:
    (seeds / "河湾2024年5月4日第3版.txt").write_text("另一份原文\n", "utf-8")
    assert codes(add(seeds, source(tmp_path, "page.txt", TEXT))) == ["a-007"]


def test_two_sources_for_one_page_are_told(tmp_path: Path, seeds: Path) -> None:
    one, two = source(tmp_path, "one.txt", TEXT), source(tmp_path, "two.txt", TEXT.replace("拥堵", "事故"))
    added = add(seeds, one, two)
    assert codes(added) == ["a-006"]
    assert written(seeds) == {}


def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path, seeds: Path) -> None:
    path = source(tmp_path, "page.pdf", pdf([sources.page_lines()]))
    dry = add(seeds, path, dry=True)
    assert written(seeds) == {}
    assert dry.files == add(seeds, path).files


def test_the_same_source_gives_the_same_files(tmp_path: Path, seeds: Path) -> None:
    path = source(tmp_path, "page.pdf", pdf([sources.page_lines()]))
    add(seeds, path)
    first = written(seeds)
    shutil.rmtree(seeds)
    seeds.mkdir()
    add(seeds, path)
    assert written(seeds) == first


def test_files_that_cannot_be_put_in_are_all_taken_back(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, calls = os.link, iter(range(100))

    def fails(one: Path, other: Path) -> None:
        if next(calls) == 2:
            raise FileExistsError(17, "File exists", str(other))
        link(one, other)

    monkeypatch.setattr(os, "link", fails)
    with pytest.raises(SitegenError, match="p-012"):
        add(seeds, source(tmp_path, "page.pdf", pdf([sources.page_lines()])))
    assert list(seeds.iterdir()) == []


def encoded(says: str, encoding: str) -> bytes:
    return ALTO.replace('encoding="UTF-8"', f'encoding="{says}"').encode(encoding)


@pytest.mark.parametrize(
    ("says", "encoding"),
    [("GBK", "gbk"), ("gb2312", "gb18030"), ("GB18030", "gb18030"), ("UTF-16", "utf-16"), ("utf8", "utf-8-sig")],
)
def test_alto_may_be_in_any_encoding_that_it_names(says: str, encoding: str, tmp_path: Path) -> None:
    heard = Heard()
    pages = list(read_alto(source(tmp_path, "a.xml", encoded(says, encoding)), heard))
    known = list(read_alto(source(tmp_path, "b.xml", ALTO), heard))
    assert [page.blocks for page in pages] == [page.blocks for page in known]
    assert heard.found == []


def test_a_word_divided_at_the_end_of_a_line_is_whole(tmp_path: Path, seeds: Path) -> None:
    def word(text: str, whole: str = "") -> str:
        return f'<String CONTENT="{text}"' + (f' SUBS_CONTENT="{whole}"/>' if whole else "/>")

    def line(at: int, *words: str) -> str:
        return f'<TextLine HPOS="40" VPOS="{200 + 20 * at}" WIDTH="280" HEIGHT="14">{"<SP/>".join(words)}</TextLine>'

    hyphen = '<HYP CONTENT="-"/>'
    lines = (
        line(0, word("The"), word("har", "harbour") + hyphen),
        line(1, word("bour", "harbour"), word("was"), word("well", "well-known") + hyphen),
        line(2, word("known"), word("to"), word("all.")),
    )
    page = f'<Page WIDTH="400" HEIGHT="600"><TextBlock>{"".join(lines)}</TextBlock></Page>'
    add(seeds, source(tmp_path, "page.xml", f"<alto><Layout>{page}</Layout></alto>"))
    assert (seeds / "page.txt").read_text("utf-8") == "The harbour was well-known to all.\n"


def test_alto_of_any_size_is_read_page_by_page(tmp_path: Path) -> None:
    head, _, rest = ALTO.partition("<Layout>")
    page = rest.partition("</Layout>")[0] + " " * 100_000
    path = source(tmp_path, "years.xml", f"{head}<Layout>{page * 40}</Layout></alto>")
    heard = Heard()
    tracemalloc.start()
    numbers = [page.number for page in read_alto(path, heard)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (numbers, heard.found) == ([*range(1, 41)], [])
    assert path.stat().st_size > 4_000_000 > 4 * most


def test_pages_before_the_place_where_alto_breaks_are_not_waited_for(tmp_path: Path) -> None:
    path = source(tmp_path, "cut.xml", ALTO.replace("</Layout></alto>", " " * 200_000 + "<Page>"))
    heard = Heard()
    pages = read_alto(path, heard)
    assert next(pages).number == 1 and not heard.found
    assert list(pages) == [] and [found.code for found in heard.found] == ["a-005"]


def test_the_command_tells_what_it_did(tmp_path: Path, seeds: Path) -> None:
    path = source(tmp_path, "page.txt", TEXT)
    done = CliRunner().invoke(cli, ["--lang", "en", "add", str(path), "--to", str(seeds)])
    assert done.exit_code == 0, done.output
    assert "1 bulletin added" in done.output
    path.write_text(TEXT.replace("拥堵", "事故"), "utf-8")
    refused = CliRunner().invoke(cli, ["--lang", "zh", "add", str(path), "--to", str(seeds)])
    assert refused.exit_code == 1
    assert "不予覆盖" in refused.output or "文字不同" in refused.output
    assert "没有添加任何内容" in refused.output
