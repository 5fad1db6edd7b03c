"""What Chinese papers print around their articles: mastheads, editors' lines, names, rolls of names."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from benchmarks.reading.articles import Article
from benchmarks.reading.habits import Habits
from benchmarks.reading.printed import Unit

WEEKDAYS = "一二三四五六日"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "明华军平丽霞勇强伟芳敏静丽涛磊超娟艳杰刚桂英秀兰建国文斌志宏晓春梅海燕鹏飞红玉兰梓涵思远一鸣子轩雨桐佳怡浩然俊杰晨曦小满"
    "青山大田云舟亦秋"
)
PAPERS = ("日报", "晚报", "周报", "法治报", "农民报", "时报", "青年报", "科技报", "工人报", "导报")
SECTIONS = ("要闻", "综合", "法治", "国际", "经济", "副刊", "文化", "教育", "体育", "民生", "理论", "农业", "科技")
COLUMNS = (
    "今日视点",
    "一线传真",
    "读者来信",
    "百姓故事",
    "专家观点",
    "新闻链接",
    "热点追踪",
    "法官说法",
    "短评",
    "四方速览",
    "文化笔谈",
    "身边人",
    "大家谈",
)
PLACES = ("河湾", "青山", "云岭", "东坡", "北渡", "白石", "新桥", "大河", "柳林", "南屏", "红旗", "金沙", "三江")


def name(rng: random.Random) -> str:
    """Returns a person's name that nobody bears on purpose."""
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def masthead(rng: random.Random, habits: Habits) -> Iterator[Unit]:
    if habits.masthead == "none":
        return
    paper = rng.choice(PLACES) + rng.choice(PAPERS)
    day = datetime.date(rng.randrange(1985, 2026), 1, 1) + datetime.timedelta(days=rng.randrange(365))
    week, page, section = WEEKDAYS[day.weekday()], rng.randrange(1, 17), rng.choice(SECTIONS)
    y, m, d = day.year, day.month, day.day
    folio = rng.choice(
        (
            f"{y}年{m}月{d}日 星期{week} {page}版",
            f"{y}年{m}月{d}日 星期{week} {page}版 {section}",
            f"{y}年{m:02d}月{d:02d}日 {page:02d}版",
            f"{page:02d}版 {section} {y}年{m}月{d}日 星期{week}",
            f"第{page}版 {y}.{m:02d}.{d:02d} 星期{week}",
            f"{y}-{m:02d}-{d:02d} 第{page:02d}版：{section}",
        )
    )
    lines = [
        ("nameplate", paper, rng.choice(("#", "#" * habits.base, "")) if habits.marks != "none" else ""),
        ("folio", folio, ""),
    ]
    if habits.masthead == "full":
        more = [
            ("publisher", rng.choice(PLACES) + "县" + rng.choice(("融媒体中心", "人民法院", "委员会")) + " 主办", "")
        ]
        more += [
            (
                "contact",
                f"邮箱：hw{rng.randrange(999)}@example.org "
                f"电话：(0{rng.randrange(10, 999)}){rng.randrange(10**6, 10**7)}",
                "",
            )
        ]
        lines[1:1] = rng.sample(more, rng.choice((1, 2)))
    yield from (Unit(label, text, mark) for label, text, mark in lines)


def editors(rng: random.Random) -> list[Unit]:
    who = rng.choice(("本版责编：{} {}", "责任编辑：{}　校对：{}", "本版编辑：{}  版式设计：{}", "责编 {} 美编 {}"))
    return [Unit("editors", who.format(name(rng), name(rng)))]


def roll(rng: random.Random) -> Article:
    """Returns a roll of names or bodies, as rewards and elections print them: many short lines that are no heads."""
    what = rng.choice(("先进集体", "优秀教师", "劳动模范", "文明家庭", "入选作品"))
    title = rng.choice((f"关于表彰{what}的决定", f"{rng.choice(PLACES)}县{what}名单", f"拟表彰{what}名单公示"))
    units = [("headline", title)]
    if rng.random() < 0.7:
        units.append(
            (
                "paragraph",
                f"根据工作安排，现将{rng.choice(PLACES)}县{what}名单公布如下，公示期为五个工作日，欢迎社会各界监督。",
            )
        )
    form = rng.choice(("named", "bodies", "names", "spaced"))
    for _ in range(rng.choice((0, 1, 2, 4)) + 1):
        units += (
            [
                (
                    "subheading",
                    rng.choice(("一、", "（一）", "", "")) + rng.choice(PLACES) + rng.choice(("市", "县", "区", "镇")),
                )
            ]
            if rng.random() < 0.6
            else []
        )
        units += [("paragraph", _row(rng, form)) for _ in range(rng.randrange(4, 40))]
    return Article("zh", "notice", tuple(units), "made")


def _row(rng: random.Random, form: str) -> str:
    place = rng.choice(PLACES) + rng.choice(PLACES) + rng.choice(("镇", "街道", "村", "县", "区"))
    body = place + rng.choice(("小学", "卫生院", "党支部", "供电所", "合作社党委", "机械厂一车间", "法院立案庭"))
    office = rng.choice(("教师", "党支部书记", "主任", "副院长、主任医师", "班组长", "车间主任、工程师", "原研究员"))
    who = name(rng)
    spaced = f"{who[0]}  {who[1]}" if len(who) == 2 else who
    if form == "bodies":
        return body
    if form == "names":
        return "  ".join(name(rng) for _ in range(rng.choice((3, 4, 6))))
    extra = rng.choice(("", "", "", "（女）", "（女，蒙古族）"))
    return f"{spaced}{extra}{rng.choice(('  ', '，', ' '))}{body}{office}" if form == "named" else f"{spaced}  {body}"
