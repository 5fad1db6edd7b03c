"""Patterns of whole lines that name people and little else: who signs, who took part, who did what."""

from __future__ import annotations

import re

from sitegen.reading.lexicon.load import either
from sitegen.reading.text.scripts import HAN
from sitegen.reading.text.words import MAKER, OUTLET

MARKS = "□■●◎◆○◇ "  # that stand before names
_NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}]\s{{1,3}}[{HAN}])"
_NEXT = r"(?:\s{1,4}|$)"
_LABEL = r"(?:撰文|采写|采访|口述|整理|文字?|摄影|图片?)"
# 撰文 某某 摄影 某某: labels and names without colons
LABELLED_NAME = re.compile(rf"(?P<label>{_LABEL})\s{{1,4}}(?P<name>{_NAME}){_NEXT}")
BYLINE_LABELLED = re.compile(rf"^(?:{_LABEL}\s{{1,4}}{_NAME}{_NEXT}){{2,4}}$")
# 作者 方  圆: one label and its name
SIGNED_NAME = re.compile(rf"^(?:作者|编译|整理|撰稿|译者)\s{{1,4}}(?P<name>{_NAME})$")
# 某某(作者单位:某县公路段): whose the writer is
NAME_AND_NOTE = re.compile(rf"^(?P<name>{_NAME})\s?\((?:作者单位|单位|作者[为系是]|系)\s?:?\s?[^()。]{{2,30}}\)$")
# 李明/文 王芳/图, 李明 文/图, 白桦 汪小洋/摄影报道: behind names, what they made
_WORK = r"(?:摄影报道|摄影|文字?|图片?|图文|文图|摄|画|绘|撰文|整理|漫画|插图)"
WORK_BEHIND = re.compile(rf"\s{{0,2}}(?:/\s?|\s(?={_WORK}/))(?P<work>{_WORK}(?:/{_WORK})?)(?=\s|$)")
# What one character says of what somebody has made: 李明 著, 王芳 译
MAKING = "著作译编绘画图文摄"
# 骆 城 著 祁 林 插图, 王小川 文 吴 泽 图: what each has made, set apart by spaces
MADE_BEHIND = re.compile(
    rf"\s{{0,4}}(?P<who>[{HAN}·](?:[{HAN}·]|\s{{1,3}}(?=[{HAN}]\s)){{1,20}}?)\s{{1,3}}(?P<work>[{MAKING}]|题图|{_WORK})(?=\s|$)"
)
# 【本报记者 李明 通讯员 王芳】: who reports, in brackets of a headline
REPORTER_IN_BRACKETS = re.compile(
    rf"^[【\[](?:(?:{OUTLET}|本报讯)\s{{0,2}})?{MAKER}\s{{0,4}}[:/]?(?P<names>[{HAN}·、, ]{{2,40}})[】\]]"
)
# [智利]埃·某某: where a writer is from who is translated
FROM_COUNTRY = re.compile(rf"^[\[(【]?[{HAN}]{{1,5}}[\])】]\s?(?=[{HAN}·]{{2}})")
# 张三 李四 摄影报道, 记者王小川/河湾报导, 某某采访整理: what is said of all names
REPORTED = re.compile(
    rf"\s{{0,4}}(?:/\s?[{HAN}]{{2,8}}?)?(?:(?:摄影|图文|综合|联合)?报[导道]|(?:参与)?采[访写]|采访整理|整理):?$"
)
# 祝某某(某某大学教授): a writer with an office, which no head has
NAME_AND_OFFICE = re.compile(
    rf"^(?P<name>[{HAN}]{{2,4}})\((?!(?:[^()]{{0,18}}[,、;:。]))[^()]{{1,18}}[师员长授士者生家人任]\)$"
)
# 李某率全家叩谢, 河湾县商会 谨启; 孝男 某某: who signs a notice of a family or a body
SIGNS_OFF = re.compile(
    rf"^[^。!?:]{{2,40}}?(?:{either('sign-offs')})$"
    rf"|^(?:孝|孤|哀|杖期)[{HAN}]{{0,4}}[男女子媳婿孙夫妻]\s{{1,4}}[{HAN} 、]{{2,60}}$"
)
_DID = either("attending")
_TOGETHER = rf"(?:[、和与同及][{HAN}·]{{2,8}}?){{0,3}}(?:共同|分别)?"
# 某某某出席, 某某讲话 某某主持, 某某与某某共同主持: what leading persons did at a meeting, below the headline that
# tells of it
ATTENDED = re.compile(rf"^(?:{_NAME}{_TOGETHER}\s{{0,4}}(?:{_DID})(?:并|、)?(?:{_DID})?{_NEXT}){{1,4}}$")
