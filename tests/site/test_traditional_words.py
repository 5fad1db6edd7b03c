"""An edition in traditional characters speaks to its readers in them throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from sitegen.site.locale import related, wording
from sitegen.site.theme.templates import load_theme
from tests.editions import CONFIG, ROOT, contents, make_seeds, published

PAPER = """\
# 河灣日報

2023年5月4日 星期四 第1版

## 河灣新橋昨日通車

本報訊(記者 林青山)全長320米的河灣新橋昨日上午通車，兩岸居民往來不再繞行。

## 圖書館延長開放時間

本報訊(記者 周大河)市圖書館自本月起延長開放時間，每晚九時閉館。
"""
UNDATED = """\
## 老街修繕過半

老街修繕於2022年11月開工，現已完成一半，沿街店鋪照常營業。
"""


def simplified_in(text: str) -> set[str]:
    """Returns the ideographs of a text that are not among those of Taiwan."""
    return {sign for sign in re.findall("[㐀-鿿]", text) if not sign.encode("big5", "ignore")}


def texts(value: object) -> Iterator[str]:
    """Returns every text in a value, but for what a page may print."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple):
        yield from value


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "zh-CN", "zh-SG", "zh-Hans-HK"])
def test_another_chinese_is_written_in_simplified_characters(language: str) -> None:
    assert wording(language).search == "检索"
    assert "zh-Hant" not in related(language)


@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-HK", "ZH-tw"])
def test_words_in_views_are_traditional_where_readers_write_so(language: str) -> None:
    words = wording(language)
    assert (words.search, words.day) == ("檢索", "{y}年{m}月{d}日")
    told = {name: tuple(texts(getattr(words, name))) for name in words.__dataclass_fields__}
    assert {name: found for name, said in told.items() if (found := simplified_in("".join(said)))} == {}


@pytest.mark.parametrize("theme", ["broadsheet", "plain"])
def test_a_theme_has_each_word_in_traditional_characters(theme: str) -> None:
    folder = ROOT / "themes" / theme / "i18n"
    simplified, traditional = (
        yaml.safe_load((folder / f"zh-{one}.yaml").read_text("utf-8")) for one in ("Hans", "Hant")
    )
    assert list(traditional) == list(simplified)
    assert {name: found for name, text in traditional.items() if (found := simplified_in(text))} == {}


@pytest.mark.parametrize("language", ["zh-TW", "zh-Hant-HK"])
def test_no_page_or_feed_has_a_simplified_word(language: str, tmp_path: Path) -> None:
    config = CONFIG.replace("河湾日报", "河灣日報").replace("报社", "報社") + f"language: {language}\n"
    public = published(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": PAPER, "laojie.txt": UNDATED})
    pages = {path: text.decode() for path, text in contents(public).items() if re.search(r"\.(?:html|xml|opml)$", path)}
    assert len(pages) > 20
    assert {path: found for path, text in pages.items() if (found := simplified_in(text))} == {}


def test_a_theme_may_leave_its_traditional_words_to_the_simplified_ones(tmp_path: Path) -> None:
    words = {"zh-Hans": "archive: 晚刊首页\nlate: 晚刊\n", "en": "archive: Evening\nlate: Late\n"}
    files = {f"evening/i18n/{language}.yaml": text for language, text in words.items()}
    make_seeds(tmp_path, {"evening/theme.yaml": "name: evening\nextends: broadsheet\n", **files})
    theme = load_theme("evening", tmp_path / "seeds", "zh-TW")
    assert (theme.words["archive"], theme.words["late"], theme.words["search"]) == ("晚刊首页", "晚刊", "檢索")
