"""Where each word was printed, from the source that `sitegen add` takes to the ALTO that archives are given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PIL", reason="needs Pillow, of the images extra")
pytest.importorskip("lxml", reason="needs lxml, of the test extra")

from lxml import etree

from sitegen.adding.adding import add_files
from sitegen.config import ReadingHints
from sitegen.machine.staging import open_staging
from sitegen.model.prose import ledger
from sitegen.reading.files.sidecar import digest_of, read_layout
from sitegen.source import SourceText
from tests.adding import vertical
from tests.editions import published
from tests.languages import english_in
from tests.pictures import png

SCHEMAS = Path(__file__).parents[1] / "site" / "schemas"
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
PLACE = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
WIDE, HIGH = 600, 800  # of the pages of OCR, as of their scans
LINES = (
    ("The Ferry Gazette", 40, 40, 360, 70),
    ("No ferry for the north shore", 40, 100, 380, 124),
    ("The ferry stays in the har-", 40, 140, 280, 152),
    ("bour until Sunday, the port", 40, 156, 280, 168),
    ("office said on Friday.", 40, 172, 230, 184),
)


def words() -> Iterator[tuple[str, list[tuple[str, tuple[int, int, int, int]]]]]:
    """Give each line of the page in English with its words, each as wide as it has letters."""
    for text, left, top, right, bottom in LINES:
        unit = (right - left) / len(text)
        at, found = 0, []
        for word in text.split():
            at = text.index(word, at)
            found.append((word, (round(left + unit * at), top, round(left + unit * (at + len(word))), bottom)))
            at += len(word)
        yield text, found


def alto() -> str:
    rows = []
    for (_, left, top, right, bottom), (_, of_line) in zip(LINES, words(), strict=True):
        strings = []
        for word, (one, two, three, four) in of_line:
            place = f'HPOS="{one}" VPOS="{two}" WIDTH="{three - one}" HEIGHT="{four - two}"'
            hyphen = '<HYP CONTENT="-"/>' if word == "har-" else ""
            strings.append(f'<String CONTENT="{word.removesuffix("-") if hyphen else word}" {place}/>{hyphen}')
        place = f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'
        rows.append(f"<TextLine {place}>{'<SP/>'.join(strings)}</TextLine>")
    blocks = (
        f"<TextBlock>{rows[0]}</TextBlock><TextBlock>{rows[1]}</TextBlock><TextBlock>{''.join(rows[2:])}</TextBlock>"
    )
    page = f'<Page WIDTH="{WIDE}" HEIGHT="{HIGH}"><PrintSpace>{blocks}</PrintSpace></Page>'
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>{page}</Layout></alto>'


def hocr() -> str:
    rows = []
    for (_, *box), (_, of_line) in zip(LINES, words(), strict=True):
        spans = " ".join(
            f"<span class='ocrx_word' title='bbox {' '.join(map(str, place))}'>{word}</span>" for word, place in of_line
        )
        rows.append(f"<span class='ocr_line' title='bbox {' '.join(map(str, box))}'>{spans}</span>")
    blocks = "".join(f"<p class='ocr_par'>{one}</p>" for one in (rows[0], rows[1], "".join(rows[2:])))
    page = f"<div class='ocr_page' title='bbox 0 0 {WIDE} {HIGH}'>{blocks}</div>"
    return f"<html><head><meta name='ocr-system' content='x'/></head><body>{page}</body></html>"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of three pages that were added: a PDF with columns from right to left, ALTO, hOCR."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "seeds").mkdir()
    sources: dict[str, bytes] = {
        "down.pdf": vertical.pdf(*vertical.mixed()),
        "2024-05-05-01.xml": alto().encode(),
        "2024-05-05-02.hocr": hocr().encode(),
    }
    for name, content in sources.items():
        (folder / name).write_bytes(content)
    with open_staging(folder / "seeds") as staging:
        paths = [folder / name for name in sources]
        add_files(paths, folder / "seeds", staging, ReadingHints(), progress=lambda _what, _count: None)
    files: dict[str, str | bytes] = {path.name: path.read_bytes() for path in (folder / "seeds").iterdir()}
    for number in (1, 2):
        files[f"2024-05-05-0{number}.yaml"] = "scan: ocr.png\n"
    return published(tmp_path_factory.mktemp("words"), {**files, "ocr.png": png(WIDE, HIGH)})


def page_of(public: Path, path: str) -> Any:
    tree = etree.parse(public / f"{path}.alto.xml")
    rules = etree.RelaxNG(etree.parse(SCHEMAS / "alto.rng"))
    assert rules.validate(tree), rules.error_log
    return tree.getroot()


def box_of(element: Any) -> tuple[int, int, int, int]:
    left, top, wide, high = (int(element.get(name)) for name in PLACE)
    return left, top, left + wide, top + high


PAGES = ("2024/05/04/03", "2024/05/05/01", "2024/05/05/02")


@pytest.mark.parametrize("path", PAGES)
def test_every_word_has_a_place_within_its_line_and_that_within_its_block(public: Path, path: str) -> None:
    page = page_of(public, path)
    for block in page.iter(f"{ALTO}TextBlock"):
        for line in block.iter(f"{ALTO}TextLine"):
            for string in line.iter(f"{ALTO}String"):
                for inner, outer in ((string, line), (line, block)):
                    a, b = box_of(inner), box_of(outer)
                    assert b[0] - 2 <= a[0] < a[2] <= b[2] + 2 and b[1] - 2 <= a[1] < a[3] <= b[3] + 2


@pytest.mark.parametrize("path", PAGES[1:])
def test_words_stand_where_the_ocr_saw_them(public: Path, path: str) -> None:
    strings = [(one.get("CONTENT"), box_of(one)) for one in page_of(public, path).iter(f"{ALTO}String")]
    wanted = [(word.removesuffix("-"), place) for _, of_line in words() for word, place in of_line]
    assert [word for word, _ in strings] == [word for word, _ in wanted]
    for (word, seen), (_, place) in zip(strings, wanted, strict=True):
        assert all(abs(one - other) <= 1 for one, other in zip(seen, place, strict=True)), word


@pytest.mark.parametrize("path", PAGES[1:])
def test_a_word_that_a_line_divided_tells_of_its_whole(public: Path, path: str) -> None:
    parts = [one for one in page_of(public, path).iter(f"{ALTO}String") if one.get("SUBS_TYPE")]
    assert [(one.get("CONTENT"), one.get("SUBS_TYPE"), one.get("SUBS_CONTENT")) for one in parts] == [
        ("har", "HypPart1", "harbour"),
        ("bour", "HypPart2", "harbour"),
    ]


def test_columns_from_right_to_left_are_lines_that_say_so(public: Path) -> None:
    page = page_of(public, PAGES[0])
    down = [line for line in page.iter(f"{ALTO}TextLine") if line.get("BASEDIRECTION") == "ttb"]
    texts = ["".join(string.get("CONTENT") for string in line.iter(f"{ALTO}String")) for line in down]
    assert texts[0] == "本报讯（记者林青山）全长"
    assert "市场管理处引进ABC Scale公司的电子秤，斤两全".replace(" ", "") in "".join(texts)
    scale = int(page.find(f".//{ALTO}Page").get("WIDTH")) / vertical.WIDE
    for line, wanted in zip(down, vertical.lines_of(vertical.mixed()[0]), strict=True):
        place = [round(value * scale) for value in (wanted.left, wanted.top, wanted.right, wanted.bottom)]
        assert all(abs(one - other) <= 5 for one, other in zip(box_of(line), place, strict=True)), wanted.text
    assert all(high > wide for _, _, wide, high in ([int(line.get(n)) for n in PLACE] for line in down))


@pytest.mark.parametrize("path", PAGES)
def test_the_text_of_the_bulletin_is_whole(public: Path, path: str) -> None:
    strings = "".join(string.get("CONTENT") for string in page_of(public, path).iter(f"{ALTO}String"))
    wanted = "".join(text.removesuffix("-") for text, *_ in LINES)
    if path == PAGES[0]:
        wanted = "".join(
            ["河湾日报", vertical.FOLIO, *(t for head, texts in vertical.STORIES.items() for t in (head, *texts))]
        )
    assert ledger(strings) == ledger(wanted)


@pytest.mark.parametrize("row", ["[0,1,2,3]", "[0,1,2,3,4,5]", "[0,50,2,3,4]", "[0,1,2,3,99999]", "[-1,1,2,3,4]"])
def test_a_row_that_is_none_is_told(row: str) -> None:
    source = SourceText("p.txt", "渡口\n")
    block = f'{{"kind":"text","line":1,"box":[1,1,9,9],"rows":[{row}]}}'
    data = f'{{"version":1,"text":"{digest_of(source.text)}","height":14000,"blocks":[{block}]}}'
    layout, faults = read_layout("p.layout.json", data.encode(), source)
    assert layout is None and [fault.said for fault in faults] == ["b-020.box"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"blocks": [{"kind": }]}', "第 22 个字节有误"),
        (b'{"blocks": [', "不是有效的 JSON"),
        (b'{"text": "\xff"}', "不是有效的 JSON"),
        (b"[" * 100_000, "写法不对"),
        (b"[]", "写法不对"),
        (b'{"blocks": [{"kind": "headline"}]}', "`blocks[0].kind` 有缺项，或是不该有的内容"),
        (b'{"blocks": [{}]}', "`blocks[0]` 有缺项"),
        (b'{"height": "tall"}', "`height` 有缺项"),
    ],
)
def test_what_is_wrong_with_a_sidecar_is_told_in_chinese_without_english_words(data: bytes, said: str) -> None:
    layout, (fault,) = read_layout("p.layout.json", data, SourceText("p.txt", "渡口\n"))
    told, _ = fault.told("zh")
    assert layout is None
    assert said in told and not english_in(told)
