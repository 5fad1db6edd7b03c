"""The catalogue of messages: both languages whole, every text used, every fact given; docs/findings.md made of it."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

import sitegen
from sitegen.errors import Severity, SitegenError, file_error
from sitegen.messages import CHINESE, ENGLISH, LANGUAGES, Fact, catalogue, language_of, language_of_locale, text_of
from sitegen.messages import say as told
from tests.code import trees
from tests.findings_table import findings_page, is_variant, severities

PACKAGE = Path(sitegen.__file__).parent
ROOT = PACKAGE.parent
CODE = re.compile(r"[a-z]-[0-9]{3}")
NAMED = re.compile(r"[a-z]-[0-9]{3}(?:\.[a-z0-9_]+)*|yaml\.[a-z_.0-9]+")
TEXTS = catalogue()
# What the catalogue says beside findings.
OTHERS = re.compile(r"(?:help|usage|progress|cache|told|desk|severity|outline|why|words|things|remarks|bug)\b")
# Functions that take the name of a text and its facts, and which of their arguments is the name.
SAYING = {"finding": 0, "file_error": 0, "site_error": 0, "say": 0, "UsageFault": 0, "tell": 0, "_at": 0, "fault": 2}


def blanks(text: str) -> frozenset[str]:
    """Return the facts that a text asks for, those within others too."""
    found: set[str] = set()
    for _, name, spec, _ in Formatter().parse(text):
        if name is not None:
            found |= {name} | blanks(spec or "")
    return frozenset(found)


def facts_of(name: str) -> frozenset[str]:
    """Return the facts that a finding's text and hint ask for, in any language, as they are looked up."""
    found = [where for part in ("", "hint") if (where := looked_up(name, part))]
    asked = frozenset().union(*(blanks(text) for where in found for text in TEXTS[where].values()))
    return frozenset(fact for fact in asked if not fact.startswith("@"))


def looked_up(name: str, part: str = "") -> str:
    """Return the name under which a text, or its hint, is found."""
    while name:
        if (within := f"{name}.{part}" if part else name) in TEXTS:
            return within
        name = name.rpartition(".")[0]
    return ""


def strings() -> set[str]:
    """Return every string that stands in the code."""
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def sayings() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Return where a text is said, its name, and which facts are given; calls that give some as `**` are left out."""
    for path, tree in trees().items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            for argument in call.args[SAYING.get(function, 0) :][:1] if function in SAYING else ():
                names = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                given = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
                whole = all(keyword.arg for keyword in call.keywords)
                for name in names if whole else ():
                    if isinstance(name, ast.Constant) and isinstance(name.value, str) and looked_up(name.value):
                        yield f"{path.relative_to(PACKAGE)}:{call.lineno}", name.value, given


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language(language: str) -> None:
    empty = {name for name, text in TEXTS.items() if not text[language].strip()}
    # A variant may be without a hint that its code has, and tables of words hold what is the same in both languages.
    assert {name for name in empty if not name.endswith(".hint") or any(TEXTS[name].values())} == set()


def test_every_text_has_the_same_blanks_in_both_languages() -> None:
    asked = {name: (blanks(text[ENGLISH]), blanks(text[CHINESE])) for name, text in TEXTS.items()}
    assert {name: (english, chinese) for name, (english, chinese) in asked.items() if english != chinese} == {}


def test_chinese_is_chinese_and_english_is_not() -> None:
    han = re.compile(r"[㐀-鿿]")
    english = {name for name, text in TEXTS.items() if han.search(text[ENGLISH]) and not name.startswith("words.")}
    assert english == set()
    same = {name for name, text in TEXTS.items() if text[ENGLISH] == text[CHINESE]}
    assert same - {"c-020.lacking.hint", "i-001.hint", "things.key", "things.robots"} == {
        name for name in same if re.fullmatch(r"\{[^}]*\}", TEXTS[name][ENGLISH])
    }


def test_chinese_has_chinese_marks_and_room_beside_latin_words() -> None:
    bare = {name: re.sub(r"`[^`]*`|\{[^{}]*\}|「[^」]*」", "", text[CHINESE]) for name, text in TEXTS.items()}
    narrow = re.compile(r"[㐀-鿿] ?[,;:?!()](?![/\\w])|[“”‘’]")
    assert {name: text for name, text in bare.items() if narrow.search(text)} == {}
    tight = re.compile(r"[㐀-鿿][A-Za-z]|[A-Za-z][㐀-鿿]")
    assert {name: text for name, text in bare.items() if tight.search(text)} == {}


def test_every_code_says_how_grave_it_is_and_what_it_means() -> None:
    codes = {name.partition(".")[0] for name in strings() if re.fullmatch(rf"{CODE.pattern}(?:\.[a-z0-9_.]*)?", name)}
    known = severities()
    assert codes - set(known) == set(), "codes without `severity` and `meaning` in sitegen/messages/*.toml"
    assert set(known) - codes == set(), "codes in sitegen/messages/*.toml that no finding has"
    assert {code for code in known if f"{code}.meaning" not in TEXTS} == set()
    assert set(known.values()) <= {severity.value for severity in Severity}


def test_every_text_that_the_code_names_is_in_the_catalogue() -> None:
    named = {name for name in strings() if NAMED.fullmatch(name) and not CODE.fullmatch(name)}
    # A variant may have a text or a hint of its own.
    assert {name for name in named if name not in TEXTS and f"{name}.hint" not in TEXTS} == set()


def test_every_text_of_the_catalogue_is_said_somewhere() -> None:
    code = strings()
    parts = {part for name in code for part in re.split(r"[^a-z0-9_-]+", name)}
    unsaid = {
        name
        for name in TEXTS
        if not OTHERS.match(name)
        and not name.endswith((".hint", ".meaning"))
        and name not in code
        and not set(name.split(".")[1:]) <= parts  # `o-011.{why}`
    }
    assert unsaid == set()


def test_each_finding_is_given_the_facts_that_its_texts_ask_for() -> None:
    found = list(sayings())
    assert len(found) > 80, "this test does not see where findings are made"
    lacking = {(where, name): facts_of(name) - given for where, name, given in found if facts_of(name) - given}
    assert lacking == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", ["河湾", "", 0, 1, 2, ("甲", "乙"), "{x} [b]%s", "key:a", "b-011"])
def test_every_text_can_be_told_whatever_the_facts_are(language: str, fact: Fact) -> None:
    for name in TEXTS:
        facts = dict.fromkeys(itertools.chain(*map(blanks, TEXTS[name].values())), fact)
        assert "\0" not in text_of(language, name, facts)


def test_what_is_printed_is_told_as_it_is() -> None:
    assert told(CHINESE, "o-008", quote="a{b}字 [red]", path="a.txt") == "「a{b}字 [red]」在 a.txt 中找不到"
    assert told(CHINESE, "p-001", first="issue:2024-03-22", second="front") == (
        "两个文件地址相同：2024-03-22 这一期，与首页"
    )


def test_a_text_that_is_missing_is_told_by_its_name_and_a_fact_by_its_blank() -> None:
    found = file_error("q-999.new", "a.txt", line=1)
    assert (found.code, found.message, found.hint) == ("q-999", "q-999.new", "")
    assert told(ENGLISH, "o-008") == "`{quote}` does not stand in {path}"


def test_findings_can_be_sent_to_another_process() -> None:
    import pickle

    error = SitegenError([file_error("b-007", "a.txt", name="a", first="a.txt", second="b/a.txt")])
    again = pickle.loads(pickle.dumps(error))
    assert again.diagnostics == error.diagnostics
    assert str(again) == str(error) == "a.txt:0: b-007: two bulletins are called `a`: `a.txt` and `b/a.txt`"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, ENGLISH),
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, CHINESE),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_CN:en"}, CHINESE),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
    ],
)
def test_the_language_of_a_locale_is_found_as_gettext_finds_it(environment: Mapping[str, str], language: str) -> None:
    assert language_of_locale(environment) == language


@pytest.mark.parametrize(("tag", "language"), [("zh-Hans", "zh"), ("zh", "zh"), ("ZH-TW", "zh"), ("en", "en")])
def test_chinese_of_every_kind_is_spoken_to_in_chinese(tag: str, language: str) -> None:
    assert language_of(tag) == language


def test_docs_findings_is_what_the_catalogue_says(update_golden: bool) -> None:
    page = ROOT / "docs" / "findings.md"
    if update_golden:
        page.write_text(findings_page(), "utf-8", newline="\n")
    assert page.read_text("utf-8") == findings_page(), "run pytest tests/test_messages.py --update-golden"
    assert sum(is_variant(name) for name in TEXTS) > 100


def test_what_is_to_be_typed_has_no_space_that_is_not_to_be_typed() -> None:
    hint = file_error("o-008.near", "a.yaml", line=5, near="全长18米").told(CHINESE)[1]
    assert "`quote: 全长18米`" in hint and "第 5 行" in hint
