"""What is a name and what is none: by the string itself, and by the sentence around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.model.newspaper import Mentions
from sitegen.reading.names.people import as_printed, from_byline, from_credit
from sitegen.reading.names.proper import is_person, is_place, is_unit
from sitegen.reading.names.spaced import split_names
from tests.reading.test_mentions import mentions

NAMES = Path(__file__).parents[1] / "fixtures" / "names"
JUDGES: dict[str, Callable[[str], bool]] = {"people": is_person, "units": is_unit, "places": is_place}
MOST_MISSED = 0.01


def labelled(index: str, sign: str) -> list[str]:
    lines = (NAMES / f"{index}.txt").read_text("utf-8").splitlines()
    return [line[2:] for line in lines if line.startswith(f"{sign} ")]


@pytest.mark.parametrize("index", JUDGES)
def test_what_is_no_name_is_refused(index: str) -> None:
    assert [name for name in labelled(index, "-") if JUDGES[index](name)] == []


@pytest.mark.parametrize("index", JUDGES)
def test_names_are_taken(index: str) -> None:
    names = labelled(index, "+")
    missed = [name for name in names if not JUDGES[index](name)]
    assert len(names) >= 300
    assert len(missed) <= MOST_MISSED * len(names), missed


@pytest.mark.parametrize("index", JUDGES)
def test_a_name_is_labelled_once_and_in_order(index: str) -> None:
    names = [line[2:] for line in (NAMES / f"{index}.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert names == sorted(set(names))


def sentences() -> dict[str, Mentions]:
    found = {}
    for block in (NAMES / "sentences.txt").read_text("utf-8").split("\n\n")[1:]:
        sentence, *named = block.strip().split("\n")
        fields = dict(line.split(": ") for line in named)
        found[sentence] = Mentions(*(tuple(sorted(filter(None, fields.get(kind, "").split(";")))) for kind in JUDGES))
    return found


@pytest.mark.parametrize(("sentence", "named"), sentences().items(), ids=list(sentences()))
def test_a_sentence_names_these_and_no_others(sentence: str, named: Mentions) -> None:
    assert mentions(sentence) == named


@pytest.mark.parametrize("name", ["Ada Fenn", "J. R. Hartley", "Иван Петров", "Nguyễn Văn An", "O'Neill-Smith"])
def test_a_name_in_letters_is_somebody(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("name", ["Staff Writer", "The Associated Press", "ada", "City Council", "Page 3"])
def test_a_desk_or_an_agency_in_letters_is_nobody(name: str) -> None:
    assert not is_person(name)


def test_a_name_keeps_the_characters_that_it_is_printed_with() -> None:
    for text, name in (
        ("記者林宗翰／綜合報導", "林宗翰"),
        ("by 記 宗翰", "記 宗翰"),
        ("記者　張　宏", "張宏"),
        ("記者周／圖", "周圖"),
    ):
        assert [found.name for found in as_printed(text, from_byline)] == [name]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("【记者林大可河湾报导】", "林大可"),
        ("【本报记者林大可石盘县报导】", "林大可"),
        ("【记者林可河湾报导】", "林可"),
        ("【记者林可石盘县报导】", "林可"),
    ],
)
def test_a_place_behind_a_reporter_is_no_part_of_the_name(printed: str, name: str) -> None:
    assert [one.name for one in from_byline(printed)] == [name]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("赵  兵  沈童睿", ("赵兵", "沈童睿")),
        ("王 若 溪", ("王若溪",)),
        ("唐 小 臻  李 明", ("唐小臻", "李明")),
        ("张 晓峰", ("张晓峰",)),
        ("林上 军", ("林上军",)),
        ("丰 收耿 直", ("丰收", "耿直")),
        ("欧 阳 明", ("欧阳明",)),
        ("欧阳 敏", ("欧阳敏",)),
        ("司马 子安  李 明", ("司马子安", "李明")),
        ("李 建 文", ("李建文",)),
        ("刘 毫 作", ("刘毫", "作")),
        ("舒 明 王小山 李", ("舒明", "王小山", "李")),
        ("伊琳娜· 安东诺娃", ("伊琳娜·安东诺娃",)),
    ],
)
def test_spaces_within_names_are_told_from_those_between_names(printed: str, names: tuple[str, ...]) -> None:
    assert split_names(printed) == names


@pytest.mark.parametrize(
    ("printed", "made"),
    [
        ("骆 城 著 祁 林 插图", [("著", "骆城"), ("插图", "祁林")]),
        ("[智利]埃·卡斯特罗 作 沙 岛 译", [("作", "埃·卡斯特罗"), ("译", "沙岛")]),
        ("本报记者 蒋一凡 文 吴 泽 图", [("文", "蒋一凡"), ("图", "吴泽")]),
        ("见习记者 尚清 绍兴报道", [("见习记者", "尚清")]),
        ("本报记者 李明 王芳报道", [("记者", "李明"), ("记者", "王芳")]),
        ("(记者 林青山 文/图)", [("记者", "林青山")]),
        ("(记者 林青山 通讯员 李小满 图、文)", [("记者", "林青山"), ("通讯员", "李小满")]),
    ],
)
def test_a_byline_names_who_made_what_and_nobody_else(printed: str, made: list[tuple[str, str]]) -> None:
    assert [(one.role, one.name) for one in from_byline(printed)] == made


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("(未完,明日续)", []),
        ("(待续)", []),
        ("(全文完)", []),
        ("(續完)", []),
        ("(林青山)", ["林青山"]),
        ("(王明续)", ["王明续"]),
    ],
)
def test_what_tells_that_a_text_goes_on_names_nobody(printed: str, names: list[str]) -> None:
    assert [one.name for one in from_credit(printed)] == names
