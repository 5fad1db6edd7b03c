"""How a file name, a page label and the edition of a day are written in an address, so that no two of them meet.

What an address can show as it is stands there as it is. All else is written as well as can be, with seven signs behind
`~0` that are made of the whole name: an address depends on its own name alone, whatever others come and go, and no two
meet, on hosts that take upper and lower case for the same as well.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from types import MappingProxyType

from sitegen.site.addresses.spelling import MOST_KEPT, pinyin_key

NO_LABEL = "00"
_MARK = "~0"  # of what is not as written: a line of a page has no 0 in front, an id begins with a letter or `_`
_TAG = 7
_LONGEST = 180  # bytes: what stands behind a name must fit, and encrypted file systems and backups take less than 255
_ENDS_AS_ARTICLE = re.compile(r"-[1-9][0-9]*$")
# What Windows keeps for devices, whatever stands behind a dot; and what stands on the shelf beside the pages.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|$)", re.I)
_SHELF = frozenset({"feed", "x-index"})


def _spoken(pairs: str) -> Mapping[str, str]:
    words = iter(pairs.split())
    return MappingProxyType(dict(zip(words, words, strict=True)))


# Words before the number of a page, and alone: of those that sound alike one is written as it sounds. They stand
# here as pypinyin has them: it takes longer to load than many builds take, and a newer one must move no address.
_LABELS = _spoken(
    "特刊 tekan 增刊 zengkan 号外 haowai 副刊 fukan 专刊 zhuankan 画刊 huakan 中缝 zhongfeng 特 te 增 zeng 早 zao "
    "晚 wan 夜 ye 副 fu 专 zhuan 文 wen 画 hua 星 xing 角 jiao 甲 jia 乙 yi 丙 bing 丁 ding 戊 wu 己 ji 庚 geng 辛 xin "
    "壬 ren 癸 gui 子 zi 丑 chou 寅 yin 卯 mao 辰 chen 巳 si 未 wei 申 shen 亥 hai 天 tian 地 di 东 dong 西 xi 南 nan "
    "北 bei 中 zhong 上 shang 下 xia 左 zuo 右 you 前 qian 后 hou 正 zheng 外 wai "
)
_EDITIONS = _spoken("早 zao 午 wu 晚 wan 夜 ye 号外 haowai")
_NUMBER = r"(?:[1-9][0-9]*)"
_LABEL = re.compile(rf"{_NUMBER}[A-Z]?|(?P<word>[A-Z]{{1,6}}|[^\W\d_a-zA-Z]+){_NUMBER}?")
_AROUND_NUMBER = re.compile(r"第?(.+?)版?")


@lru_cache(maxsize=MOST_KEPT)
def stem_name(stem: str) -> str:
    """Returns how a bulletin's name is written: `scan`, of `scan (1)` `scan-1~0` with signs made of the name."""
    safe = safe_stem(stem)
    shown = _cut(safe)
    if _DEVICE.match(shown):
        shown = f"x-{shown}"
    if stem == "index":
        return safe
    is_plain = shown == stem == _folded(stem) and not _ENDS_AS_ARTICLE.search(stem) and stem not in _SHELF
    return shown if is_plain else shown + _tag(stem)


def safe_stem(stem: str) -> str:
    """Returns a bulletin's name as one step of a path: what a URL or a file system cannot carry becomes `-`."""
    safe = re.sub(r"[^\w.-]+", "-", stem).strip("-.") or "x"
    return f"x-{safe}" if safe == "index" else safe  # undated/index.html is the shelf


@lru_cache
def label_name(label: str) -> str:
    """Returns how a page label is written: 7 as 07, 特1 as te1, A1 as it is, none as 00."""
    label = unicodedata.normalize("NFKC", label).strip()
    bare = _AROUND_NUMBER.fullmatch(label)
    label = re.sub(r"^0+(?=[1-9])", "", bare[1] if bare else label)
    if not label:
        return NO_LABEL
    match = _LABEL.fullmatch(label)
    word = match["word"] or "" if match else ""
    if match and not word:
        return label.zfill(2)
    if match and word in _LABELS:
        return label.replace(word, _LABELS[word])
    if match and word.isascii() and word.lower() not in _LABELS.values():
        return label.zfill(2)
    return _as_spoken(label) + _tag(label)


@lru_cache
def edition_name(edition: str) -> str:
    """Returns how an edition of a day is written: 晚 as wan, another word as it is where it may be."""
    known = _EDITIONS.get(edition)
    if known or (re.fullmatch(r"[a-z][a-z0-9]*", edition) and edition not in _EDITIONS.values()):
        return known or edition
    return _as_spoken(edition) + _tag(edition)


def _as_spoken(word: str) -> str:
    return re.sub(r"[^0-9a-z]", "", pinyin_key(word).lower())[:40]


def _tag(name: str) -> str:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=5, person=b"address").digest()
    return _MARK + b32encode(digest).decode().lower()[:_TAG]


def _folded(name: str) -> str:
    """Returns the name by which hosts that know no upper case, or decompose letters, look for a file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _cut(name: str) -> str:
    return name.encode("utf-8", "surrogatepass")[:_LONGEST].decode("utf-8", "ignore")
