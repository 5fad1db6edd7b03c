"""The printed habits of newspapers as patterns over canonical lines (half-width marks). Each names what it reads.

All patterns are anchored or bounded so that matching stays linear in the length of a line.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.text.words import HAN, INSTITUTION_END, MAKER, OUTLET, UNIT_ENDS

# Names in a byline are spaced: `赵  兵  沈童睿`, `李娇`, `古丽·阿不都`.
_NAMES = rf"[{HAN}·、,; ]{{2,120}}"

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)

# The first years of eras by which newspapers have counted the years of the common calendar.
ERAS = MappingProxyType(
    {"民国": 1912, "大同": 1932, "康德": 1934, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
)
# A day as folios print it: 2024年3月22日, 2024-03-22, 2022.01.03, 二〇二四年三月二十二日, 中华民国一一二年六月十三日,
# 昭和元年十二月三十日, 9 May 2023, May 9, 2023; 2 0 2 4年3月2 2日 where letters are spaced.
DAY = re.compile(
    r"(?P<year>\d(?: ?\d){3})\s{0,2}(?:年|[-./])\s{0,2}(?P<month>\d(?: ?\d)?)\s{0,2}(?:月|[-./])\s{0,2}"
    r"(?P<day>\d \d(?=\s?日)|\d{1,2})(?:\s{0,2}日)?"
    r"|(?P<han_year>[〇零○一二三四五六七八九]{4})年(?P<han_month>[一二三四五六七八九十]{1,3})月(?P<han_day>[一二三四五六七八九十廿卅]{1,3})日"
    rf"|(?:中华)?(?P<era>{'|'.join(ERAS)})\s?(?P<roc_year>\d{{1,3}}|元|[〇零○一二三四五六七八九十百]{{1,5}})\s?年"
    r"\s?(?P<roc_month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?P<roc_day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s?日"
    rf"|(?P<en_day>\d{{1,2}})(?:st|nd|rd|th)? (?P<en_month>{_MONTH}),? (?P<en_year>\d{{4}})"
    rf"|(?P<us_month>{_MONTH}) (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<us_year>\d{{4}})",
    re.I,
)
WEEKDAY = re.compile(
    r"(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])|(?P<planet>[月火水木金土日])曜日?|\b(?P<en_weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b"
)
# 7版, 05版, 第2版, 第二版, A3版, ③版, 版次:4, 第07版:要闻
PAGE_LABEL = re.compile(
    rf"第?\s?(?P<label>(?:(?<=第)|(?<=第\s)|(?<![{HAN}]))(?:[特增早晚夜副附]刊?|专刊?|画刊)\d{{1,3}}|(?<=第)号外"
    r"|[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])\s?版|版次?\s?[:：]?\s?(?P<after>[A-Z]{0,2}\d{1,3})"
    r"|\b[Pp](?:age|AGE|\.)\s?(?P<english>[A-Z]?\d{1,3})\b"
)

# 第4版:综合新闻 alone on a line
NUMBERED_SECTION = re.compile(
    rf"^(?:第?\s?(?:[A-Z]{{0,2}}\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?版\s{{0,2}}[:·]"
    rf"|第\s?(?:[A-Z]{{0,2}}\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?版\s)\s{{0,2}}[{HAN}]{{2,8}}$"
)
WAY = either("ways-to-reach", wide=4)
# 邮箱: …, 电话: (0471) …, 投稿邮箱, 热线, 网址, 地址, 邮编; an address or number must follow.
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
# An address or number must be there: 热线电话“转接难”,怎么办 is a headline
REACHABLE = re.compile(
    rf"\d{{5}}|(?<!\d)[\dx]{{3,4}}[ -][\dx]{{4}}(?![\dx])|\d{{4}}转\d"
    rf"|{EMAIL.pattern}|https?:|www\.|微[信博].{{0,4}}[:@]\s?\w",
    re.ASCII,
)
CONTACT = re.compile(
    rf"^(?:{EMAIL.pattern}|[{HAN}]{{0,6}}(?:{WAY})\s{{0,4}}:?\s{{0,4}}[(\w]"
    rf"|[{HAN}]{{2,8}}请?(?:拨打?|致电)\s{{0,2}}[\d(])",
    re.I,
)

# www.hewan.example, hewan.example.cn/news: an address on the web and nothing else, or behind whose it is
WEB = re.compile(r"^(?:https?://|www\.)?[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20}){1,3}(?:/\S{0,40})?$", re.I | re.ASCII)
WEB_OF = re.compile(rf"^[{HAN}]{{2,12}}:?\s{{0,2}}(?:https?://|www\.)\S")

# 社址:…, 总编室:1234567, 零售每份1.5元: what a newspaper says of itself, and nobody else does
IMPRINT = re.compile(rf"(?:^|\s)(?:{either('imprint')})(?:电话)?\s{{0,4}}(?::|(?=[\d(])|[{HAN}]{{0,3}}\d)")
# 地址:…, 邮编:…: how an imprint may begin, and any other address
IMPRINT_START = re.compile(rf"^(?:{either('imprint')}|{WAY}|编辑部|定价)(?:电话)?\s{{0,4}}[:\d(]")

# 河湾报社主办 国内统一刊号:…: who publishes stands before the rest
PUBLISHED = re.compile(rf"^[{HAN}、 ]{{2,30}}(?:主办|主管|承办|编印|出版)(?:\s|$)")

# What those are called who edit and make up a page.
_DESK = either("desk")
_BULLETS = "■□▪●○◎·◆◇▲△▼▽★☆※"  # in front of those who made a page, and between them
_BEFORE_DESK = rf"[{_BULLETS}]?\s?(?:本[版期]|[今本]日|[一二三四五六七八九十\dA-Z]{{1,3}}版|评论|文字|新闻|副刊|专题)?"
DESK_START = re.compile(rf"本版|{_BEFORE_DESK}(?:{_DESK})")
# 本版责编:…, 责任编辑:…, 版式设计:…, 校对:…
EDITORS = re.compile(rf"^(?:本版(?:记者|撰文|撰稿|采写|摄影)|{_BEFORE_DESK}(?:{_DESK}))\s{{0,4}}[:/|∣]\s{{0,4}}\S")
# 本版编辑 田 野, 编辑 吕 萍 | 校对 柳 青, 本版责编 田 野 电话 1234567: the same without colons; one label alone
# (编辑 手记) says nothing
EDITORS_BARE = re.compile(
    rf"^(?:{_BEFORE_DESK}(?:{_DESK})\s{{1,4}}[{HAN}]{{2,4}}\s{{1,4}}(?i:{WAY})\s?:?\s?[\w(][^。]{{4,60}}"
    rf"|[{_BULLETS}]?\s?(?:本[版期]|[今本]日)(?:{_DESK})(?:\s{{1,4}}(?:[{HAN}]{{2,4}}|[{HAN}]\s{{1,3}}[{HAN}])){{1,6}}"
    rf"(?:\s{{1,4}}(?i:{WAY})[^。]{{4,80}})?"
    rf"|{_BEFORE_DESK}(?:{_DESK})\s{{1,4}}[{HAN} ]{{2,12}}?[\s|,、{_BULLETS}]{{1,6}}"
    rf"(?:{_DESK}|题图|插图|刊头)\s{{1,4}}[{HAN}].{{0,60}})$"
)
# What nothing else is called by.
_DESK_ALONE = "|".join(["责编", *sorted(word for word in entries("desk") if len(word) > 3)])
# 责任编辑 田 野: one such label, and its names
EDITORS_ALONE = re.compile(rf"^(?:{_DESK_ALONE})(?:\s{{1,4}}(?:[{HAN}]{{2,4}}|[{HAN}]\s{{1,3}}[{HAN}])){{1,6}}$")
# 版式设计  田 野: one label and its names, beside another editors' line
EDITORS_BESIDE = re.compile(rf"^(?:{_DESK})(?:\s{{1,4}}(?:[{HAN}]{{2,4}}|[{HAN}]\s{{1,3}}[{HAN}])){{1,6}}$")
# 责任编辑林一舟版面编辑周青, 本版责编林一舟: what a converter leaves that drops all spaces; a `sure` label may be alone
EDITORS_TIGHT = re.compile(
    rf"^(?:(?P<sure>{_BEFORE_DESK}(?:{_DESK_ALONE})|(?:本[版期]|[今本]日)(?:{_DESK}))|{_BEFORE_DESK}(?:{_DESK}))"
    rf"(?P<name>[{HAN}]{{2,4}}?)(?P<more>(?:(?:{_DESK})[{HAN}]{{2,4}}?){{0,5}})$"
)
# 2019年8月25日 星期日 责任编辑 沈某  电话:…: behind the day of a folio, who made the page and how to reach the paper
DESK_IN_FOLIO = re.compile(rf"(?<=\s)(?:本[版期])?(?:{_DESK}|{WAY})\s{{0,4}}[:/\s]", re.I)

_AUTHOR = either("author-labels")
# 本报通讯员●李娇, 本报记者 赵 兵 沈童睿, 新华社记者 梅世雄 张勇健 解放军报记者 李兵正, □ 华 夏, ●张三, 作者:李四
# One class takes names and further labels alike, so that nothing is tried twice; `people` cuts them apart.
BYLINE = re.compile(
    rf"^(?:(?:{OUTLET})?\s{{0,4}}{MAKER}\s{{0,4}}[●○■□◎◆★☆:/]?[{HAN}·、,; ●○□:/]{{2,300}}"
    rf"|[□■●◎◆○◇]\s{{0,4}}(?:文/|图/|文图/)?{_NAMES}|(?:{_AUTHOR}|文[/、]?图|图[/、]?文|文|图|采访|摄影|统筹|编译)\s{{0,3}}[:/|●]\s{{0,3}}{_NAMES}"
    rf"(?:(?<=\s)(?:图|摄影)\s{{0,2}}[:/]\s{{0,2}}[{HAN}·、 ]{{2,40}})?)$"
)
# 文/图, 文、图/, 摄影/文 某某, 某某 文并摄: who made both
WRITTEN = re.compile(r"^(?:文[/、]?图|图[/、]?文)\s{0,3}[:/|●]|^摄影\s?[/、]\s?文|^.{0,40}文\s?[并/、]\s?摄$")
# 文 | 本刊记者 某某: who wrote the text, above who took its pictures
TEXT_BY = re.compile(r"^(?:文|文字|撰文|采写)\s{0,3}[:/|]")
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
# Staff Writer, Special to The Times: what an English byline says of its bearer, on a line below
BYLINE_TITLE = re.compile(
    r"^(?:(?:Of |For )?(?:The )?(?:[A-Z][A-Za-z-]{1,20}\s){0,3})?"
    r"(?:(?i:staff|senior|contributing|special|guest)\s){0,2}(?i:writer|reporter|correspondent|columnist|editor|staff)$"
    r"|^(?:Special to|For) (?:[Tt]he )?[A-Z][\w .]{2,30}$|^The Associated Press$"
)
OFFICE_BEHIND = re.compile(
    rf"(?:\s(?:{either('nameplate-ends')}))?\s(?:(?i:staff|senior|contributing|special|guest)\s)?"
    r"(?i:writer|reporter|correspondent)$"
)
# By Étienne Vance III, By Harold T. Finch, Jr.
BYLINE_ENGLISH = re.compile(
    rf"^[Bb][Yy]\s+{_CAPITAL}[\w.'’-]*(?:(?:,(?=\s[JS][Rr]\b))?\s+[\w.'’-]+){{0,5}}"
    rf"(?:\s+and\s+{_CAPITAL}[\w.' -]{{1,40}})?(?:,\s{_CAPITAL}[\w.' -]{{1,30}})?$"
)
# By our Industrial Correspondent, From a Staff Reporter
BYLINE_UNNAMED = re.compile(r"^(?:[Bb][Yy]|[Ff]rom)\s+(?:[Oo]ur|[Aa]n?)(?:\s[A-Z][a-z]+){1,3}$")
# 本报记者 alone: the names follow at the end of the article
BYLINE_BARE = re.compile(rf"^(?:{OUTLET}){MAKER}$")
# 方  圆: a name of two characters set as wide as one of three
SPACED_NAME = re.compile(rf"^[{HAN}]\s{{1,4}}[{HAN}]$")
# 主讲人:…, 讲述人:…, 口述:…: who speaks in the text below
_SPEAKERS = either("speakers")
SPEAKER = re.compile(rf"^(?:本期)?(?P<role>{_SPEAKERS})\s{{0,3}}:\s{{0,3}}(?P<who>\S.{{1,300}})$")
# 对话人: alone, above a line for each: 李  明  本报评论员
SPEAKERS_HEAD = re.compile(rf"^(?:本期)?(?:{_SPEAKERS})\s{{0,3}}:$")
SPEAKER_IN_LIST = re.compile(
    rf"^(?P<name>[{HAN}]\s{{1,3}}[{HAN}]|[{HAN}·]{{2,8}})\s{{1,4}}(?P<office>[^。!?:\s][^。!?:]{{2,40}})$"
)
# 某某公司负责人: a writer of a letter who signs with an office
SIGNED_AS = re.compile(rf"^[{HAN}()·]{{3,30}}(?:{either('readers')}|代表)$")
# 河湾县云岭镇  李小满, 山东济南  李小满, 河湾县云岭镇村民  李小满: where a reader writes from, and the name;
# 某省某研究院研究员  李小满: what a scholar signs with
_WHOSE = either("readers", "professions", "offices")
PLACED_NAME = re.compile(
    rf"^(?:[{HAN}\d]{{1,14}}[省市县区镇乡村旗州盟场校学厂局院站所队社团段矿班连营旅]|(?:{either('provinces')})[{HAN}]{{0,6}}"
    rf"|[{HAN}()· ]{{0,24}}(?:{_WHOSE})|[{HAN}]{{0,16}}\d{{2,4}}级[{HAN}\d()]{{0,10}})"  # 河湾学院2019级2班  李小满
    rf"\s{{1,4}}(?P<name>[{HAN}]{{2,4}}?|[{HAN}]\s{{1,3}}[{HAN}])(?:等(?:[{HAN}\d]{{1,3}}人)?)?$"
)
MAKER_LABEL = re.compile(rf"(?:{OUTLET})?\s{{0,4}}{MAKER}")

# 6月15日, 二十六日, 一九七二年十月十一日: the day of a dateline
DATELINE_DAY = (
    r"(?:(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)?"
    r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日"
)
_OURS = "本报|本刊|本网|本台|本社"
_WIRED = "[专急特]?(?:电|讯)"
# 赤峰讯, 锡林郭勒讯: a place and 讯, set off by space, bracket or quotation mark; 本报讯 by nothing.
DATELINE_BRIEF = re.compile(rf"^(?:(?P<place>[{HAN}]{{2,8}}?)讯(?=[\s(“‘《\"\d])|(?:{_OURS})讯)")
# 【本报讯】, (本报讯), 【本报消息】, 【路透社河湾四日电】, (本报河湾九日急讯): the same set in brackets
DATELINE_BRACKET = re.compile(
    rf"^[【\[(](?:(?:{_OURS})消息|(?:{_OURS}|[{HAN}]{{1,8}})讯"
    rf"|[{HAN}·]{{2,16}}?{DATELINE_DAY}[{HAN}]{{0,6}}?{_WIRED})\s?[】\])]"
)
BYLINE_BRACKET = re.compile(
    rf"^[【\[(](?:{OUTLET})?\s{{0,2}}(?:{MAKER}|[{HAN}]{{2,4}}中心)[{HAN}·、,/ ]{{1,40}}(?:报导|报道)[】\])]"
)
DATELINE_BOLD = re.compile(rf"^(?P<place>[{HAN}·]{{2,10}})讯$")
# 新华社北京6月15日电, 据新华社金沙萨7月12日电, 本报北京27日专电, 本报赤峰3月22日讯; without a day 本报武汉电 (记者…)
DATELINE_WIRE = re.compile(
    rf"^据?(?:{OUTLET})(?P<place>[{HAN}·]{{0,12}}?)(?:{DATELINE_DAY}(?:凌晨|晨|上午|下午|晚|夜)?{_WIRED}|电(?=[\s(]|$))"
)
# (记者 金丽), (记者吴丹、李四) run in after the dateline
BYLINE_RUN_IN = re.compile(rf"^\s{{0,4}}\((?:{OUTLET})?\s{{0,2}}{MAKER}[^()]{{1,80}}\)")

# 楊美惠(台東市/退休教師): where or what a writer is, behind the name
BEHIND_NAME = re.compile(rf"(?<=[{HAN}])\([^()]{{2,20}}\)$")
# (赤峰市中级人民法院供稿), (王新鹏), (记者张莹), (贺先强、张莹参与采写), (作者为……): a bracket that closes an article
CREDIT = re.compile(r"\((?P<inside>(?:[^()]|\([^()]{0,40}\)){2,160})\)$")
SUPPLIED = re.compile(rf"^(?P<who>.{{2,60}}?)\s{{0,4}}(?P<role>{either('picture-credits', 'text-credits')}|文|图)$")
AUTHOR_NOTE = re.compile(r"^(?:新闻)?线索(?:提供|来源)|^(?:本文|本报)?作者(?:为|系|单位|:)|参与采写$|对本文亦?有贡献$")
# 线索提供 吴先生 奖励50元: who called the paper's hotline
TIP = re.compile(r"^\(?(?:新闻|报料)?线索(?:提供|来源)者?\s{0,4}[: ]\s{0,4}[^。]{2,30}$")
# (新华社北京6月15日电), (据新华社电), (本报北京8月9日电  记者…), (摘编自《…》,原题为《…》): where the text comes from
SOURCE_NOTE = re.compile(
    rf"^据?(?:{OUTLET})[^。]{{0,80}}(?:电|讯|报道)|^据[^。]{{2,40}}(?:电|报道|消息)$|^(?:摘编|摘|选|转载|原载)[自于]"
)

# 周  河文, 文 李四: who wrote the words beside a picture, apart from who took it
TEXT_CREDIT = re.compile(
    rf"^(?:(?P<name>[{HAN}]\s{{1,3}}[{HAN}]|[{HAN}]{{2,3}}\s{{1,3}})文"
    rf"|文\s{{0,2}}[/:]\s{{0,2}}(?P<after>[{HAN} ]{{2,5}}))$"
)

# 图①:…, 图① 渡河。…, 图为…, 数据来源:…, 扫描二维码…: lines that only pictures and charts have
CAPTION_START = re.compile(
    r"^[▲△▼▶◀►◄↑↓←→]?\s{0,2}(?:[上下左右]?图[①-⑳\d一二三四五六七八九十]{1,2}\s{0,2}[:.、为]|图(?:[①-⑳]\s{0,2}|[\d一二三四五六七八九十]{1,2}\s{1,2})(?![\s所中和与至及、])|[上下左右中大小]{0,2}图为|(?:数据|资料|图片|视频)来源\s?:|扫描二维码"
    rf"|(?:[上下左右本题]图|图片?[说說]明)\s{{0,2}}:|图片?\s{{0,2}}[:/|][^。]{{6,100}}。|(?:视频|更多|相关|详细)[{HAN}]{{0,4}}请看|[{HAN}·]{{2,8}}近照(?:[,。]|$))"
)
# ▲老匠人在工作。, ▼…。 (记者某某摄): a mark that points from the caption to the picture
POINTER = re.compile(r"^(?P<mark>[▲△▼▽◀▶◄►←→↑↓])\s{0,3}[^。!?]{4,60}。?\s{0,4}(?:\([^()]{2,20}摄\))?$")
# 中国画《荷》,作者周大河,…: a work of art, reproduced on the page
ARTWORK = re.compile(
    rf"^[{HAN}]{{0,4}}(?:{either('arts')}|摄影)"
    rf"(?:作品)?\s{{0,2}}(?P<title>《[^《》]{{1,30}}》)(?:[^。]{{0,20}}?作者[:为]?\s{{0,2}}(?P<maker>[{HAN}·]{{2,6}}))?[^。]{{0,30}}。?$"
)

# —— or -- or ― at the start: a deck (——某市开展活动纪实) or who said a slogan (——某某书记)
DASH_START = re.compile(r"^(?:——|--|―{1,2}|—)\s{0,2}(?=\S)")
# The speaker's office before the name: what makes a dash line an attribution, not a deck
OFFICE = re.compile(
    rf"(?:{either('offices', 'professions')})\s{{0,4}}"
    rf"[{HAN}]\s{{0,4}}(?:[{HAN}]{{1,3}}|[{HAN}]{{0,6}}·[{HAN}·]{{1,8}})$"
)

# 征  集, 欢迎赐稿, 征稿启事: the newspaper asks its readers to write
INVITATION = re.compile(
    r"^(?:欢迎)?(?:征\s{0,4}集|征\s{0,4}稿|约\s{0,4}稿|赐\s{0,4}稿|投\s{0,4}稿|来\s{0,4}稿)(?:启事|须知|说明)?$"
)
# 要闻 / 4, A05: the page's number alone on a line at its top
PAGE_NUMBER = re.compile(r"^(?P<number>\d{1,2}|[A-Z]{1,2}\d{1,2})$")
# 5  法院, 要闻  02, A07 社会·民生: the same with the page's name
PAGE_AND_NAME = re.compile(
    rf"^(?:(?P<number>[A-Z]?\d{{1,2}})\s{{1,4}}(?P<name>[{HAN}]{{2,6}}(?:[· ][{HAN}]{{2,6}}){{0,2}})"
    rf"|(?P<before>[{HAN}]{{2,6}}(?:·[{HAN}]{{2,6}})?)\s{{1,4}}(?P<behind>[A-Z]?\d{{1,2}}))$"
)
# 03版, 第2版:要闻, 三版 综合, 版次:4: the same with 版
NUMBERED_PAGE = re.compile(
    rf"^(?:(?:第\s?)?(?:[A-Z]{{0,2}}\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s?版(?:\s{{0,2}}[:·]?\s{{0,2}}[{HAN}]{{2,8}})?"
    rf"|[{HAN}]{{2,6}}\s{{1,4}}第?(?:[A-Z]{{0,2}}\d{{1,3}}|[一二三四五六七八九十]{{1,3}})版"  # 养生 第5版
    rf"|版次?\s?[:]?\s?[A-Z]{{0,2}}\d{{1,3}})$"
)
# 国内统一连续出版物号 CN15-0001, 邮发代号:15-1, 代号 15-1, CN 11-0001: what registers a newspaper
_REGISTERED_AS = r"[A-Z]{0,4}\s?\d[\d—-]{0,11}(?:/[A-Z()]{1,4})?"
REGISTERED = re.compile(
    r"(?:国[内外]统一(?:连续出版物号|刊号)|(?:国内)?连续出版物号|国[内外]刊号|邮发代号|国外(?:发行)?代号)"
    rf"(?:\s?:?\s?{_REGISTERED_AS})?|(?:刊号|代号)\s?:?\s?{_REGISTERED_AS}"
    r"|\b(?:CN|ISSN)\s?\d{2,4}[—-]\d{3,4}(?:/[A-Z()]{1,4})?"
)
# 第26453号 今日12版, and the same at the beginning of a line
REGISTRATION = re.compile(rf"^(?:总?第\s?\d{{1,6}}\s?[期号]|今日\s?\d{{1,3}}\s?版|ISSN|{REGISTERED.pattern})")
NUMBER_OF_PAGES = re.compile(r"(?:今日|本期|共)\s?(?:共|出)?\s?[\d一二三四五六七八九十]{1,3}\s?版")
# 案情简介, 法院审理, 法官说法: what courts and others head the parts of a case with
PART_LABEL = re.compile(
    r"^(?:基本)?案情(?:简介|回顾)?$|^(?:法院|法庭)审理$|^(?:裁判|审理|处理|判决)(?:结果|要旨|理由)$|^(?:法官|律师|专家|检察官)(?:说法|提醒|点评|寄语|建议)$"
    r"|^(?:典型意义|法条链接|相关链接|新闻链接|链接|延伸阅读|记者手记|编后|编者按|案例点评)$"
)
# 江城晚报      A06 都市, 体育新闻  8: the page's number, and its name, beside the newspaper's
NUMBER_IN_NAMEPLATE = re.compile(
    rf"\s(?P<number>[A-Z]{{1,2}}\d{{1,2}}|\d{{2}}|(?<=\s\s)\d|[①-⑳])(?:\s{{1,4}}[{HAN}]{{2,6}})?$"
)
# 农历癸卯年闰二月廿八, 癸卯年七月初二, 农历二月十三: the day by the old calendar
_SIGNS = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
LUNAR_DAY = re.compile(
    rf"(?:(?:农历|夏历|阴历|旧历)(?=\s?[甲乙丙丁戊己庚辛壬癸\d闰正一二三四五六七八九十冬腊])\s?(?:{_SIGNS}年?)?|{_SIGNS}年)\s?"
    r"(?:闰?(?:\d{1,2}|[正一二三四五六七八九十冬腊]{1,2})月(?:[大小]|(?:初|廿)?[一二三四五六七八九十]{0,3}日?|\d{1,2}日?)?)?"
)
# ------, ***, ====, ———: a rule that a converter has drawn
SEPARATOR = re.compile(r"^(?:[-=_*~#· —–―]{3,}|[◆◇■□●○★☆▲△※＊─━ ]{2,})$")
# A, l, |, ·, ~: a letter or a mark that the converter has seen in a rule, a picture or a speck on the paper
STRAY = re.compile(r"^(?:[A-Za-z]|[^\w\s]{1,2})$")
# ▲8月14日,…: a brief of a row that stands under one head
BULLET = re.compile(r"^[▲△●■◆★▶►○□◇☆▪•·]\s{0,3}(?=\S{2})")
# 2023年2月15日 alone below the body that signs a notice
DAY_ALONE = re.compile(rf"^(?:{DAY.pattern})$", re.I)
# 十月一日, 8月25日于河湾 alone below who wrote a letter
DAY_OF_YEAR_ALONE = re.compile(
    rf"^(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:\d{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}})日(?:[晨夜晚]|[于於][{HAN}]{{2,8}})?$"
)
SIGNING = re.compile(rf"^[{HAN}()· ]{{2,40}}(?:{INSTITUTION_END}|[{UNIT_ENDS}])$")
# 联系人:…, 联系电话:…, 三、报名时间:…: lines of a notice that end without a stop
SMALL_PRINT = re.compile(rf"^(?:[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[.、]\s?)?[{HAN}]{{2,10}}:\s?\S")
# 遗失声明, 拍卖公告, 招聘启事: what a notice is headed; 广告: how an advertisement is marked
NOTICE_HEAD = re.compile(
    r"(?:(?<!发布)(?<!发出)(?<!特此)(?:公告|通告|公示)|启\s{0,4}事|讣\s{0,4}告"
    r"|(?:遗失|作废|注销|挂失|减资|清算|郑重|严正)声明"  # 两国联合声明 is news
    r"|^(?:公\s{1,4}告|通\s{1,4}告|声\s{0,4}明|敬\s{0,4}告|更\s{0,4}正|致\s{0,4}歉))$"
)
# 特此公告: the last words of a notice
NOTICE_END = re.compile(r"^特此(?:公告|通告|公示|声明|通知|告知|启事|更正|说明)[。!]?$")
ADVERTISEMENT_HEAD = re.compile(
    r"^[·\s*-]{0,4}(?:广\s*告|广而告之|公益广告|advertisements?|anzeigen?|реклама|publicité|publicidade?|pubblicità"
    r"|quảng cáo|iklan|reklama|reklam|annons|annonce|inzerce)[·\s*-]{0,4}$",
    re.I,
)
# 编辑同志:, 编辑部: how a reader's letter opens
LETTER_OPENING = re.compile(r"^(?:尊敬的)?(?:编辑|记者|报社|编辑部|主编)(?:同志|先生|老师|女士)?(?:们)?\s?:")
# 下转第3版, (下转4版, 紧接第二版: brackets may be broken; 上接第1版, (上接A1版)
# (See BRIDGE, Page A6), Continued on Page Four, Column Three, FROM B1; ▶▶详见A4版, >>>3版
_ENGLISH_PAGE = (
    r"(?:(?:[Pp]age|PAGE) (?:[A-Z]?\d{1,3}|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)\b)"
    r"|(?:the )?[Bb]ack [Pp]age)(?:, (?:[Cc]olumn|[Cc]ol\.) \w{1,6})?\.?"
)
_SECTION_PAGE = r"[A-F]\d{1,2}"
_ENGLISH_JUMP = rf"\(?(?:See|Continued on|Turn to)\s(?:[A-Z][\w ,'-]{{0,40}}?\s)?(?:{_ENGLISH_PAGE}|{_SECTION_PAGE})\)?"
_ENGLISH_FROM = (
    rf"\(?(?:[A-Z][\w'-]{{1,20}}[,:]? )?(?:[Cc]ontinued )?(?:[Ff]rom|FROM) {_ENGLISH_PAGE}\)?|FROM [A-Z]\d{{1,2}}$"
    rf"|[A-Z][\w' -]{{1,24}}[,:] (?:[Ff]rom|FROM) {_SECTION_PAGE}\)?$"
)
_JUMP_PAGE = r"\s?第?\s?[A-Z]?[\d一二三四五六七八九十①-⑳]{1,3}(?:、第?[\d一二三四五六七八九十]{1,3})?\s?版\s?[)\]】]?"
_ARROWS = r"[▶▷►▸→>»]{1,4}"
_POINTS_ON = rf"{_ARROWS}\s?(?:下?转|详?见)?{_JUMP_PAGE}"
_SEE = r"(?:更多[^。]{2,6}|详|请)见"
JUMP_TO = re.compile(
    rf"(?:[(\[【]?\s?(?:(?:下转|紧接|转|{_SEE}){_JUMP_PAGE}[①-⑳]?|(?:{_SEE}|下转)\s?[A-Z]\d{{1,2}}[)\]】]?)|{_POINTS_ON}|{_ENGLISH_JUMP})$"
)
JUMP_AT_END = re.compile(rf"(?:(?:[(\[【]\s?(?:下转|紧接|转)|\s?下转){_JUMP_PAGE}|{_ENGLISH_JUMP})$")
CONTINUED_FROM = re.compile(rf"^(?:[(\[【]?\s?上接{_JUMP_PAGE}|{_ENGLISH_FROM})")

# 1 以党建带队建, 一、…, (一)…, 第一章: how numbered subheadings begin
NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\s{1,4}|[.、]\s{0,2})(?=\D)|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十百]{1,4}[章节条编])"
)
# 一、…, (一)…, 第一章: what only the first part of a text begins with; `1 以…` may begin a headline
PART_NUMBER = re.compile(r"^(?:一、|\(一\)|第一[章节条编]|1[.、]\s{0,2}(?=\D))")
# 某某联合声明, 某某条例: a document printed in full, which begins 一、… or 第一条
DOCUMENT = re.compile(
    r"(?:声明|公报|宣言|条例|办法|细则|决定|公约|协定|议定书|意见|通知|规定|章程|方案|纲要)(?:\((?:全文|草案|试行)\))?$"
)
DOCUMENT_START = re.compile(r"^(?:一、|第一[章条编]|\(一\)|1[.、])")
# (经济新方位·聚焦假期消费): the series tag that closes a headline
SERIES = re.compile(r"\((?P<name>[^()]{2,24})\)$")

# 各地短讯, 国内短讯: the name over a collection of briefs
COLLECTION_NAME = re.compile(rf"^[{HAN}]{{2,8}}$")
# An institution's name and nothing else, brackets allowed: 某某党校(行政学院)校务委员会
UNIT_ALONE = re.compile(rf"^[{HAN}()·]{{4,40}}(?:{INSTITUTION_END})$")

NAMEPLATE_END = re.compile(rf"(?:{either('nameplate-ends')})$", re.I)
STANDING_HEAD_END = re.compile(rf"(?:{either('standing-head-ends')})$")
PUBLISHER = re.compile(
    rf"^[{HAN}·、 ]{{2,40}}(?:(?:{INSTITUTION_END})(?:\s{{0,2}}(?P<does>(?:主办|主管|协办|承办|编|合办|出版){{1,2}}))?"
    r"|(?P<organ>机关报))$"
)
