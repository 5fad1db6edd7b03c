"""What a newspaper says of itself below its last article: how to reach it, and that writers speak for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.text import patterns

_FURNITURE = frozenset({Look.CONTACT, Look.EDITORS, Look.IMPRINT, Look.FOLIO})
# 热线电话:…, 本版投稿邮箱:…, 河湾晚报官方微信:…; 地址:… may be the last article's own
_OWN = re.compile(r"本[版报刊]|投稿|新闻|热线|报料|爆料|官方|读者|编辑部|订[报阅]|发行|报(?:客户端|微信|微博)|网:")
_INVITED = 4  # lines above a foot in which the newspaper may ask for letters
_START = 12  # characters in which that stands
# 本版言论仅代表作者个人观点, 市场有风险,投资需谨慎。本版观点仅供参考
_DISCLAIMER = re.compile(
    r"本[版报刊].{0,10}(?:仅代表|不代表|文责自负|仅供参考)|投资需谨慎|^(?:来论|来稿)请|^温馨提示:本[版报刊]|扫(?:码|描|一扫).{0,10}(?:关注|下载)"
)
_LONGEST_NOTE = 40  # characters


def foot_of(entries: Sequence[Classified]) -> int:
    """Returns the place of the first line of a page's foot, the number of lines where a page has none.

    Below `欢迎赐稿` and its text an address is that article's.
    """
    start = len(entries)
    while start and (entries[start - 1].look in _FURNITURE or _disclaims(entries[start - 1])):
        start -= 1
    invited = any(
        patterns.INVITATION.match(entry.line.canonical) for entry in entries[max(0, start - _INVITED) : start]
    )
    return len(entries) if invited else start


def is_own_note(entry: Classified) -> bool:
    """Tell whether a line at the foot of a page is the newspaper's own, and no address of the last article's."""
    text = entry.line.canonical
    own = entry.look is Look.CONTACT and (_OWN.search(text[:_START]) or patterns.WEB.match(text)) is not None
    return own or _disclaims(entry)


def _disclaims(entry: Classified) -> bool:
    text = entry.line.canonical
    return len(text) <= _LONGEST_NOTE and _DISCLAIMER.search(text) is not None
