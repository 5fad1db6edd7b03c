"""What a newspaper says of itself below its last article: how to reach it, and that writers speak for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.text import patterns

_FURNITURE = frozenset({Look.CONTACT, Look.EDITORS, Look.IMPRINT, Look.FOLIO})
# 热线电话:…, 本版投稿邮箱:…, 河湾晚报官方微信:…; 地址:… may be the last article's own
_OWN = re.compile(r"本[版报刊]|投稿|新闻|热线|报料|爆料|官方|读者|编辑部|订[报阅]|发行|报(?:客户端|微信|微博)|网:")
_OF_PAPER = re.compile("本[版报刊](?:邮箱|投稿|热线|电话)")
_INVITED = 4  # lines above a foot in which the newspaper may ask for letters
_START = 12  # characters in which that stands
# 本版言论仅代表作者个人观点, 市场有风险,投资需谨慎。本版观点仅供参考
_DISCLAIMER = re.compile(
    r"本[版报刊].{0,10}(?:仅代表|不代表|仅供参考)|不代表本[版报刊]|文责自负|投资需谨慎|^温馨提示:本[版报刊]"
    r"|^(?:来论|来稿|来信)[请寄]|^投稿:|扫(?:码|描|一扫).{0,10}(?:关注|下载)"
    # 本版文字图片未经许可不得转载, (更多图片见河湾新闻网), 广告内容由发布者负责
    r"|未经.{0,8}(?:许可|授权|同意).{0,8}(?:转载|使用)|不得转载|版权所有|^\(?更多.{2,8}见本?[报网]|^广告内容由|^本版广告"
    # 社址 新街口 总经理 某某某, 发行人 某某, 读者服务部:人民路1号: as papers before 1990 and abroad print it
    r"|^(?:社址|发行人|督印人|社长|承印[者人]?|总经理|出版[者人]|印刷[者所]|发行所|本[馆报]开设)[\s:]"
    r"|^(?:读者服务部|编辑部|广告部|发行部)[\s:]|印刷厂(?:印刷|承印)|广告(?:经营)?许可证|^零售[每价]"
    r"|^.{0,6}(?:电话|热线|传真):?\s?\(?[〇零一二三四五六七八九]{2}"
)
_LONGEST_NOTE = 70  # characters
_LONGEST_INVITATION = 160  # … with an address


def foot_of(entries: Sequence[Classified]) -> int:
    """Returns the place of the first line of a page's foot, the number of lines where a page has none.

    Below `欢迎赐稿` and its text an address is that article's.
    """
    start = len(entries)
    while start and (entries[start - 1].look in _FURNITURE or _disclaims(entries[start - 1])):
        start -= 1
    if start and entries[start - 1].line.level:
        return len(entries)  # what stands right below a marked head is its text
    invited = any(
        patterns.INVITATION.match(entry.line.canonical) for entry in entries[max(0, start - _INVITED) : start]
    )
    return len(entries) if invited else start


def is_own_note(entry: Classified) -> bool:
    """Tell whether a line at the foot of a page is the newspaper's own, and no address of the last article's."""
    text = entry.line.canonical
    if entry.look is Look.CONTACT:
        own = _OWN.search(text[:_START]) or patterns.WEB.match(text) or _OF_PAPER.search(text)
        return own is not None
    return _disclaims(entry)


def _disclaims(entry: Classified) -> bool:
    text = entry.line.canonical
    most = _LONGEST_INVITATION if patterns.REACHABLE.search(text) else _LONGEST_NOTE
    return len(text) <= most and _DISCLAIMER.search(text) is not None
