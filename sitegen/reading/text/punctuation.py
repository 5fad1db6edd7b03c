"""Half-width marks in Chinese text become full-width, as GB/T 15834-2011 sets them; as recorded edits, never silently.

OCR and converters often give `,` for `，`. Numbers, times, Latin words, e-mail and web addresses and formulas keep
their half-width marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import HAN

# No mark stands farther behind its word than this.
_MOST_SPACES = 40

# A change: start and end in the text, what it becomes.
Change = tuple[int, int, str]

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
# Narrow and small forms of Chinese marks, and those for columns, whatever stands around them.
_FORMS = dict(zip("｡､｢｣･﹐﹑﹔﹕﹖﹗﹙﹚", "。、「」·，、；：？！（）", strict=True)) | dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…—–（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
_PROTECTED = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,15}://[!-~]{1,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|www\.[!-~]{1,300}"
    r"|&(?:[A-Za-z]{2,8}|#\d{1,6});",
    re.ASCII,
)
_CHINESE = re.compile(rf"[{HAN}“”‘’《》〈〉「」『』【】，。、；：！？（）…—％]")
_MARK_OR_FORM = re.compile(f"[,;:!?{''.join(_FORMS)}]")
_BRACKET = re.compile(r"[()（）]")
# Most texts have none of these; points and dashes count where they are doubled, or a single point is none of a number.
_MAY_CHANGE = re.compile(rf"[,;:!?().．{''.join(_FORMS)}]|--|。。。")
_ELLIPSIS = re.compile(r"\.{6}|。{6}|\.{3}(?=[^.]|$)")
# A point behind Han: `…完成排查.`, `(见图).`; three of them are an ellipsis
_POINT = re.compile(rf"(?<=[{HAN}”’》）)】」』])[.．](?![.．])")
_NUMERAL_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff])[(（]?第?[一二三四五六七八九十]{1,3}$")
_CLAUSE = re.compile(r"[，。、；：！？,;:!?.．\s]")
_FEWEST_IN_CLAUSE = 5
_FEWEST_IN_TEXT = 16
# What foreign names are written with: in 约翰.史密斯 the point stands for ·
_FOREIGN = frozenset(
    "阿艾安奥巴班贝比彼宾伯博布查楚达大丹德登迪蒂丁顿多厄恩尔法凡菲费弗福夫富盖戈格古哈海汉赫亨洪胡华怀霍基吉加贾杰金卡凯坎康科克肯库昆拉莱兰朗劳勒雷里利莉"
    "林刘卢鲁伦罗洛马玛迈麦曼梅门蒙米密明莫默姆穆拿纳娜南内尼涅诺努欧帕潘佩彭皮平珀普齐奇乔琴琼热荣瑞若萨塞赛桑森沙山绍申圣史士斯苏索塔泰坦汤唐特提廷图托瓦万威韦维温文沃乌伍"
    "西希锡夏谢欣休许雅亚延扬耶叶伊因英尤于约泽扎詹珍芝朱茨翰逊"
)
_DASH = re.compile(r"(?<!-)--(?!-)")


def full_width(text: str) -> tuple[Change, ...]:
    """Returns the changes that restore the full-width marks of a text, sorted, without overlap."""
    if not _MAY_CHANGE.search(text) or not _CHINESE.search(text) or is_alphabetic(text):
        return ()  # “No,” he said: quotation marks and dashes are those of other scripts too
    found = [*_marks(text), *_doubled(text)]
    if "(" in text or ")" in text:
        found += _brackets(text)
    if "." in text or "．" in text:
        found += _stops(text)
    protected = {at for match in _protected(text) for at in range(*match.span())} if found else ()
    return tuple(change for change in sorted(found) if change[0] not in protected)


def _protected(text: str) -> Iterator[re.Match[str]]:
    """Find addresses and character references; most texts have none, and looking for a letter is quicker."""
    return _PROTECTED.finditer(text) if "@" in text or "&" in text or "://" in text or "www." in text else iter(())


def _marks(text: str) -> Iterator[Change]:
    for match in _MARK_OR_FORM.finditer(text):
        at, mark = match.start(), match[0]
        if mark in _FORMS:
            yield at, at + 1, _FORMS[mark]
        elif _is_of_chinese(text, at, mark):
            yield at, at + 1, _FULL[mark]


def _is_of_chinese(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark belongs to Chinese words, behind which nearly all stand."""
    left = text[at - 1] if at else ""
    if left == " ":
        left = text[max(0, at - _MOST_SPACES) : at].rstrip(" ")[-1:]
    if _is_chinese(left):
        return True
    right = text[at + 1 : at + 2]
    return (left in "%)]\"'" and left != "" and _is_chinese(right)) or _between_word_and_han(left, right, mark)


def _between_word_and_han(left: str, right: str, mark: str) -> bool:
    """`CPI,同比` and `5451件` set a full-width comma; `12:30` and `1,000` do not come here, nothing Chinese follows."""
    return mark in ",;!?" and left.isalnum() and _is_chinese(right)


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or (char != "" and _CHINESE.match(char) is not None)


def _brackets(text: str) -> Iterator[Change]:
    """A pair of brackets goes by what it holds: Chinese inside sets it full-width, a number or Latin alone does not."""
    stack: list[tuple[int, bool]] = []  # open brackets, and whether Chinese was seen behind each
    before = 0
    for match in _BRACKET.finditer(text):
        at = match.start()
        if stack and not stack[-1][1] and _CHINESE.search(text, before, at):
            stack[-1] = (stack[-1][0], True)
        before = at + 1
        if match[0] in "(（":
            stack.append((at, False))
        elif stack:
            opened, chinese = stack.pop()
            if chinese or (_is_chinese(text[opened - 1 : opened]) and opened):
                yield from ((i, i + 1, _FULL[text[i]]) for i in (opened, at) if text[i] in "()")
            if stack and (chinese or text[opened] == "（" or match[0] == "）"):
                stack[-1] = (stack[-1][0], True)


def full_stops(text: str) -> Iterator[int]:
    """Returns the places of points that end sentences: OCR reads `。` as `.`, which rules and readers must not miss.

    The last sign of a text behind Han is one. A point within is one where nothing else ends sentences there and a
    clause stands before it; the number of an item (`一.`), a foreign name (`约翰.史密斯`) and `中文.com` have none.
    """
    found = [point.start() for point in _POINT.finditer(text)] if "." in text or "．" in text else []
    if not found:
        return
    last = len(text.rstrip("”’\"'）)】」』》 \u3000\t\r")) - 1
    closes = found[-1] == last and not _NUMERAL_BEFORE.search(text[max(0, last - 8) : last])
    uses_points = closes and "。" not in text
    before = 0
    for at in found:
        if (at == last and closes) or (at != last and "。" not in text and _ends(text, at, before, uses_points)):
            yield at
            before = at + 1


def _ends(text: str, at: int, before: int, uses_points: bool) -> bool:
    """Tell whether a point within a text ends a sentence."""
    after = text[at + 1 : at + 3].lstrip()[:1]
    if not after or not (_is_chinese(after) or (uses_points and after.isdigit())):
        return False
    if _NUMERAL_BEFORE.search(text[max(0, at - 8) : at]) or _FOREIGN.issuperset(
        text[at - 2 : at] + text[at + 1 : at + 3]
    ):
        return False
    start = max(before, at - _MOST_SPACES)
    clause = _CLAUSE.split(text[start:at])[-1]
    return uses_points or (len(clause) >= _FEWEST_IN_CLAUSE and len(text) >= _FEWEST_IN_TEXT)


def _stops(text: str) -> Iterator[Change]:
    return ((at, at + 1, "。") for at in full_stops(text))


def _doubled(text: str) -> Iterator[Change]:
    """`......` is the ellipsis `……`, `--` the dash `——` (GB/T 15834-2011, 4.11 and 4.10)."""
    for match in _ELLIPSIS.finditer(text) if "..." in text or "。。。" in text else ():
        if _is_chinese(text[match.start() - 1 : match.start()] if match.start() else ""):
            yield match.start(), match.end(), "……"
    for match in _DASH.finditer(text) if "--" in text else ():
        if _is_chinese(text[match.end() : match.end() + 1]):
            yield match.start(), match.end(), "——"
