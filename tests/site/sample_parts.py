"""Samples of what pages are set of: articles, cards, pictures, issues, months, names and links."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.site.page_layout import Strip
from sitegen.site.views.articles import ArticleBodyView, BlockView, CardView, CorrectionView
from sitegen.site.views.heads import HeadView, Link, SiteView
from sitegen.site.views.lists import NameView, SpanView, YearView
from sitegen.site.views.pages import DayView, FurnitureView, IssueCard, MonthView, PageLink
from sitegen.site.views.pictures import ImageView

SITE = SiteView(
    name="法院专刊",
    publisher="内蒙古自治区高级人民法院",
    email="nmgfyzk@126.com",
    telephones=("(0471) 4687539", "(0471) 6986512"),
    language="zh-Hans",
    home="../index.html",
    static="../static/",
    search="../search.html",
    feed="../feed.xml",
    subscribe="../subscribe.html",
    navigation=(Link(text="首页", href="../index.html"), Link(text="往期", href="../archive/index.html", current=True)),
    generator="sitegen 0.1.0",
)
FORMS = (Link(text="RSS", href="c.xml"), Link(text="Atom", href="c.atom.xml"))
BARE_SITE = replace(SITE, publisher="", email="", telephones=(), navigation=())
HEAD = HeadView(
    title="党建引领“双推进” 同频共振“深融合”",
    description="锡林郭勒盟中级人民法院突出党建引领。",
    canonical="https://example.org/2025/06/27/05-30.html",
    breadcrumbs=(Link(text="法院专刊", href="../index.html"), Link(text="05版", href="05.html", current=True)),
    previous=Link(text="前一篇", href="05-16.html"),
    next=Link(text="后一篇", href="05-48.html"),
    feed_title="法院专刊：最新一期",
)
BARE_HEAD = HeadView(title="法院专刊", description="", canonical="", breadcrumbs=())


SHOWN = ImageView(src="../images/a.jpg", alt="审执质效推进会现场", width=1600, height=1067, lazy=False)


def block(number: int, kind: str, *parts: str, level: int = 0) -> BlockView:
    return BlockView(id=f"p{number}", kind=kind, level=level, text=" ".join(parts), parts=parts, lines=f"{number + 20}")


ARTICLE = ArticleBodyView(
    id="a30",
    href="05-30.html",
    kind="news",
    kicker="全区法院工作巡礼",
    headline="党建引领“双推进” 同频共振“深融合”",
    headline_parts=("党建引领“双推进”", "同频共振“深融合”"),
    series="（系列报道之三）",
    deck="——锡林郭勒盟中级人民法院工作侧记",
    dateline="锡林郭勒讯",
    byline="（记者 金丽）",
    byline_run_in=True,
    blocks=(
        block(1, "caption", "召开审执质效推进会。 郭舟舟摄"),
        replace(block(8, "caption", "推进会现场。"), images=(SHOWN,)),
        block(2, "paragraph", "锡林郭勒盟中级人民法院突出党建引领，探索推出“5·8支部工作法”。"),
        block(3, "subheading", "一个理念", level=1),
        block(4, "subheading", "靠前指挥", "突出执行地位", level=2),
        block(9, "byline", "本报记者 陈一禾"),
        replace(
            block(5, "paragraph", "一直以来，该院着力构建“导学、促学、研学”学习体系。"),
            figures=(ImageView(src="../images/b.webp", alt="图书室", width=300, height=400),),
        ),
        block(6, "verse", "长风破浪会有时\n直挂云帆济沧海"),
        block(7, "table", "收案 24951\n结案 20122"),
    ),
    credit_lines=("（锡林郭勒盟中级人民法院供稿）", "张卓 摄"),
    figures=(ImageView(src="../images/c.png", alt="法庭外景", width=800, height=600),),
    continued_from="上接第1版",
    jump_to="下转第6版",
    corrections=(
        CorrectionView(
            before="收案 24951", after="收案 24915", date="2025年7月2日", date_iso="2025-07-02", note="据法院来函。"
        ),
        CorrectionView(before="三项", after="两项", date="2025年7月9日", date_iso="2025-07-09", note=""),
    ),
    size=926,
    word_count=0,
    lines="30-45",
)
PHOTO = ArticleBodyView(
    id="a53",
    href="05-53.html",
    kind="photo",
    kicker="",
    headline="",
    headline_parts=(),
    series="",
    deck="",
    dateline="",
    byline="",
    byline_run_in=False,
    blocks=(block(1, "caption", "防疫期间，派员到看守所开展庭审警务保障工作。"),),
    credit_lines=(),
    figures=(),
    continued_from="",
    jump_to="",
    corrections=(),
    size=0,
    word_count=0,
    lines="",
)
ALONE = ((Strip(5, 0, 1),),)
ON_PAGE = (
    ARTICLE,
    *(replace(ARTICLE, id=f"a{100 + size}", size=size) for size in (300, 280, 800, 200, 2000)),
    PHOTO,
)
PAGE = Link(text="05版", href="05.html", note="要闻")
CARD = CardView(
    href="05-48.html",
    kind="brief",
    kicker="简明新闻",
    headline="锤炼政治品格 夯实思想基础",
    headline_parts=("锤炼政治品格", "夯实思想基础"),
    deck="中心组集体学习",
    dateline="呼伦贝尔讯",
    people=("张丽", "乔港雯"),
    lead="6月20日，呼伦贝尔市中级人民法院党组开展集体学习。",
    size=342,
    word_count=0,
    date="2025年6月27日",
    page=PAGE,
)
BARE_CARD = CardView(
    href="05-53.html",
    kind="photo",
    kicker="",
    headline="防疫期间，派员到看守所…",
    headline_parts=(),
    deck="",
    dateline="",
    people=(),
    lead="防疫期间，派员到看守所开展庭审警务保障工作。",
    size=0,
    word_count=0,
    date="",
    page=PAGE,
)
ISSUE = IssueCard(
    href="index.html",
    title="2025年6月27日 星期五",
    note="",
    page_count=2,
    article_count=7,
    size=4321,
    word_count=0,
    headlines=(Link(text="仲夏时节话法治 开门纳谏听民声", href="05-16.html"),),
)
UNDATED = IssueCard(
    href="../undated/002.html",
    title="日期待考",
    note="日期待考，不早于2022年12月",
    page_count=1,
    article_count=1,
    size=2581,
    word_count=0,
    headlines=(),
)
MONTH = MonthView(
    title="2025年6月",
    weeks=(
        (
            DayView(day=0, href="", title=""),
            DayView(day=26, href="", title=""),
            DayView(day=27, href="index.html", title="2025年6月27日，7篇", current=True),
        ),
    ),
)
PAGES = (
    PageLink(label="05版", section="要闻", href="05.html", current=True, cards=(CARD, BARE_CARD)),
    PageLink(label="06版", section="", href="06.html", current=False, cards=()),
)
MONTH_LINK = Link(text="3月", href="../2024/03/index.html", note="26")
SPANS = (SpanView(link=Link(text="2024年", href="../2024/index.html"), count=300, parts=(MONTH_LINK,)),)
YEAR = YearView(title="2025年", href="../2025/index.html", months=(MONTH,), issues=(ISSUE,))
FURNITURE = tuple(
    FurnitureView(role=role, text=text, lines=str(line))
    for line, (role, text) in enumerate(
        (
            ("nameplate", "北疆法治报"),
            ("standing-head", "法院专刊"),
            ("slogan", "奋力推进审判工作现代化"),
            ("slogan-attribution", "——最高人民法院党组书记、院长张军"),
            ("publisher", "内蒙古自治区高级人民法院主办"),
            ("contact", "邮箱：nmgfyzk@126.com"),
            ("folio", "2025年06月27日 05版"),
            ("editors", "责编：金丽"),
            ("index", "导读\n要闻 2版"),
            ("unclassified", "习惯安全"),
        ),
        start=1,
    )
)

NAME = NameView(
    name="刘波",
    anchor="liubo",
    href="",
    roles=("记者",),
    count=30,
    headlines=(Link(text="新桥通车", href="a.html", note="2025年6月27日"),),
)
