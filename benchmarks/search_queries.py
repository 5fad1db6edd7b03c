"""Queries for the benchmarks of the search, and what must be found for them: plain substrings, without any index."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.tokens import HAN_RANGES, fold, runs

# What a reader of `seeds/` might ask for, by kind. Some stand in no article: finding nothing is an answer too.
QUERIES = {
    "names": ("毕晨", "孟达英", "金丽", "权静", "李娇", "吴楠楠"),
    "courts": (
        *("赤峰市中级人民法院", "鄂托克旗人民法院", "额尔古纳市人民法院", "包头稀土高新区人民法院", "最高人民法院"),
        "呼伦贝尔市中级人民法院",
    ),
    "places": ("赤峰", "鄂尔多斯", "呼伦贝尔", "莫力达瓦", "根河市"),
    "policies": ("诉源治理", "枫桥经验", "我为群众办实事", "繁简分流", "营商环境", "全国两会"),
    "short forms": ("中院", "高院", "两会", "执行难", "稀土高新区法院"),
    "parts of words": ("尔古", "源治", "力达瓦", "行信息", "民法"),
    "digits": ("110", "2022", "24951", "89.49", "510"),
    "mixed": ("执行110", "10月底", "3月10日", "法官10名", "22日"),
    "two words": ("包头 执行", "赤峰 调解", "诉源治理 枫桥经验", "法官 毕晨"),
    "three words": ("包头 政协 枫桥", "执行 调解 法官", "2022 案件 满意度"),
    "one character": ("羊", "暖", "旗"),
    "other widths": ("執行１１０", "訴源治理"),
}
ALL = tuple(query for queries in QUERIES.values() for query in queries)
KINDS = ("two", "three or four", "five to eight", "one", "digits", "mixed", "two words", "three words")

_DIGITS = re.compile(r"\d{2,}")


class Truth:
    """The texts of documents as a search compares them, each part by itself."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        """Fold the texts: NFKC, lower case, simplified characters; punctuation and blanks stay."""
        self._texts = ["\n".join(map(fold, (each.headline, *each.text))) for each in documents]

    def holding(self, query: str) -> set[int]:
        """Returns the documents in which every word of the query stands."""
        words = [fold(word) for word in query.split()]
        return {number for number, text in enumerate(self._texts) if all(word in text for word in words)}


def derived(texts: Sequence[str], count: int, seed: int) -> list[str]:
    """Cut so many different queries out of texts, one kind after the other; always the same ones.

    Each is cut from the middle of a run of letters, digits and ideographs, wherever words may begin or end.
    """
    chance = random.Random(seed)
    parts = [found for found in (runs(text) for text in texts) if found]
    queries: dict[str, None] = {}
    for attempt in range(20 * count):
        if len(queries) == count:
            break
        query = _cut(chance.choice(parts), KINDS[attempt % len(KINDS)], chance)
        if query:
            queries[query] = None
    return list(queries)


def _cut(parts: Sequence[str], kind: str, chance: random.Random) -> str:
    words = {"two words": 2, "three words": 3}.get(kind, 0)
    if words:
        pieces = [_piece(parts, 2, 4, chance) for _ in range(words)]
        return " ".join(pieces) if all(pieces) else ""
    if kind in ("digits", "mixed"):
        return _number(parts, chance, beside=kind == "mixed")
    shortest, longest = {"two": (2, 2), "three or four": (3, 4), "five to eight": (5, 8), "one": (1, 1)}[kind]
    return _piece(parts, shortest, longest, chance)


def _piece(parts: Sequence[str], shortest: int, longest: int, chance: random.Random) -> str:
    long_enough = [part for part in parts if len(part) >= shortest]
    if not long_enough:
        return ""
    part = chance.choice(long_enough)
    length = chance.randint(shortest, min(longest, len(part)))
    start = chance.randint(0, len(part) - length)
    piece = part[start : start + length]
    return piece if length > 1 or any(first <= ord(piece) <= last for first, last in HAN_RANGES) else ""


def _number(parts: Sequence[str], chance: random.Random, *, beside: bool) -> str:
    """Returns a number of the text, or one with the characters beside it."""
    found = list(_numbers(parts))
    if not found:
        return ""
    before, number, after = chance.choice(found)
    return f"{before}{number}{after}" if beside else number


def _numbers(parts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for part in parts:
        for match in _DIGITS.finditer(part):
            yield part[max(0, match.start() - 2) : match.start()], match[0], part[match.end() : match.end() + 1]
