"""Bytes that are not UTF-8 → the encoding in which they read most like a language, and their text.

Almost any bytes are something in GB18030: Japanese, Korean and Russian texts of old programs are ideographs there that
nobody ever set in a row. So each encoding is asked how much of what it reads is frequent in its languages.
"""

from __future__ import annotations

import re

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LEAST_LIKE = 0.3  # for another encoding than those of Chinese
# Frequent ideographs of simplified and of traditional text, and marks of both: what a right decoding is full of.
_CHINESE = frozenset(
    "的一是不了在人有我他这那个们中来上大为和国地到以说时要就出会可也你对生能而子年于着下自之得里后天家学多"
    "這個們來為國說時會對於著裡後學無過還沒與從開動點長進體關問發現經應實當樣種見電話業員氣東報縣鄉記者訊"
    "报县乡记者讯法院市区月日第版民政工作党委部门单位，。、：；！？“”「」『』（）《》　·—…０１２３４５６７８９"
)
_JAPANESE = frozenset(map(chr, range(0x3041, 0x30FF))) | frozenset("、。「」日年月人国大会時分者長的事中")
_KOREAN = frozenset("이다의가는을에한고로하은지기서를도사대인자나어리시아해일정으보게니있국제라면과장년월")
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюё")  # as many capitals are none of one read as another
_LATIN = frozenset("äöüßéèêàâçñóíáúãõîôûœæøåÄÖÜÉ„“”’–«»°§")
_ALPHABETS = (_CYRILLIC, _LATIN)
_MARKS = frozenset("«»„“”‘’–—…№°§·¿¡")  # of texts in alphabets
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4
_REGULAR = 0.9  # of words, and of characters beyond ASCII
_CODECS = (
    ("gb18030", "GB18030", _CHINESE),
    ("big5hkscs", "Big5", _CHINESE),
    ("shift_jis", "Shift_JIS", _JAPANESE),
    ("euc_jp", "EUC-JP", _JAPANESE),
    ("euc_kr", "EUC-KR", _KOREAN),
    ("cp1251", "windows-1251", _CYRILLIC),
    ("koi8_r", "KOI8-R", _CYRILLIC),
    ("cp1252", "windows-1252", _LATIN),
)


def guess_encoding(data: bytes) -> tuple[str, str]:
    """Returns encoding and text of bytes that are not UTF-8; "" and "" where they are no text that is known."""
    if data.startswith(UTF16_MARKS):
        return _decoded(data, "utf-16", "UTF-16")
    if b"\0" in data:
        return "", ""
    fits = []
    for codec, name, frequent in _CODECS:
        name, text = _decoded(data, codec, name)
        like = _likeness(text, frequent)
        fit = frequent not in _ALPHABETS or _is_in_words(text)
        if name and fit and (frequent is _CHINESE or like >= LEAST_LIKE):
            fits.append((like, name, text))
    return max(fits, key=lambda fit: fit[0])[1:] if fits else ("", "")


def _decoded(data: bytes, codec: str, name: str) -> tuple[str, str]:
    try:
        return name, data.decode(codec)
    except UnicodeDecodeError:
        return "", ""


def _is_in_words(text: str) -> bool:
    """Tell whether a text is in words of letters alone, none of which has capitals in its middle."""
    other = [char for char in text if not char.isascii()]
    every = _WORD.findall(text)
    words = [word for word in every if not word.isascii()]
    regular = sum(word.islower() or word.istitle() or word.isupper() for word in words)
    known = sum(char.isalpha() or char in _MARKS for char in other)
    return (
        len(every) >= _FEWEST_WORDS
        and bool(words)
        and regular >= _REGULAR * len(words)
        and known >= _REGULAR * len(other)
    )


def _likeness(text: str, frequent: frozenset[str]) -> float:
    """Returns how many of the characters beyond ASCII are frequent ones."""
    other = [char for char in text if not char.isascii()]
    return sum(char in frequent for char in other) / max(1, len(other))
