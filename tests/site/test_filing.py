"""Names in letters stand in an index under the family's, in whatever order it is written; what is shown stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.machine.cache import Cache
from sitegen.site.addresses.filing import filed, plain
from sitegen.site.registers import keep_register, make_register, recall_register
from tests.editions import published
from tests.site.test_english import CONFIG, UNDATED


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("John Smith", "Smith John"),
        ("Smith, John", "Smith John"),
        ("Martin Luther King Jr.", "King Martin Luther Jr."),
        ("Robert De Niro", "De Niro Robert"),
        ("Chris Van Hollen", "Van Hollen Chris"),
        ("Vincent van Gogh", "Gogh Vincent van"),
        ("Ursula von der Leyen", "Leyen Ursula von der"),
        ("Bashar al-Assad", "Assad Bashar"),
        ("Conan O’Brien", "O’Brien Conan"),
        ("Émile Zola", "Zola Emile"),
        ("Lech Wałęsa", "Walesa Lech"),
        ("Иван Петров", "Петров Иван"),
        ("Xi Jinping", "Xi Jinping"),
        ("Li Na", "Li Na"),
        ("Jack Ma", "Ma Jack"),
        ("Lee Kuan Yew", "Lee Kuan Yew"),
        ("Lee Harvey Oswald", "Oswald Lee Harvey"),
        ("Lee Marvin", "Marvin Lee"),
        ("Kim Jong-un", "Kim Jong-un"),
        ("Kim Philby", "Philby Kim"),
        ("Ban Ki-moon", "Ban Ki-moon"),
        ("Nguyễn Du", "Nguyen Du"),
        ("Nguyen Van Linh", "Nguyen Van Linh"),
        ("Viet Thanh Nguyen", "Nguyen Viet Thanh"),
        ("Madonna", "Madonna"),
        ("刘波", "刘波"),
        ("约翰·史密斯", "约翰·史密斯"),
        ("김정은", "김정은"),
        ("Jr.", "Jr."),
        (",", ","),
        (" ", " "),
    ],
)
def test_a_person_stands_under_the_family_s_name(name: str, sorted_as: str) -> None:
    assert " ".join(filter(None, map(plain, filed("people", name)))) == sorted_as


def test_an_article_does_not_begin_the_name_of_a_house_or_place() -> None:
    assert filed("units", "The Mill Lane Trust") == ("Mill", "Lane Trust The")
    assert filed("units", "Theatre Royal") == ("Theatre", "Royal")
    assert filed("units", "河湾县文化馆") == ("河湾县文化馆", "")
    assert plain("Łódź") == "Lodz"


def test_the_editor_s_word_goes_before_the_rule() -> None:
    names = dict.fromkeys(("Gabriel García Márquez", "Tao Lin", "Ada Fenn"), 1)
    assert make_register("people", names).names == ("Ada Fenn", "Gabriel García Márquez", "Tao Lin")
    given = {"Gabriel García Márquez": "García Márquez", "Tao Lin": "Lin"}
    register = make_register("people", names, given)
    assert register.names == ("Ada Fenn", "Gabriel García Márquez", "Tao Lin")
    assert [register.beginning(name) for name in register.names] == ["Fenn", "García Márquez", "Lin"]


def test_the_index_of_an_edition_shows_names_as_printed_under_the_letter_of_the_family(tmp_path: Path) -> None:
    writers = ("Zoe Abbot", "Adam Young", "Carla de la Cruz", "Tao Lin")
    paper = "# The Mill Lane Post\n\n" + "\n\n".join(
        f"## The news of day {number}\n\nBy {name}\n\nThe river rose two feet in the night."
        for number, name in enumerate(writers)
    )
    config = f"{CONFIG}indexes: {{filed: {{Tao Lin: Lin}}}}\n"
    public = published(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": paper, "laojie.txt": UNDATED})
    index = (public / "people/index.html").read_text("utf-8")
    groups = re.findall(r'class="index-letter">(\w)</h2>\s*<ul class="index-names">(.*?)</ul>', index, re.S)
    told = {letter: re.findall(r'<a href="([^"]*)">([^<]*)<', names) for letter, names in groups}
    assert {letter: [name for _, name in names] for letter, names in told.items()} == {
        "A": ["Zoe Abbot"],
        "C": ["Carla de la Cruz"],
        "L": ["Tao Lin"],
        "Y": ["Adam Young"],
    }
    assert told["Y"][0][0].startswith("index/yo.html#")


def test_names_that_an_earlier_build_has_placed_stand_there_again_and_others_are_placed_anew(tmp_path: Path) -> None:
    names, given = {"刘波": 3, "柳青": 30, "Tao Lin": 1}, {"Tao Lin": "Tao"}
    register = make_register("people", names, given)
    cache = Cache(tmp_path / "cache")
    keep_register(register, cache)
    cache.save()
    assert recall_register("people", dict(names), dict(given), cache) == register
    assert recall_register("people", names | {"刘洋": 1}, given, cache) is None
    assert recall_register("people", names | {"刘波": 4}, given, cache) is None
    assert recall_register("people", names, {}, cache) is None
    assert recall_register("units", names, given, cache) is None
    cache.close()
