"""Patterns of who made a picture: on a line of its own, or on one with the caption."""

from __future__ import annotations

import re

from sitegen.reading.lexicon.load import either
from sitegen.reading.text.words import HAN, INSTITUTION_END, MAKER, OUTLET

# 齐翰文 摄, 崔翼摄, 方  圆摄(某某图片社), 新华社记者 李 远摄, 资料图片, 某单位供图: who made a picture
_SHOT_BY = either("picture-credits")
# 郁金摄, 郁金/摄, 郁金/画; 郁金 文/图 made the text as well
_MADE = rf"(?:(?:(?<!文)/\s?)?(?:{_SHOT_BY}|图)|(?<!文)/\s?画)"
# 视觉中国供图, 新华社/法新
_AGENCY = rf"(?:(?:{OUTLET})/)?(?:{either('picture-agencies', wide=1)})(?:供图|图片)?"
_SHOT = rf"(?:(?:{OUTLET})?\s{{0,4}}(?:{MAKER})?\s{{0,4}})?"
# 摄影 / 郁金, 摄影:宋扬(新闻2020级), 图/社区发展协会提供
_SHOT_BEHIND = (
    rf"(?:摄影?|图[/、]?文|图片?)\s{{0,2}}[:/|]\s{{0,2}}(?!(?:{OUTLET})?\s{{0,2}}{MAKER})(?:[{HAN}]{{2,20}}提供"
    rf"|[{HAN}·、 ]{{2,16}}(?:\([^()]{{2,20}}\))?)"
)
# 新华社发(李 远摄), 新华社发: a picture that an agency sends out; 漫画:李远, 本版插图 李远: what was drawn, and by whom
_SENT = rf"(?:{OUTLET})发\s{{0,2}}(?:\([^()]{{2,20}}\)|(?:[{HAN}·、 ]{{2,20}}摄)?)"
_DRAWN = (
    rf"(?:本版|本文)?(?P<art>{either('arts', 'picture-labels')})(?:\s{{0,2}}[:/]\s{{0,2}}|\s{{1,4}})"
    rf"(?P<artist>[{HAN}]{{2,3}}|[{HAN}]\s{{1,3}}[{HAN}])"
)
SENT = re.compile(rf"^(?:{OUTLET})发\s{{0,2}}(?=\(|$|[{HAN}·、 ]{{2,20}}摄)")
DRAWN = re.compile(rf"^{_DRAWN}$")
PHOTO_CREDIT = re.compile(
    rf"^(?:{_SENT}|{_DRAWN}|{_SHOT_BEHIND}|{_SHOT}(?P<who>[{HAN}· 、]{{2,40}}?)\s{{0,4}}{_MADE}"
    rf"(?:\s{{0,2}}[(/][^()]{{2,20}}\)?)?(?:[,;][^。,]{{2,20}})?"
    rf"|(?:Photos?|Photographs?|Pictures?|Illustration) (?:by|courtesy of) [A-Z][\w .,'/-]{{2,60}}"
    rf"|\(?(?:(?:本[报刊])?资料(?:图片|照片|图|片)|(?:视频|网络)截图|{_AGENCY})\)?|图片?由[{HAN}]{{2,20}}提供"
    rf"|(?:受访者|受访人|采访对象|本人|作者|家属|[{HAN}]{{2,16}}(?:{INSTITUTION_END}))提供(?:图片|照片)?"
    rf"(?:[,;][^。,]{{2,20}})?"
    rf"|(?:以上|本版|上述)?(?:图片|照片|图|题图)(?:均)?(?:为|由|:)[^。]{{2,40}}(?:摄|提供|供图|制作|资料)[^。]{{0,12}})$"
)
# 某社提供, 洪老师提供
_GIVERS = f"者|馆|社|局|院|队|会|所|站|厂|公司|学校|老师|先生|女士|家属|本人|{INSTITUTION_END}"
_GIVEN = rf"[{HAN}]{{1,12}}(?:{_GIVERS})提供"
_SPACED = rf"[{HAN}]\s{{1,3}}[{HAN}](?:\s{{1,3}}[{HAN}])?"
_NAME = rf"(?:[{HAN}]{{2,3}}|{_SPACED})"
# (资料图片), (法新社照片), (本报摄影队), (图/小叶), (小叶/图), (李小满摄), (洪老师提供)
_IN_BRACKETS = (
    r"\((?:[^()]{0,12}(?:图片|照片|资料图|摄影队|供图|/图)|图[/:]\s?[^()]{2,12}"
    rf"|[{HAN}]{{2,4}}摄|{_GIVEN})\)"
)
# 开展党史学习教育活动。 崔翼摄: a caption with its credit on one line
CAPTION = re.compile(
    rf"^(?P<text>.{{4,200}}[。!?”)])\s{{0,6}}(?P<credit>{_SHOT}"
    rf"(?P<who>[{HAN}·、]{{2,12}}(?:\s{{1,2}}[{HAN}·]{{2,4}}){{0,2}}|{_SPACED})\s{{0,4}}"
    rf"(?:{MAKER}\s{{0,4}}(?:[{HAN}·、]{{2,12}}|{_SPACED})\s{{0,4}})?"
    rf"(?:/\s?)?(?:{_SHOT_BY})(?:\s{{0,2}}\([^()]{{2,20}}\))?|{_SHOT_BEHIND}|{_SENT}|{_IN_BRACKETS}"
    rf"|{_GIVEN}|[A-Z]{{2,5}}(?:/图|供图)|图片来源:[^。]{{2,20}}|\((?:{_SHOT})[{HAN}·、 ]{{2,16}}(?:{_SHOT_BY})\))$"
)

# 春日校园 摄影:宋扬: a caption without a stop
CAPTION_BRIEF = re.compile(rf"^(?!文\s{{0,3}}[:/|])[^。]{{2,40}}?\s{{1,4}}(?P<credit>{_SHOT_BEHIND})$")
# 渡口上的老船工 资料图片, 民警在路口巡查 (河湾社照片), 护林员巡山归来 李小满 摄, 老街的灯亮了 某社供图: the same
# with other credits
CAPTION_SHOT = re.compile(
    rf"^(?!文\s{{0,3}}[:/|]|(?:{OUTLET})?\s{{0,4}}{MAKER})[^。\s()]{{5,40}}(?:\([^()]{{2,6}}\)[^。\s()]{{1,30}})?"
    rf"(?:\s{{1,4}}[^。()]{{1,20}})??(?:\s{{1,4}}|(?=\())(?P<credit>资料(?:图片|照片|图)|{_IN_BRACKETS}"
    rf"|(?:(?:{OUTLET})?{MAKER}\s{{0,4}})?{_NAME}\s{{0,2}}(?:/\s?)?摄影?"
    rf"|(?:[{HAN}]{{2,14}}|[A-Z]{{2,5}})供图|{_GIVEN}|图/[{HAN}]{{2,4}}|(?:[{HAN}]{{2,4}}|[A-Z]{{2,5}})/图)$"
)
SHOT_BEHIND = re.compile(
    rf"^(?P<how>摄影?|图片?)\s{{0,2}}[:/|]\s{{0,2}}(?!(?:{OUTLET})?\s{{0,2}}{MAKER})"
    rf"(?P<who>[{HAN}·、 ]{{2,16}}?)(?:\([^()]{{2,20}}\))?$"
)
