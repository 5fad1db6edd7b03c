"""Columns that a converter has read straight across are told and doubted; text in order never is, however it is set."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from sitegen.reading.columns.regions import Region, find_regions
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.text.lines import Line, split_lines
from sitegen.source import SourceText
from tests.outline import read_text
from tests.reading.test_worst_cases import grows_too_fast

STORIES = (
    "清早六点，河湾县东坡村的晒场上已经站满了人。合作社理事长赵青河把新到的三台插秧机一一发动，请来的农机手手把手教大家"
    "调整行距。往年这个时候，村里要请外地的短工，工钱一年比一年高，秧苗却常常误了农时。去年冬天，合作社用土地流转的收益"
    "买下第一台机器，今年又向农机推广站申请了补贴，一口气添了两台。记者在田边看到，一台机器一上午能插完二十亩水田，秧苗"
    "横竖成行，深浅一致。村民孙阿婆种了一辈子水稻，她说从前弯腰插秧，一季下来腰疼半年，现在坐在田埂上看机器干活，心里"
    "踏实得很。赵青河告诉记者，合作社还打算把育秧大棚扩建到六座，为周边四个村统一育秧，让更多农户省下买苗的开支。",
    "横跨青石河的新桥昨日上午正式通车，两岸居民往来不再绕行十公里。新桥全长三百二十米，双向四车道，两侧设有人行步道和"
    "观景平台。过去，河东的学生上学要坐渡船，遇到大风大雨只能停课。施工期间，建设单位先后克服了河床淤泥深厚、汛期水位"
    "上涨等困难，把工期缩短了两个月。通车仪式没有剪彩，第一批走上大桥的是四十名小学生，他们举着自己画的桥，从河东一直走"
    "到河西。县交通运输局负责人介绍，沿线三条公交线路同时调整，单程可以节省二十分钟。下一步还将修建连接高速公路的引线，"
    "方便沿河乡镇的蔬菜水果运往外地市场。不少老人专程赶来散步，他们说等这座桥等了三十年，终于等到了。",
    "县图书馆从本月起延长开放时间，每晚九点闭馆，周末照常开放。馆长周明远介绍，过去下班的人赶到图书馆时往往已经关门，"
    "读者意见簿上提得最多的就是这件事。为了延长开放，图书馆招募了六十名志愿者，分班值守阅览室和自习室，又把二楼的旧书库"
    "改造成儿童绘本馆，铺上地毯，添置矮书架。开放第一晚，三百个座位坐得满满当当，有备考的学生，有带着孩子的父母，还有"
    "刚刚下工的建筑工人。读者吴小兰说，家里地方小，孩子没有安静的角落写作业，现在吃过晚饭就能来。图书馆还与邮政局合作，"
    "在十二个乡镇设立流动借阅点，每周二由邮车送书下乡，读者可以用手机预约，三天之内就能拿到。",
    "入夏以来，青石河上游连续降雨，水位一度逼近警戒线。县水利局启动应急预案，二十四小时有人值守，每两个小时向沿岸村组通报"
    "一次水情。南湖乡把低洼处的三十二户人家提前转移到乡中心小学，教室里铺好床铺，食堂供应热饭。党员突击队连夜加固堤坝，"
    "装填沙袋四千多只，堵住了两处渗水的险段。乡卫生院派出医护人员巡诊，给老人测量血压，送去防暑药品。七十八岁的李大爷说，"
    "前些年发大水，一家人爬上屋顶等船，如今雨还没下大，干部就上门来接了。截至昨天傍晚，洪峰平稳通过县城，无人员伤亡。水利"
    "专家提醒，未来一周仍有强降雨，沿河群众不要下河捕鱼，过往车辆注意绕开积水路段。",
)
ORDERS: dict[str, Callable[[list[str], int], list[str]]] = {
    "a wide gap kept": lambda row, width: ["    ".join(cell.ljust(width, "　") for cell in row).rstrip()],
    "an ideographic gap": lambda row, _: ["　　".join(filter(None, row))],
    "a single space": lambda row, _: [" ".join(filter(None, row))],
    "no gap": lambda row, _: ["".join(row)],
    "line after line": lambda row, _: [*filter(None, row)],
}
MISREAD, SEEN = 0.05, 0.5
AROUND = "本报讯 河湾今日有雨，气温十到十五度。\n\n"


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines as printers do: no mark begins one."""
    lines = []
    while text:
        end = width
        while end < len(text) and text[end] in "，。、；：”》":
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return lines


def across(order: str, width: int, columns: int) -> list[str]:
    """Set stories side by side in columns and read these straight across."""
    texts = [STORIES[0] + STORIES[2], STORIES[1] + STORIES[3]] if order == "no gap" else STORIES[:columns]
    cells = [wrap(text, width) for text in texts]
    rows = [[cell[at] if at < len(cell) else "" for cell in cells] for at in range(max(map(len, cells)))]
    return [line for row in rows for line in ORDERS[order](row, width)]


def regions(text: str) -> tuple[Region, ...]:
    source = SourceText("a.txt", text)
    return find_regions(source, split_lines(source))


def page_lines_of(text: str) -> tuple[Line, ...]:
    """Returns the lines of a page, characters that an OCR has parted put together."""
    return page_lines(Bulletin(source=SourceText("a.txt", text), stem="a")).text


def covered(found: tuple[Region, ...], first: int, last: int) -> float:
    """Returns which part of some lines lies in regions, if no region goes far beyond them."""
    assert all(region.first >= first - 2 and region.last <= last + 2 for region in found)
    inside = sum(min(region.last, last) - max(region.first, first) + 1 for region in found)
    return inside / (last - first + 1)


@pytest.mark.parametrize("width", [12, 16, 20, 25, 30])
@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("order", [order for order in ORDERS if order != "no gap"])
def test_columns_read_across_are_found(order: str, columns: int, width: int) -> None:
    lines = across(order, width, columns)
    found = regions(AROUND * 3 + "\n".join(lines) + "\n\n" + AROUND * 3)
    assert covered(found, 7, 6 + len(lines)) > 0.5


@pytest.mark.parametrize("width", [12, 15, 18, 21, 24])
def test_two_columns_on_one_line_without_a_gap_are_found(width: int) -> None:
    lines = across("no gap", width, 2)
    found = regions(AROUND * 3 + "\n".join(lines) + "\n\n" + AROUND * 3)
    assert covered(found, 7, 6 + len(lines)) > 0.4


def misread(text: str, chance: random.Random) -> str:
    """Misread characters, and part all, as an OCR does."""
    return " ".join(chance.choice(STORIES[3]) if chance.random() < MISREAD else sign for sign in text)


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("stroke", ["|", " | ", "丨", " ｜"])
def test_rules_between_columns_that_an_ocr_has_read_as_strokes_tell_of_them(stroke: str, columns: int) -> None:
    chance = random.Random(f"{stroke} {columns}")
    cells = [wrap(text, 18) for text in STORIES[:columns]]
    rows = [[misread(cell[at], chance) for cell in cells if at < len(cell)] for at in range(max(map(len, cells)))]
    # No OCR sees all of a rule.
    text = "\n".join((stroke if chance.random() < SEEN else " ").join(row) for row in rows)
    found = find_regions(SourceText("a.txt", text), page_lines_of(text))

    assert sum(region.last - region.first for region in found) >= 0.5 * len(rows)


@pytest.mark.parametrize("row", ["{}{} | {}{}", "{}县{}队 | {}县{}队", "{}：{} | 电话 0123-4567 | {}{}"])
def test_cells_between_strokes_are_not_columns(row: str) -> None:
    chance = random.Random(row)
    lines = [row.format(*(chance.choice((*PLACES, *UNITS)) for _ in range(4))) for _ in range(30)]

    assert regions("\n".join(lines)) == ()


def test_heads_with_a_byline_amid_them_are_found() -> None:
    assert [r.order for r in regions("法官把 本报通讯员●李小满 法庭搬到\n")] == ["heads"]
    (found,) = regions("牧民家门口 本报记者●王小川 春耕有了明白人\n\n老街修缮  本报通讯员 赵 兵  河湾新桥通车\n")
    assert (found.first, found.last) == (1, 3)


@pytest.mark.parametrize("width", range(10, 46, 3))
@pytest.mark.parametrize("indent", ["", "　　"])
def test_text_in_order_is_never_told_of_however_narrow(width: int, indent: str) -> None:
    stories = ["\n".join(wrap(indent + story, width)) for story in STORIES]
    assert regions("\n".join(stories)) == ()
    assert regions("\n\n".join(f"## 标题\n\n{story}" for story in stories)) == ()


SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文"
PLACES = ("河湾", "云岭", "青城", "柳镇", "南湖", "桥头", "东坡", "西沟", "北坝", "石门")
UNITS = ("人民法院", "卫生健康委员会", "教育局", "第一中学", "人民医院", "农业技术推广站", "文化馆", "交通运输局")
VERSES = (
    "渡口的灯一夜未熄",
    "河水记得每一只船",
    "谁在对岸喊我的名字",
    "芦苇替风站了一生",
    "老桥弯成半个月亮",
    "石头上坐着去年的雨",
    "母亲把炊烟收进屋里",
    "归来的人脚步很轻",
    "青苔爬满旧时台阶",
    "一只白鹭丈量黄昏",
)


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))


def _unit(chance: random.Random) -> str:
    return f"{chance.choice(PLACES)}县{chance.choice(UNITS)}"


SOUND: dict[str, Callable[[random.Random], str]] = {
    "a roll of names": lambda c: "  ".join(_name(c) for _ in range(c.choice((4, 5, 6)))),
    "names two by two": lambda c: f"{_name(c)}　{_name(c)}",
    "institutions": _unit,
    "institutions two by two": lambda c: f"{_unit(c)}    {_unit(c)}",
    "institutions with names": lambda c: f"{_unit(c)}  {_name(c)}",
    "verse": lambda c: c.choice(VERSES),
    "couplets": lambda c: f"{c.choice(VERSES)}  {c.choice(VERSES)}",
    "couplets with one space": lambda c: f"{c.choice(VERSES)} {c.choice(VERSES)}",
    "free verse": lambda c: c.choice(VERSES)[: c.randint(2, 7)],
    "a table": lambda c: f"{c.randint(1, 20)}  {c.choice(PLACES)}队  {c.randint(1, 20)}  {c.randint(1, 60)}",
    "prices": lambda c: f"{c.choice(('白菜', '萝卜', '西红柿'))}    {c.randint(1, 9)}.{c.randint(0, 9)}0元",
    "results": lambda c: f"{c.choice(PLACES)}队  {c.randint(0, 4)}∶{c.randint(0, 4)}  {c.choice(PLACES)}队",
    "departures": lambda c: f"{c.choice(PLACES)}至{c.choice(PLACES)} {c.randint(0, 23)}时{c.randint(0, 59)}分",
    "letters spaced": lambda c: " ".join(STORIES[0][: c.randint(14, 28)]),
    "spaced bylines": lambda c: f"本报记者  {_name(c)}  {_name(c)}  本报通讯员  {_name(c)}",
    "winners": lambda c: f"一等奖：《{c.choice(VERSES)}》  {_name(c)}（{_unit(c)}）",
    "paired headlines": lambda c: f"{c.choice(VERSES)}  {_unit(c)}",
    "credits": lambda c: f"{c.choice(VERSES)} 本报记者 {_name(c)} 摄",
    "an index": lambda c: f"{c.choice(VERSES)}……{c.randint(2, 8)}版",
}


@pytest.mark.parametrize("line", SOUND.values(), ids=SOUND)
def test_lists_and_tables_and_verse_are_never_told_of(line: Callable[[random.Random], str]) -> None:
    for seed in range(25):
        chance = random.Random(seed)
        text = "\n".join(line(chance) for _ in range(chance.choice((6, 12, 30, 60))))
        assert regions(text) == ()
        assert regions(f"{AROUND}{text}\n\n{AROUND}") == ()


def test_a_region_is_an_error_and_its_lines_are_unsure() -> None:
    lines = across("line after line", 18, 2)
    reading = read_text(f"## 河湾新闻\n\n{AROUND}" + "\n".join(lines) + "\n")
    (told,) = (d for d in reading.diagnostics if d.code == "r-006")
    assert told.severity.value == "error"
    unsure = {line.number for line in reading.page.lines if line.confidence <= 0.3}
    assert len(unsure) > len(lines) / 2
    assert told.line == min(unsure)
    assert f"lines {min(unsure)} to {max(unsure)} do not continue" in told.message


def test_lines_by_the_thousand_are_looked_at_in_proportion() -> None:
    shapes: dict[str, Callable[[int], str]] = {
        "turns": lambda n: "\n".join(across("line after line", 12, 2) * (n // 50)),
        "gaps": lambda n: "\n".join(across("a wide gap kept", 12, 2) * (n // 50)),
        "one character": lambda n: "字\n" * n,
        "one long line": lambda n: "会议强调  " * n,
        "open lines": lambda n: "会议强调要坚持\n" * n,
        "spaces": lambda n: "法官把 " * n,
    }
    slow = {
        name: grown for name, text in shapes.items() if (grown := grows_too_fast(regions, text, (500, 2_000, 8_000)))
    }
    assert not slow
