"""Words that newspapers share: marks, surnames, offices, institutions. No name or place of any one page."""

from __future__ import annotations

import re
from functools import lru_cache

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

# Marks that end a sentence (GB/T 15834-2011, 4.1-4.3), after canonical folding.
STOPS = "。!?…"
OPENERS = "“‘(《〈「『【[{"
CLOSERS = "”’)》〉」』】]}"
PAIRS = dict(zip(CLOSERS, OPENERS, strict=True))
_BRACKETS = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")

# The surnames that nearly all Chinese bear, single and double: what makes a bare `王小川` under a headline a byline.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单裴霍成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄"
    "丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉仝赖季常段干强祖车辜折亓巨权呼那甫丛侣揭"
)
DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "司徒",
    "夏侯",
    "端木",
)

# How an institution's name ends; a line made of such a name alone is a publisher, in brackets a credit.
INSTITUTION_END = (
    "人民法院|法院|检察院|公安局|司法局|政府|委员会|政法委|党委|市委|省委|区委|县委|旗委|支队|大队|总队|中队|政协|人大|妇联|"
    "总工会|工会|局|厅|部|院|署|办公室|管理处|中心|大学|学院|学校|中学|小学|医院|公司|集团|协会|学会|联合会|研究院|研究所|出版社|"
    "报社|杂志社|电视台|融媒体中心|办事处|街道|社区|法庭|仲裁委|律师事务所|基金会|银行|馆|派出所"
)
INSTITUTION = re.compile(rf"[{HAN}()·]{{2,30}}(?:{INSTITUTION_END})")

# What people are called who make a newspaper, as bylines and credits print it.
MAKER = (
    r"(?:本报|本刊|本网)?(?:特约|特派|驻[" + HAN + r"]{1,6}|首席|见习|实习|全媒体|融媒体|高级|资深|摄影)?"
    r"(?:记\s{0,2}者|通\s{0,2}讯\s{0,2}员|评论员|撰稿人?|实习生|编辑|特约记者|报道员|联络员|观察员)"
)

# Words that end a newspaper's, an agency's or a site's name: the outlet before 记者.
OUTLET = rf"(?:本报|本刊|本网|新华社|中新社|[{HAN}]{{2,8}}(?:报|网|社|台|刊|频道|客户端|融媒体中心))"


def is_surname_start(name: str) -> bool:
    """Tell whether a word begins with a Chinese surname."""
    return name[:2] in DOUBLE_SURNAMES or name[:1] in SURNAMES


def is_person_name(name: str) -> bool:
    """Tell whether a word looks like a person's name: surname and one or two characters, or a transcribed name with ·.

    `name` has no inner spaces. Mongolian, Tibetan, Uyghur names are taken only with their middle dot.
    """
    if re.fullmatch(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}", name):
        return True
    if name[:2] in DOUBLE_SURNAMES:
        return bool(re.fullmatch(rf"[{HAN}]{{3,4}}", name))
    return bool(re.fullmatch(rf"[{HAN}]{{2,3}}", name)) and name[0] in SURNAMES


def width(text: str) -> float:
    """Give the width of a text in ideographs; ASCII is about half as wide."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def unclosed(text: str) -> str:
    """Give the opening marks of a line that it does not close, in order (canonical text)."""
    stack: list[str] = []
    for char in _BRACKETS.findall(text):
        if char in OPENERS:
            stack.append(char)
        elif stack and stack[-1] == PAIRS[char]:
            stack.pop()
    return "".join(stack)


def unopened(text: str) -> bool:
    """Tell whether a line closes a quotation or bracket that it did not open (canonical text)."""
    depth: dict[str, int] = {}
    for char in _BRACKETS.findall(text):
        if char in OPENERS:
            depth[char] = depth.get(char, 0) + 1
        else:
            opener = PAIRS[char]
            if not depth.get(opener):
                return True
            depth[opener] -= 1
    return False


# …由算法说了算。——网友“山那边”: who said it stands behind the stop
_SAID_BY = re.compile(r"[。!?”](?:——|--)[^,。!?;:]{2,16}$")


@lru_cache(maxsize=4096)  # rules ask it of the same lines again and again
def ends_sentence(text: str) -> bool:
    """Tell whether a canonical line ends where a sentence may end: stop, colon, dash, closed quotation after a stop."""
    if text.startswith("(") and text.endswith(")") and "(" not in text[1:]:
        return True  # (文中人物均为化名): a note in brackets is whole
    bare = text.rstrip(CLOSERS + "\"' ")
    if bare.endswith((*STOPS, "——", ":", "--", "......")):
        return True
    if _SAID_BY.search(text):
        return True
    return bare.endswith(".") and bare[-2:-1].isascii() and bool(bare[-2:-1].strip())
