"""A key or a value that an editor writes in Chinese is told by the word that it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.config import Config, Publication, ReadingHints
from sitegen.model.layout import Role
from sitegen.model.prose import Reason
from sitegen.reading.files.corrections import Break, Entry
from sitegen.reading.files.overlay import GivenPage, Overlay
from sitegen.yamlfiles.fields import _chinese_words, keys_of
from tests.editions import CONFIG, DATED, make_seeds, sitegen_here


@pytest.mark.parametrize(
    ("overlay", "meant"),
    [
        ("更正: [{quote: 每晚, replace: 每夜}]\n", "corrections"),
        ("勘误: [{quote: 每晚, replace: 每夜}]\n", "corrections"),
        ("日期: 2023-05-04\n", "date"),
        ("版次: 2\n", "page"),
        ("版名: 要闻\n", "section"),
        ("原版图: page.jpg\n", "scan"),
        ("corrections: [{引文: 每晚, replace: 每夜}]\n", "quote"),
        ("corrections: [{quote: 每晚, 改为: 每夜}]\n", "replace"),
        ("corrections: [{line: 5, 角色: headline}]\n", "role"),
        ("corrections: [{line: 5, role: 标题}]\n", "headline"),
        ("corrections: [{line: 5, role: 小标题}]\n", "subheading"),
        ("corrections: [{line: 5, break: 接排}]\n", "join"),
    ],
)
def test_a_chinese_key_of_an_overlay_gets_the_hint_that_settles_it(tmp_path: Path, overlay: str, meant: str) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.yaml": overlay})
    done = sitegen_here(tmp_path, "build", "-q")
    assert done.returncode == 1
    assert f"did you mean `{meant}`?" in done.stderr


@pytest.mark.parametrize(
    ("config", "meant"),
    [
        ("报纸: {name: 河湾日报}\n", "publication"),
        (f"{CONFIG}网址: https://example.org/\n", "base_url"),
        (f"{CONFIG}撤下: [a.html]\n", "gone"),
        (f"{CONFIG}转向: {{a.html: index.html}}\n", "redirects"),
        ("publication: {名称: 河湾日报}\nbase_url: https://example.org/\n", "name"),
        ("publication: {name: 河湾日报, 出版单位: 报社}\nbase_url: https://example.org/\n", "publisher"),
    ],
)
def test_a_chinese_key_of_edition_yaml_gets_the_hint_that_settles_it(tmp_path: Path, config: str, meant: str) -> None:
    make_seeds(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": DATED})
    done = sitegen_here(tmp_path, "build", "-q")
    assert done.returncode == 3
    assert f"did you mean `{meant}`?" in done.stderr


def test_what_a_chinese_word_stands_for_is_a_word_that_there_is() -> None:
    kinds = (Config, Publication, ReadingHints, Overlay, GivenPage, Entry)
    known = {key for kind in kinds for key in keys_of(kind)} | {*Role, *Break, *Reason}
    known |= {"aliases", "issues", "hub", "added", "code", "at", "because", "id"}
    assert {word for words in _chinese_words().values() for word in words} - known == set()
