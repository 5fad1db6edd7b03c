"""edition.yaml becomes a Config; each fault's wording is recorded in tests/diagnostics."""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path

import pytest

from sitegen.config import Accepted, Config, Publication, ReadingHints, load_config
from sitegen.errors import ConfigError, ExitCode
from sitegen.source import Location
from tests.editions import CONFIG

FULL = """\
publication: {name: 法院专刊, publisher: 某高级人民法院, email: paper@example.com, telephone: [0471-123, 0471]}
authority: court.example
language: zh-Hans-CN
utc_offset: "-03:30"
base_url: HTTPS://Example.ORG:8080/courts
theme: ../mine
plain: false
reading: {sections: [要闻], outlets: [本报], places: [包头], units: [包头中院], place_line: below}
indexes: {aliases: {包头中院: 包头市中级人民法院}}
feeds: {issues: 20, hub: "https://hub.example/", added: {1950-05-01: 2026-11-20}}
citation: 2015
misreadings: https://example.org/issues/new
cards: {font: fonts/serif.otf}
redirects: {2024/03/22/07-63.html: 2024/03/22/07-65.html}
gone: [2023/01/05/02-9.html, 2023/]
accept: [{code: r-014, at: "003.txt:44", because: the page itself lacks a word}]
"""
LEAST = "publication: {name: 报}\nbase_url: https://example.org\n"


def load(folder: Path, text: str, *, base_url: str | None = None) -> Config:
    (folder / "edition.yaml").write_text(text, encoding="utf-8", newline="")
    return load_config(folder, base_url=base_url)


def faults(folder: Path, text: str) -> list[tuple[str, int]]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    return [(fault.code, fault.line) for fault in caught.value.diagnostics]


def test_every_key_is_read(tmp_path: Path) -> None:
    shown = (tmp_path / "edition.yaml").as_posix()
    assert load(tmp_path, FULL) == Config(
        path=shown,
        seeds=tmp_path,
        publication=Publication(
            name="法院专刊", publisher="某高级人民法院", email="paper@example.com", telephone=("0471-123", "0471")
        ),
        authority="court.example",
        language="zh-Hans-CN",
        utc_offset="-03:30",
        base_url="https://example.org:8080/courts/",
        theme="../mine",
        plain=False,
        reading=ReadingHints(
            name="法院专刊",
            publisher="某高级人民法院",
            sections=("要闻",),
            outlets=("本报",),
            places=("包头",),
            units=("包头中院",),
            place_line="below",
        ),
        aliases=(("包头中院", "包头市中级人民法院"),),
        feed_issues=20,
        feed_hub="https://hub.example/",
        added=(("1950-05-01", "2026-11-20"),),
        citation="2015",
        misreadings="https://example.org/issues/new",
        card_font="fonts/serif.otf",
        redirects=(("2024/03/22/07-63.html", "2024/03/22/07-65.html"),),
        gone=("2023/01/05/02-9.html", "2023/"),
        accept=(
            Accepted(
                code="r-014", at="003.txt:44", because="the page itself lacks a word", where=Location(shown, 16, 10)
            ),
        ),
    )


def test_a_name_and_an_address_are_enough(tmp_path: Path) -> None:
    config = load(tmp_path, LEAST)
    assert config.publication == Publication(name="报")
    assert (config.language, config.theme, config.feed_issues) == ("zh-Hans", "broadsheet", 14)
    assert config.plain
    assert (config.base_url, config.authority) == ("https://example.org/", "example.org")
    assert config.timezone.utcoffset(None) == timedelta(hours=8)


def test_an_offset_west_of_greenwich_is_negative(tmp_path: Path) -> None:
    assert load(tmp_path, FULL).timezone.utcoffset(None) == -timedelta(hours=3, minutes=30)


def test_the_authority_is_the_email_of_the_publication_where_it_is_not_given(tmp_path: Path) -> None:
    text = LEAST.replace("{name: 报}", "{name: 报, email: paper@example.com}")
    assert load(tmp_path, text).authority == "paper@example.com"


def test_an_email_that_no_tag_id_can_hold_is_not_the_authority(tmp_path: Path) -> None:
    text = LEAST.replace("{name: 报}", "{name: 报, email: paper+news@example.com}")
    assert load(tmp_path, text).authority == "example.org"


def test_building_for_another_address_keeps_the_authority(tmp_path: Path) -> None:
    config = load(tmp_path, LEAST, base_url="http://localhost:8000")
    assert (config.base_url, config.authority) == ("http://localhost:8000/", "example.org")


def test_the_address_may_come_from_the_command_line_alone(tmp_path: Path) -> None:
    config = load(tmp_path, "publication: {name: 报}\n", base_url="http://localhost:8000/a")
    assert (config.base_url, config.authority) == ("http://localhost:8000/a/", "localhost")


def test_a_wrong_address_on_the_command_line_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, LEAST, base_url="example.org")
    assert [(fault.code, fault.path) for fault in caught.value.diagnostics] == [("c-007", "--base-url")]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("http://a.b", "http://a.b/"),
        ("https://a.b//", "https://a.b/"),
        ("https://a.b/法院/", "https://a.b/%E6%B3%95%E9%99%A2/"),
        ("https://a.b/%E6%B3%95", "https://a.b/%E6%B3%95/"),
        ("https://法院.cn", "https://xn--nww899f.cn/"),
    ],
)
def test_an_address_is_brought_into_one_form(tmp_path: Path, written: str, normal: str) -> None:
    host = "\nauthority: example.org\n"
    assert load(tmp_path, f"publication: {{name: 报}}\nbase_url: {written}{host}").base_url == normal


@pytest.mark.parametrize(
    "written",
    [
        *("ftp://a.b/", "//a.b/", "a.b", "https://", "https:///x", "https://a b/", "https://a.b/?x", "https://a.b/#x"),
        *(
            "https://u:p@a.b/",
            "https://a.b:port/",
            "https://a.b:99999/",
            "https://[a/",
            "https://a.b/../c",
            "mailto:a@b",
        ),
    ],
)
def test_what_is_no_address_for_a_site_is_refused(tmp_path: Path, written: str) -> None:
    assert faults(tmp_path, f"publication: {{name: 报}}\nbase_url: '{written}'\n") in (
        [("c-007", 2)],
        [("c-007", 2)] * 2,
    )


@pytest.mark.parametrize("written", ["08:00", "+8:00", "+15:00", "+08:60", "+0800", "Z", "８"])
def test_an_offset_of_another_form_is_refused(tmp_path: Path, written: str) -> None:
    assert faults(tmp_path, f"{LEAST}utc_offset: '{written}'\n") == [("c-007", 3)]


@pytest.mark.parametrize(
    "written", ["/a.html", "../a.html", "a/../b.html", "./a", "a//b", "http://x/", "a?b", "a#b", "a b", "C:/a"]
)
def test_a_redirect_stays_within_the_site(tmp_path: Path, written: str) -> None:
    assert faults(tmp_path, f"{LEAST}redirects: {{'{written}': x.html}}\n") == [("c-007", 3)]
    assert faults(tmp_path, f"{LEAST}redirects: {{x.html: '{written}'}}\n") == [("c-007", 3)]


def test_a_chain_of_redirects_is_no_circle(tmp_path: Path) -> None:
    assert len(load(tmp_path, f"{LEAST}redirects: {{a: b, b: c, c: d}}\n").redirects) == 3


def test_a_redirect_into_a_circle_blames_the_circle_only(tmp_path: Path) -> None:
    assert faults(tmp_path, f"{LEAST}redirects:\n  a: b\n  b: c\n  c: b\n") == [("c-007", 5), ("c-007", 6)]


def test_all_faults_are_told_in_one_run(tmp_path: Path) -> None:
    text = "publication: {}\nlangage: zh\nfeeds: {issues: many}\ngone: x\n"
    assert faults(tmp_path, text) == [("c-006", 1), ("c-006", 1), ("c-004", 2), ("c-007", 3), ("c-005", 4)]


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff" + LEAST.replace("\n", "\r\n")).publication.name == "报"


def test_the_file_may_be_named_instead_of_the_folder(tmp_path: Path) -> None:
    load(tmp_path, LEAST)
    config = load_config(tmp_path / "edition.yaml")
    assert config.seeds == tmp_path
    assert config.folder == tmp_path.as_posix()


def test_a_missing_folder_is_told_with_a_way_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        load_config(Path("nowhere/seeds"))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.path, fault.message) == ("c-001", "nowhere/seeds", "there is no folder `nowhere/seeds`")
    assert "sitegen init" in fault.hint
    assert caught.value.exit_code is ExitCode.CONFIG


def test_an_edition_file_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").mkdir()
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert [fault.code for fault in caught.value.diagnostics] == ["c-008"]


def test_a_config_travels_to_another_process(tmp_path: Path) -> None:
    config = load(tmp_path, FULL)
    assert pickle.loads(pickle.dumps(config)) == config
    assert hash(config) == hash(load_config(tmp_path))


@pytest.mark.parametrize("written", ["maybe", "no", "1", "[]"])
def test_a_flag_is_true_or_false_and_nothing_else(tmp_path: Path, written: str) -> None:
    assert faults(tmp_path, f"{LEAST}plain: {written}\n") == [("c-005" if written == "[]" else "c-007", 3)]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("cn", "zh-Hans"),
        ("zh_CN", "zh-CN"),
        ("zh_CN.UTF-8", "zh-CN"),
        ("en_US", "en-US"),
        ("jp", "ja"),
        ("English", "en"),
        ("Chinese", "zh-Hans"),
        ("hk", "zh-Hant"),
        ("esperanto", ""),
        ("中文", ""),
        ("zh-", ""),
    ],
)
def test_what_is_no_language_is_told_with_the_tag_that_was_meant(given: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text(f"{CONFIG}language: {given}\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        load_config(tmp_path)
    (found,) = raised.value.diagnostics
    assert found.said == "c-007.language"
    assert found.hint == (f"write `{meant}`" if meant else "write a language tag like `zh-Hans`")


@pytest.mark.parametrize("given", ["zh", "ZH", "zh-CN", "en", "kr", "tw", "yue", "sr-Latn", "de-CH-1996", "ja"])
def test_every_language_is_one(given: str, tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text(f"{CONFIG}language: {given}\n", "utf-8")
    assert load_config(tmp_path).language == given


@pytest.mark.parametrize("name", ["“河湾日报”", "‘河湾日报’", "”河湾日报”"])
def test_quotes_of_print_around_a_name_are_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text(CONFIG.replace("name: 河湾日报,", f"name: {name},"), "utf-8")
    with pytest.raises(ConfigError) as raised:
        load_config(tmp_path)
    assert [(found.said, found.hint) for found in raised.value.diagnostics] == [
        ("c-007.quotes", "write `name: 河湾日报`")
    ]


def test_quotes_of_print_within_a_name_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text(CONFIG.replace("name: 河湾日报,", "name: “河湾”日报,"), "utf-8")
    assert load_config(tmp_path).publication.name == "“河湾”日报"
