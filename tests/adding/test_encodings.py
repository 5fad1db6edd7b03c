"""Text of other encodings is read as what it is: Japanese, Korean and Russian are no ideographs in a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.reading.files.decoding import decode
from sitegen.reading.files.encodings import guess_encoding
from tests.adding.test_adding import TEXT, add, codes, source

JAPANESE = (
    "河湾新聞\n昭和三十二年七月十五日　月曜日\n\nダム締め切り\n【河湾＝山田記者】十四日午前九時、工事が完了した。\n"
)
KOREAN = "하만신문\n1957년 7월 15일 월요일 3면\n\n댐 물막이 완료\n【하만=김철수 기자】 14일 오전 댐 공사가 끝났다.\n"
RUSSIAN = "УТРО РЕЧНОГО\n15 июля 1957 г.\n\nПЛОТИНА ПЕРЕКРЫТА\nРЕЧНОЕ, 14 июля. Вчера в девять часов перекрыта река.\n"
GERMAN = (
    "FLUSSPOST\n15. Juli 1957\n\nStaudamm geschlossen\nAm Sonntag um neun Uhr wurde der Damm für Schiffe geöffnet.\n"
)
FRENCH = "LE COURRIER DE LA RIVIÈRE\n15 juillet 1957\n\nLe barrage est fermé\nLes élèves sont déjà arrivés à l’école.\n"
TRADITIONAL = "河灣日報\n中華民國三十五年七月十五日\n\n米價續漲\n本城米價自上月底起續漲，縣政府昨日召集糧商會議。\n"
TEXTS = {
    ("GB18030", "gb18030"): TEXT,
    ("Big5", "big5hkscs"): TRADITIONAL,
    ("Shift_JIS", "shift_jis"): JAPANESE,
    ("EUC-JP", "euc_jp"): JAPANESE,
    ("EUC-KR", "euc_kr"): KOREAN,
    ("windows-1251", "cp1251"): RUSSIAN,
    ("KOI8-R", "koi8_r"): RUSSIAN,
    ("windows-1252", "latin-1"): GERMAN,
    ("UTF-16", "utf-16"): KOREAN,
}


@pytest.mark.parametrize(("encoding", "text"), [(one, TEXTS[one]) for one in TEXTS], ids=[name for name, _ in TEXTS])
def test_a_text_is_read_in_the_encoding_in_which_it_was_written(encoding: tuple[str, str], text: str) -> None:
    name, codec = encoding
    assert guess_encoding(text.encode(codec)) == (name, text)


def test_a_text_with_quotes_of_windows_is_read_too() -> None:
    assert guess_encoding(FRENCH.encode("cp1252")) == ("windows-1252", FRENCH)


@pytest.mark.parametrize("data", [b"\xff", b"\xff\xfe\xff", b"a\0b", bytes(range(128, 256)) * 3])
def test_bytes_that_are_no_text_are_in_no_encoding(data: bytes) -> None:
    assert guess_encoding(data) == ("", "")


def test_japanese_is_added_as_japanese(tmp_path: Path, seeds: Path) -> None:
    added = add(seeds, source(tmp_path, "1957-07-15-03.txt", JAPANESE.encode("shift_jis")))
    assert codes(added) == ["a-009"]
    assert added.diagnostics[0].message == "converted from Shift_JIS to UTF-8"
    (bulletin,) = seeds.glob("*.txt")
    assert bulletin.read_text("utf-8") == JAPANESE


def test_the_command_that_converts_a_bulletin_names_the_encoding_that_it_is_in() -> None:
    for (name, codec), text in TEXTS.items():
        found = decode("a.txt", text.encode(codec))
        assert f"`iconv -f {name} -t UTF-8 a.txt > new.txt`" in getattr(found, "hint", "")
