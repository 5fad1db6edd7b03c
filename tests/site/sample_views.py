"""Sample views of every page: full ones fill every field, bare ones leave out whatever a page may lack."""

from __future__ import annotations

from dataclasses import replace

from sitegen.site.page_layout import Strip
from sitegen.site.views.articles import ArticleBodyView, BlockView, CardView, ContributorView, CorrectionView
from sitegen.site.views.front import BriefsView, FrontView, WaysView
from sitegen.site.views.heads import HeadView, Link, SiteView
from sitegen.site.views.lists import (
    ArchiveView,
    EntryView,
    FeedGroup,
    FeedView,
    IndexEntryView,
    IndexGroup,
    IndexView,
    NameView,
    NotFoundView,
    SearchView,
    ShelfView,
    SpanHeadlines,
    SpanView,
    SubscribeView,
    View,
    WithdrawnView,
    YearView,
)
from sitegen.site.views.pages import (
    ArticleView,
    DayView,
    FurnitureView,
    IssueCard,
    IssueView,
    MonthView,
    PageLink,
    PrintedPageView,
)
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
    headlines=(Link(text="仲夏时节话法治 开门纳谏听民声", href="05-16.html"),),
)
UNDATED = IssueCard(
    href="../undated/002.html",
    title="日期待考",
    note="日期待考，不早于2022年12月",
    page_count=1,
    article_count=1,
    size=2581,
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

FULL: tuple[View, ...] = (
    FrontView(
        site=SITE,
        head=HEAD,
        issue=ISSUE,
        pages=PAGES,
        lead=ARTICLE,
        seconds=(CARD, BARE_CARD),
        briefs=(BriefsView(page=PAGES[0], cards=(CARD, BARE_CARD)),),
        ways=(WaysView(title="地区", href="places/index.html", links=(PAGE,)),),
        slogans=FURNITURE[2:4],
        month=MONTH,
        recent=(ISSUE,),
        undated=(UNDATED,) * 6,
        undated_href="undated/index.html",
        archive_href="archive/index.html",
    ),
    ArchiveView(
        site=SITE,
        head=HEAD,
        title="往期",
        years=(YEAR,),
        undated=(UNDATED,),
        undated_href="../undated/index.html",
        undated_count=2,
        issue_count=3,
        latest=YEAR,
        spans=SPANS,
    ),
    ShelfView(
        site=SITE,
        head=HEAD,
        title="日期待考",
        issues=(UNDATED,),
        count=3,
        parts=(Link(text="2022年", href="index/2022.html", note="2"),),
    ),
    IssueView(
        site=SITE,
        head=HEAD,
        issue=ISSUE,
        pages=PAGES,
        month=MONTH,
        previous_issue=Link(text="2024年3月22日", href="../../../2024/03/22/index.html", note="6篇"),
        next_issue=Link(text="2025年7月4日", href="../../07/04/index.html"),
    ),
    PrintedPageView(
        site=SITE,
        head=HEAD,
        issue=ISSUE,
        label="05版",
        section="要闻",
        date_note="编者据版面内容推定",
        top=FURNITURE[:7],
        bottom=FURNITURE[7:],
        articles=ON_PAGE,
        bands=((Strip(5, 0, 1),), (Strip(2, 1, 3), Strip(3, 3, 4)), (Strip(1, 4, 6), Strip(4, 6, 7))),
        pages=PAGES,
        previous_page=Link(text="04版", href="04.html"),
        next_page=Link(text="06版", href="06.html"),
    ),
    ArticleView(
        site=SITE,
        head=HEAD,
        article=ARTICLE,
        contributors=(
            ContributorView(role="记者", name="金丽", href="../people/jin-li.html"),
            ContributorView(role="", name="赤峰市中级人民法院", href=""),
        ),
        issue=ISSUE,
        page=PAGE,
        date="2025年6月27日 星期五",
        date_iso="2025-06-27",
        date_note="编者据版面内容推定",
        previous_article=Link(text="仲夏时节话法治", href="05-16.html"),
        next_article=Link(text="锤炼政治品格", href="05-48.html"),
        previous_page=Link(text="04版", href="04.html"),
        next_page=Link(text="06版", href="06.html"),
        siblings=(CARD, BARE_CARD),
        related=(CARD, BARE_CARD),
        people=(Link(text="张伟", href="../people/zhang-wei.html", note="2"),),
        units=(Link(text="锡林郭勒盟中级人民法院", href="../units/x.html"),),
        places=(Link(text="锡林郭勒", href="../places/x.html"),),
        jump_target=Link(text="转入的文章", href="06-3.html"),
        continued_target=Link(text="上接的文章", href="01-9.html"),
        continuations=(),
        structured=('{"@type": "NewsArticle", "headline": "\\u003cb\\u003e"}', '{"@type": "BreadcrumbList"}'),
    ),
    IndexView(
        site=SITE,
        head=HEAD,
        kind="units",
        title="单位",
        groups=(
            *(
                IndexGroup(letter=letter, anchor=letter, links=(Link(text=f"{letter}法院", href="x.html", note="3"),))
                for letter in "ABCDEFG"
            ),
            IndexGroup(letter="H", anchor="H", href="index/h.html", count=300),
        ),
        count=50,
        letters=(Link(text="A", href="a.html", current=True), Link(text="B", href="b.html")),
    ),
    IndexView(
        site=SITE,
        head=HEAD,
        kind="people",
        title="人物",
        groups=(
            IndexGroup(
                letter="刘", anchor="liu", names=(NAME, replace(NAME, anchor="liuyang", href="b.html", headlines=()))
            ),
            IndexGroup(
                letter="A–G",
                anchor="a-g",
                names=(replace(NAME, anchor="liuan", href="b.html"),),
                href="a-g.html",
                count=1,
            ),
        ),
        count=3,
        span="刘 柳",
    ),
    IndexEntryView(
        site=SITE,
        head=HEAD,
        kind="people",
        title="张丽、张莉",
        entries=(
            EntryView(name="张丽", anchor="张丽", roles=("记者", "摄"), cards=(CARD, BARE_CARD)),
            EntryView(name="张莉", anchor="张莉", roles=(), cards=(BARE_CARD,)),
        ),
        count=300,
        span="2024年",
        spans=SPANS,
        divided=(SpanHeadlines(link=MONTH_LINK, headlines=(Link(text="新桥通车", href="a.html", note="张丽"),)),),
    ),
    SearchView(
        site=SITE,
        head=HEAD,
        scripts=("static/search/tokens.js", "static/search/page.js"),
        lunr="static/vendor/lunr.min.js",
        index="search/",
        root="",
        ways_in=(Link(text="往期", href="archive/index.html", note="5期"),),
        article_count=1234,
    ),
    NotFoundView(site=replace(SITE, home="/", static="/static/"), head=HEAD, ways_in=(Link(text="首页", href="/"),)),
    WithdrawnView(site=SITE, head=HEAD, ways_in=(Link(text="首页", href="index.html"),)),
    SubscribeView(
        site=SITE,
        head=HEAD,
        title="订阅",
        opml="feeds.opml",
        groups=tuple(
            FeedGroup(
                kind=kind, feeds=(FeedView(name="05版", count=5, address="https://a.b/c.xml", forms=FORMS),), count=9
            )
            for kind in ("whole", "digest", "added", "undated", "pages", "sections", "people", "units", "places")
        ),
        count=72,
    ),
)

BARE: tuple[View, ...] = (
    FrontView(
        site=BARE_SITE,
        head=BARE_HEAD,
        issue=UNDATED,
        pages=(),
        lead=None,
        seconds=(),
        briefs=(),
        ways=(),
        slogans=(),
        month=None,
        recent=(),
        undated=(),
        undated_href="",
        archive_href="archive/index.html",
    ),
    ArchiveView(
        site=BARE_SITE,
        head=BARE_HEAD,
        title="往期",
        years=(),
        undated=(),
        undated_href="",
        undated_count=0,
        issue_count=0,
    ),
    ShelfView(site=BARE_SITE, head=BARE_HEAD, title="日期待考", issues=(), count=0),
    IssueView(site=BARE_SITE, head=BARE_HEAD, issue=ISSUE, pages=(), month=None, previous_issue=None, next_issue=None),
    PrintedPageView(
        site=BARE_SITE,
        head=BARE_HEAD,
        issue=UNDATED,
        label="版次待考",
        section="",
        date_note="",
        top=(),
        bottom=(),
        articles=(PHOTO,),
        bands=ALONE,
        pages=(),
        previous_page=None,
        next_page=None,
    ),
    ArticleView(
        site=BARE_SITE,
        head=BARE_HEAD,
        article=PHOTO,
        contributors=(),
        issue=UNDATED,
        page=replace(PAGE, note=""),
        date="日期待考",
        date_iso="",
        date_note="",
        previous_article=None,
        next_article=None,
        previous_page=None,
        next_page=None,
        siblings=(),
        related=(),
        people=(),
        units=(),
        places=(),
        jump_target=None,
        continued_target=None,
        continuations=(),
        structured=(),
    ),
    IndexView(site=BARE_SITE, head=BARE_HEAD, kind="people", title="人物", groups=(), count=0),
    IndexEntryView(
        site=BARE_SITE,
        head=BARE_HEAD,
        kind="people",
        title="张丽",
        entries=(EntryView(name="张丽", anchor="张丽", roles=(), cards=(BARE_CARD,)),),
        count=1,
    ),
    SearchView(
        site=BARE_SITE,
        head=BARE_HEAD,
        scripts=(),
        lunr="lunr.js",
        index="index.js",
        root="",
        ways_in=(),
        article_count=0,
    ),
    NotFoundView(site=BARE_SITE, head=BARE_HEAD, ways_in=()),
    WithdrawnView(site=BARE_SITE, head=BARE_HEAD, ways_in=()),
    SubscribeView(site=BARE_SITE, head=BARE_HEAD, title="订阅", opml="feeds.opml", groups=(), count=0),
)


def view_of(kind: type) -> View:
    return next(view for view in FULL if type(view) is kind)


def named(view: View) -> str:
    return type(view).__name__
