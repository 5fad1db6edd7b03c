"""How a newspaper's own facts are worded: dates, page numbers, the names of its lists; in the language of the edition.

Interface words of a theme are its own (`i18n/`); these are the words that stand in views.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.newspaper import Correction, Page

ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Format strings of one language: `{y}`, `{m}`, `{d}`, `{w}` are year, month, day and weekday."""

    day: str
    day_long: str
    month: str
    month_alone: str  # below its year
    year: str
    weekdays: tuple[str, ...]
    approximate: str
    uncertain: str
    undated: str
    not_before: str
    page: str
    no_page: str
    untitled: str
    count: str
    between: str
    beside: str  # between a day and its edition
    front: str
    archive: str
    shelf: str
    people: str
    units: str
    places: str
    search: str
    not_found: str
    withdrawn: str
    offline: str
    named: str
    correction: str
    correction_name: str
    note: str
    subscribe: str
    feed_of: str
    feed_whole: str
    feed_digest: str
    feed_added: str
    cite_others: str  # in place of further authors
    cite_page: str
    cite_accessed: str
    cite_undated: str
    forms: Mapping[str, str]  # in which articles and issues may be taken away
    taken_contents: str
    taken_search: str
    taken_found: str
    taken_site: str
    taken_cover: str
    taken_pages: str
    taken_summary: str
    taken_issues: str
    taken_all: str
    llms_about: str
    llms_all: str
    editions: Mapping[str, str]  # of a day, where they are not said as printed
    roles: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({})
    )  # of contributors, where they are not said as printed


CHINESE = Wording(
    day="{y}年{m}月{d}日",
    day_long="{y}年{m}月{d}日 {w}",
    month="{y}年{m}月",
    month_alone="{m}月",
    year="{y}年",
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    approximate="约{when}",
    uncertain="{when}（存疑）",
    undated="日期待考",
    not_before="日期待考，不早于{when}",
    page="{label}版",
    no_page="版次待考",
    untitled="无题",
    count="{n}篇",
    between="，",
    beside=" ",
    front="首页",
    archive="往期",
    shelf="日期待考",
    people="人物",
    units="单位",
    places="地区",
    search="检索",
    not_found="找不到这一页",
    withdrawn="已撤下",
    offline="没有连上网络",
    named="见报",
    correction_name="更正",
    subscribe="订阅",
    feed_of="{paper} · {name}",
    feed_whole="全部文章",
    feed_digest="每期目录",
    feed_added="新上线的旧报",
    correction="更正（{day}）：“{before}”应为“{after}”。",
    note="说明：{note}",
    cite_others="等",
    cite_page="（{page}）",
    cite_accessed="引用日期",
    cite_undated="日期不详",
    forms=MappingProxyType(
        {
            "markdown": "Markdown",
            "text": "纯文本",
            "json": "JSON",
            "ninjs": "ninjs",
            "epub": "EPUB 电子书",
            "html": "单个网页文件",
        }
    ),
    taken_contents="目录",
    taken_search="在本期内检索",
    taken_found="{n} 篇",
    taken_site="网上原文",
    taken_cover="封面",
    taken_pages="版次",
    taken_summary="全文可读可朗读，按版次和文章编有目录，图片有替代文字。",
    taken_issues="{n}期",
    taken_all="全部各期（OPDS）",
    llms_about=(
        "《{paper}》数字版：由印刷版面的识别文字编成，识别所得一字不漏。"
        "每篇文章都有 Markdown 版，文件头写明日期、版次和网上原文的地址。"
    ),
    llms_all="全部文章",
    editions=MappingProxyType({"早": "早版", "午": "午版", "晚": "晚版", "夜": "夜版"}),
)
ENGLISH = Wording(
    day="{d} {month} {y}",
    day_long="{w}, {d} {month} {y}",
    month="{month} {y}",
    month_alone="{month:.3}",
    year="{y}",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    approximate="about {when}",
    uncertain="{when}, uncertain",
    undated="undated",
    not_before="undated, not before {when}",
    page="page {label}",
    no_page="page unknown",
    untitled="Untitled",
    count="{n} articles",
    between=", ",
    beside=", ",
    front="Front page",
    archive="Archive",
    shelf="Undated",
    people="People",
    units="Institutions",
    places="Places",
    search="Search",
    not_found="Page not found",
    withdrawn="Withdrawn",
    offline="You are offline",
    named="named",
    correction_name="Correction",
    subscribe="Subscribe",
    feed_of="{paper}: {name}",
    feed_whole="All articles",
    feed_digest="Contents of each issue",
    feed_added="Old issues newly put up",
    correction="Correction ({day}): “{before}” should read “{after}”.",
    note=" {note}",
    cite_others="et al.",
    cite_page="({page})",
    cite_accessed="accessed",
    cite_undated="n.d.",
    forms=MappingProxyType(
        {
            "markdown": "Markdown",
            "text": "Plain text",
            "json": "JSON",
            "ninjs": "ninjs",
            "epub": "EPUB",
            "html": "One web file",
        }
    ),
    taken_contents="Contents",
    taken_search="Search this issue",
    taken_found="{n} articles",
    taken_site="On the site",
    taken_cover="Cover",
    taken_pages="Printed pages",
    taken_summary="All of it is text, with contents by printed page and article; pictures are described.",
    taken_issues="{n} issues",
    taken_all="All issues (OPDS)",
    llms_about=(
        "The digital edition of {paper}: the text of its printed pages, as far as it was recognized, without a letter "
        "lost. Each article is there as Markdown, headed by its day, its page and its address on the site."
    ),
    llms_all="All articles",
    editions=MappingProxyType(
        {
            "早": "morning edition",
            "午": "noon edition",
            "晚": "evening edition",
            "夜": "night edition",
            "号外": "extra",
        }
    ),
    roles=MappingProxyType({"作者": "Author", "文": "Text", "图": "Pictures", "摄": "Photograph"}),
)


def wording(language: str) -> Wording:
    """Returns the words of a language (BCP 47); English for any that is not Chinese."""
    return CHINESE if language.split("-")[0].lower() == "zh" else ENGLISH


def day_text(words: Wording, day: date) -> str:
    """Returns a day: 2025年6月27日."""
    return words.day.format(y=day.year, m=day.month, d=day.day, month=ENGLISH_MONTHS[day.month - 1])


def long_day_text(words: Wording, day: date) -> str:
    """Returns a day with its weekday: 2025年6月27日 星期五."""
    weekday = words.weekdays[day.weekday()]
    return words.day_long.format(y=day.year, m=day.month, d=day.day, month=ENGLISH_MONTHS[day.month - 1], w=weekday)


def edition_text(words: Wording, edition: str) -> str:
    """Returns an edition of a day as set: 晚版; "" for the usual one."""
    return words.editions.get(edition, edition)


def issue_text(words: Wording, day: date, edition: str, *, long: bool = False) -> str:
    """Returns the name of an issue: its day, with the weekday where it is `long`, and the edition where it has one."""
    name = long_day_text(words, day) if long else day_text(words, day)
    return f"{name}{words.beside}{edition_text(words, edition)}" if edition else name


def month_text(words: Wording, year: int, month: int) -> str:
    """Returns a month: 2025年6月."""
    return words.month.format(y=year, m=month, month=ENGLISH_MONTHS[month - 1])


def month_alone_text(words: Wording, month: int) -> str:
    """Returns a month where its year is said already: 6月."""
    return words.month_alone.format(m=month, month=ENGLISH_MONTHS[month - 1])


def edtf_text(words: Wording, when: EdtfDate) -> str:
    """Returns an uncertain date: 约2021年, 2022年12月."""
    if when.day:
        text = day_text(words, date(when.year, when.month, when.day))
    elif when.month:
        text = month_text(words, when.year, when.month)
    else:
        text = words.year.format(y=when.year)
    if when.qualifier in ("~", "%"):
        text = words.approximate.format(when=text)
    return words.uncertain.format(when=text) if when.qualifier in ("?", "%") else text


def date_text(words: Wording, when: PageDate, *, long: bool = False) -> str:
    """Returns a page's date as it is known: a day, an uncertain date, or 日期待考 with the evidence."""
    if when.exact is not None:
        return long_day_text(words, when.exact) if long else day_text(words, when.exact)
    if when.when is not None:
        return edtf_text(words, when.when)
    if when.not_before:
        year, month = when.not_before.split("-")
        return words.not_before.format(when=month_text(words, int(year), int(month)))
    return words.undated


def printed_text(words: Wording, page: Page, *, long: bool = False) -> str:
    """Returns when a page was printed as far as it is known, and in which edition of that day."""
    text = date_text(words, page.date, long=long)
    edition = page.edition if page.date.exact is not None else ""
    return f"{text}{words.beside}{edition_text(words, edition)}" if edition else text


def page_text(words: Wording, label: str) -> str:
    """Returns a page's number as set: 05版."""
    return words.page.format(label=number_text(label)) if label else words.no_page


def role_text(words: Wording, role: str) -> str:
    """Returns the role of a contributor: as printed, unless the reading of bylines has named it in Chinese."""
    return words.roles.get(role, role)


def number_text(label: str) -> str:
    """Returns a page's number alone: 05."""
    return label.zfill(2) if label.isdecimal() else label or "?"


def correction_text(words: Wording, correction: Correction) -> str:
    """Returns a public correction in a sentence, with the editor's note: 更正（2023年5月6日）：“320米”应为“302米”。"""
    day = day_text(words, correction.day)
    text = words.correction.format(day=day, before=correction.before, after=correction.after)
    return text + (words.note.format(note=correction.note) if correction.note else "")
