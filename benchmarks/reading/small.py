"""The small things of a page: boxes, columns of briefs, letters, poems, results. Their heads are short, often one word.

What a reader knows a weather box by, its name, no sign may hold; so there are many, and what is learned is that
a short head without a byline over a line or two begins an article as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from benchmarks.reading.articles import Article
from benchmarks.reading.chinese import PLACES, name
from benchmarks.reading.latin_forms import FORMS, signed_below

SMALL = 0.22  # share of pages with a small thing
COLUMN = 0.1  # chance that a story without a kicker stands under the name of a column
BY_PLACE = 0.06  # share of pages whose stories each have the place above the headline
LED = 0.1  # chance that a story in letters has a line above its headline that says the half of it
STANDING = 0.4  # of the names of columns above a story: those that are the page's and no part of it
NOTED = 0.02  # chance that a story ends with what its author is
Units = list[tuple[str, str]]

_BOXES = (
    ("天气预报", "{p}市区今天白天多云，夜间有小雨，气温{n}至{m}摄氏度。"),
    ("今日天气", "今天晴到多云，东北风三级，最高气温{m}度。"),
    ("更正", "本报{n}日四版《{p}新桥通车》一文中，“{n}米”应为“{m}米”，特此更正。"),
    ("更 正", "{n}日本报二版照片说明中“{a}”应为“{b}”，谨致歉意。"),
    ("小贴士", "雷雨天不要在树下停留，出门前看一看预报。"),
    ("提醒", "{p}路{n}日起封闭施工，请过往车辆绕行。"),
    ("数字", "{n}万亩：{p}县今年的早稻面积。"),
    ("招聘启事", "本厂招收学徒工{n}名，年龄十八至三十岁，有意者请到{p}路{m}号面谈。"),
    ("寻人", "{a}，男，{m}岁，{n}日从{p}走失，有知情者请告其家属。"),
    ("影讯", "工人俱乐部今晚七时放映《{p}人家》，票价{n}角。"),
    ("征稿", "本版欢迎散文、随笔、诗歌来稿，字数以千字为宜。"),
    ("讣告", "{p}中学退休教师{a}同志因病于{n}日逝世，享年{m}岁。"),
    ("资料", "{p}镇位于河湾县北部，人口{n}万，以竹编闻名。"),
    ("名词解释", "轮作：在同一块地上按年次更换作物的种植方式。"),
    ("停电通知", "{n}日八时至十七时，{p}路沿线停电检修。"),
    ("短评", "路修好了，还要有人管。{p}的做法值得别处看看。"),
    ("开奖公告", "第{n}期开奖号码：{n}、{m}、7、12、19。"),
    ("农时提醒", "小麦：看苗追肥，弱苗早追。"),
    ("遗失声明", "{a}遗失身份证，声明作废。"),
    ("平安提示", "1. 出门前关好门窗，切断电源。"),
    ("今日金句", "“桥修好了，路还要走。”——{a}"),
    ("编后", "留住一间铺子，就是留住一段记忆。"),
    ("出行提示", "{p}大桥今起双向限行，请绕行{q}路。"),
)
_NEWS = (
    "{p}小学昨日迁入新址。",
    "{p}至{q}的夜班公交下月开通。",
    "全市首个社区菜园在{p}开园。",
    "{p}县图书馆周末延长开放两小时。",
    "{p}发现古井一口，文物部门已到场。",
    "{n}名乡村医生在{p}受训。",
    "{q}三条小巷装上路灯。",
    "{p}果农今年增收{n}成。",
)
_NOTES = ("［作者系{p}大学教授］", "（作者单位：{p}县委党校）", "【作者为{p}中学教师】", "（本文作者系{p}县作协会员）")
_BRIEFS = ("简讯", "短波", "一句话新闻", "要闻简报", "各地速递", "国际短讯", "市井", "速览", "本市新闻集锦")
_COLUMNS = (
    "读者来信",
    "读者之声",
    "来函照登",
    "小评",
    "社评",
    "快评",
    "专家访谈",
    "您问我答",
    "人间小景",
    "市井百态",
    "新闻追踪",
    "基层见闻",
    "一线直击",
    "街谈巷议",
    "案例",
    "书林一叶",
    "高质量发展看基层",
    "新春走基层",
    "足协杯",
    "民生热线",
    "IPO动态",
    "连载",
    "镜头",
    "随笔",
    "杂谈",
    "营连日志",
    "新闻前哨",
    "青年说",
    "封面报道",
    "本期关注",
    "百姓故事",
    "身边好人",
    "法官手记",
    "田间地头",
    "科普角",
    "球场内外",
)
_HEADS = (
    "路灯亮了",
    "谁来管这口井",
    "别让书在库里睡觉",
    "桥头的早市",
    "一把锄头的事",
    "请给老人留座",
    "换个站牌怎么这么难？",
)
_LINES = (
    "桥不长",
    "风从河上来",
    "灯一盏一盏亮了",
    "母亲在门口站着",
    "雪落在旧码头",
    "船已经走远",
    "谁在唱昨天的歌",
    "田埂弯弯",
    "一只鸟",
)
_POEMS = ("渡口", "雨后", "致河流", "母亲的灯（外一首）", "秋日", "老街", "过桥")
_SIGNED = (
    ("鸣谢", "先父{a}治丧期间，承蒙各位亲友关怀吊唁，谨致谢忱。", "{b}率全家叩谢"),
    ("讣告", "先慈{a}夫人于{n}日寿终，享寿八十有四，择于{m}日出殡。", "孝男 {a} {b}"),
    ("公告", "{a}：本院受理原告{b}诉你借款合同纠纷一案，现依法公告送达起诉状副本。", "{p}县人民法院"),
    ("公告", "因管道检修，{n}日起{p}路停水两天，请用户备水。", "{p}县自来水公司"),
    ("征文启事", "为庆祝建馆三十周年，面向读者征文，每篇不超过千字。", "{p}县图书馆"),
    ("启事", "本店{n}日迁至{p}路{m}号，欢迎新老顾客光临。", "{p}钟表店 谨启"),
)
_SAID = (
    "上班路上骑车四十分钟，比健身房划算。",
    "菜场门口又堵车了，老人过不去。",
    "建议末班车延到零点。",
    "图书馆的座位该多加几排。",
    "路灯修好了，给个好评。",
)
_GUIDES = (
    (
        "三款秋粥",
        ("百合粥", "原料：鲜百合30克，粳米50克。", "做法：同煮至烂，加冰糖调味。"),
        ("山药粥", "原料：山药一根，小米一把。", "做法：山药去皮切块，与小米同煮。"),
    ),
    ("家常鱼汤", ("", "用料：鲫鱼一条，豆腐一块。", "做法：鱼煎黄，加水煮白，放豆腐。")),
    (
        "你会用电吗？（自测）",
        ("", "1.插座旁能放水杯吗？ A.能 B.不能", "2.湿手能换灯泡吗？ A.能 B.不能", "答案：B，B。"),
    ),
    ("租房纠纷怎么解", ("案情", "{a}租房后漏水，房东不修。"), ("说法", "出租人应当履行维修义务。")),
)
_TEAMS = ("青山队", "海滨队", "北渡队", "白石队", "三江队", "云岭队", "南屏队")


def with_small(rng: random.Random, items: Sequence[Article]) -> list[Article]:
    """Returns the articles of a page with small things among them, and with names of columns or places above some."""
    chinese = items[0].lang == "zh"
    placed = chinese and rng.random() < BY_PLACE
    page = [_in_column(rng, item, placed=placed) if chinese else item for item in items]
    forms = FORMS[items[0].lang] if not chinese else None
    if forms and rng.random() < BY_PLACE:
        page = [_under(rng, item, rng.choice(forms.places).upper(), 0.8) for item in page]
    elif forms and forms.leads:
        page = [_under(rng, item, rng.choice(forms.leads), LED) for item in page]
    if rng.random() < SMALL:
        for _ in range(rng.choice((1, 1, 2, 3))):
            thing = rng.choice(_CHINESE)(rng) if chinese else _in_letters(rng, items[0].lang)
            page.insert(rng.choice((len(page), len(page), rng.randrange(len(page) + 1))), thing)
    return page


def _under(rng: random.Random, item: Article, above: str, chance: float) -> Article:
    """Returns a story in letters with a line above its headline: a place, or what says the half of it."""
    headed = item.units[:1] and item.units[0][0] == "headline"
    if not headed or rng.random() > chance:
        return item
    return Article(item.lang, item.kind, (("kicker", above), *item.units), item.source, item.page)


def _in_column(rng: random.Random, item: Article, *, placed: bool) -> Article:
    """Returns a story under the name of a column, or where all are told by places under a place's."""
    if item.units and item.units[-1][0] == "paragraph" and rng.random() < NOTED:
        note = ("credit", _filled(rng, rng.choice(_NOTES)))
        item = Article(item.lang, item.kind, (*item.units, note), item.source, item.page)
    headed = item.units[:1] and item.units[0][0] == "headline"
    if not headed or rng.random() > (0.8 if placed else COLUMN):
        return item
    place = rng.choice(PLACES) + rng.choice(("县", "市", "区", "镇", "村"))
    above = ("kicker", place)
    if not placed:
        above = ("standing-head" if rng.random() < STANDING else "kicker", rng.choice(_COLUMNS))
    return Article(item.lang, item.kind, (above, *item.units), item.source, item.page)


def _made(units: Units, lang: str = "zh") -> Article:
    return Article(lang, "news", tuple(units), "made")


def _filled(rng: random.Random, text: str) -> str:
    n = rng.randrange(2, 28)
    facts = {"p": rng.choice(PLACES), "q": rng.choice(PLACES), "a": name(rng), "b": name(rng), "n": n, "m": n + 11}
    return text.format(**facts)


def _box(rng: random.Random) -> Article:
    head, text = rng.choice(_BOXES)
    more = [rng.choice(_NEWS)] if rng.random() < 0.3 else []
    return _made([("headline", head), *(("paragraph", _filled(rng, line)) for line in (text, *more))])


def _briefs(rng: random.Random) -> Article:
    mark = rng.choice("◎●■▲◆·") if rng.random() < 0.8 else ""
    lines = rng.sample(_NEWS, rng.choice((2, 3, 4)))
    closing = [("credit", rng.choice(("（均据本报综合消息）", "（本报记者 {a}）")))] if rng.random() < 0.3 else []
    units = [("headline", rng.choice(_BRIEFS)), *(("paragraph", mark + line) for line in lines), *closing]
    return _made([(label, _filled(rng, text)) for label, text in units])


def _letter(rng: random.Random) -> Article:
    opening = rng.choice(("编辑同志：", "编辑部：", ""))
    units = [("kicker", rng.choice(_COLUMNS[:3]))] if rng.random() < 0.5 else []
    units += [("headline", rng.choice(_HEADS)), ("paragraph", opening + rng.choice(_NEWS) + "可是至今没有人来管。")]
    units += [("paragraph", "希望有关部门早日过问。")] if rng.random() < 0.5 else []
    return _made([*((label, _filled(rng, text)) for label, text in units), ("credit", _filled(rng, "{p}村 {a}"))])


def _answers(rng: random.Random) -> Article:
    units = [("kicker", "您问我答")] if rng.random() < 0.4 else []
    asked = rng.choice(("问：{p}路何时能修好？", "{a}问：我的退休证丢了，到哪里补办？"))
    units += [("headline", rng.choice(_HEADS)), ("paragraph", asked), ("paragraph", "答：可到{p}社区服务中心询问。")]
    return _made([(label, _filled(rng, text)) for label, text in units])


def _signed_notice(rng: random.Random) -> Article:
    """What a family, a firm or a court has printed, with who signs it below, and perhaps the day."""
    head, text, signed = rng.choice(_SIGNED)
    day = [("credit", "2024年{n}月{n}日")] if rng.random() < 0.4 else []
    units = [("headline", head), ("paragraph", text), ("credit", signed), *day]
    return _made([(label, _filled(rng, text)) for label, text in units])


def _voices(rng: random.Random) -> Article:
    """What readers say, a line each, with their names before a colon or behind a dash."""
    form = rng.choice(("@{a}：{t}", "{a}：{t}", "“{t}” ——{a}", "网友“{p}”：{t}"))
    lines = [_filled(rng, form.replace("{t}", line)) for line in rng.sample(_SAID, rng.choice((2, 3, 4)))]
    head = rng.choice(("街谈巷议", "众说", "声音", "网友说", "读者留言", "微言"))
    return _made([("headline", head), *(("paragraph", line) for line in lines)])


def _guide(rng: random.Random) -> Article:
    """A recipe, a case or a test in parts: small heads over lines that begin with a word and a colon."""
    head, *parts = rng.choice(_GUIDES)
    signed = [("byline", rng.choice(("{p}医院主任医师 {a}", "□{a}", "{a}")))] if rng.random() < 0.5 else []
    units = [("headline", head), *signed, *(("paragraph", "入秋天气干燥，不妨试一试。"),) * (rng.random() < 0.6)]
    for name_of_part, *lines in parts:
        units += [("subheading", name_of_part)] if name_of_part else []
        units += [("paragraph", line) for line in lines]
    return _made([(label, _filled(rng, text)) for label, text in units])


def _asked(rng: random.Random) -> Article:
    """A question with who asks below it, the answer with who answers."""
    units = [("headline", rng.choice(_HEADS)), ("paragraph", "问：{p}路的老井还能用吗？水有点浑。")]
    units += [("credit", "（读者 {a}）"), ("paragraph", "答：先送检，合格后再饮用。"), ("credit", "（市水务局 {b}）")]
    return _made([(label, _filled(rng, text)) for label, text in units])


def _poem(rng: random.Random) -> Article:
    poet = [("byline", rng.choice(("○{a}", "□ {a}", "{a}")))] if rng.random() < 0.8 else []
    units = [("headline", rng.choice(_POEMS)), *poet]
    units += [
        ("verse", line + rng.choice(("", "", "，"))) for line in rng.sample(_LINES, rng.randrange(3, len(_LINES)))
    ]
    return _made([(label, _filled(rng, text)) for label, text in units])


def _results(rng: random.Random) -> Article:
    teams = rng.sample(_TEAMS, 6)
    rows = [
        f"{one} {rng.randrange(5)}:{rng.randrange(5)} {two}" for one, two in zip(teams[::2], teams[1::2], strict=True)
    ]
    return _made(
        [("headline", rng.choice(("比分牌", "昨日战况", "赛果", "联赛战报"))), *(("table", row) for row in rows)]
    )


_CHINESE: tuple[Callable[[random.Random], Article], ...] = (
    *(_box, _box, _box, _briefs, _briefs, _letter, _answers, _poem, _results),
    *(_signed_notice, _signed_notice, _voices, _guide, _asked),
)


def _in_letters(rng: random.Random, lang: str) -> Article:
    head, *texts = rng.choice(FORMS[lang].boxes)
    signed = [("credit", signed_below(rng, FORMS[lang]))] if head in FORMS[lang].columns else []
    set_in = head.upper() if rng.random() < 0.4 else head
    return _made([("headline", set_in), *(("paragraph", text) for text in texts), *signed], lang)
