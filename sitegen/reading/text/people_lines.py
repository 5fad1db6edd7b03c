"""Patterns of whole lines that name people and little else: who signs, who took part, who did what."""

from __future__ import annotations

import re

from sitegen.reading.lexicon.load import either
from sitegen.reading.text.scripts import HAN

_NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}]\s{{1,3}}[{HAN}])"
_NEXT = r"(?:\s{1,4}|$)"
_LABEL = r"(?:撰文|采写|采访|口述|整理|文字?|摄影|图片?)"
# 撰文 某某 摄影 某某: labels and names without colons
LABELLED_NAME = re.compile(rf"(?P<label>{_LABEL})\s{{1,4}}(?P<name>{_NAME}){_NEXT}")
BYLINE_LABELLED = re.compile(rf"^(?:{_LABEL}\s{{1,4}}{_NAME}{_NEXT}){{2,4}}$")
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
# 某某某出席, 某某讲话 某某主持: what leading persons did at a meeting, below the headline that tells of it
ATTENDED = re.compile(rf"^(?:{_NAME}\s{{0,4}}(?:{_DID})(?:并|、)?(?:{_DID})?{_NEXT}){{1,4}}$")
