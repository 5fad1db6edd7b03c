"""How texts are spoken: put together from their words, which are heard once, as if each text were heard whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from sitegen.machine.cache import Cache
from sitegen.site.addresses import sounds
from sitegen.site.addresses.sounds import UNSPOKEN, spoken

WORDS = [
    "重庆",
    "银行",
    "行长",
    "长大",
    "了",
    "的",
    "得",
    "音乐",
    "快乐",
    "〇",
    "嗯",
    "龘",
    "𠮷",
    "abc",
    "3·15",
    "，",
    " ",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_a_text_is_spoken_as_if_it_were_heard_whole(text: str) -> None:
    whole = lazy_pinyin(text, style=Style.NORMAL, errors=lambda rest: UNSPOKEN + rest)
    assert spoken(text) == tuple(whole)


def test_what_an_earlier_build_has_heard_is_known_again_and_not_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sounds, "_known", {})
    heard = {text: spoken(text) for text in ("重庆银行", "3·15", "", "，龘 了")}
    cache = Cache(tmp_path / "cache")
    sounds.keep(cache, 0)
    cache.save()
    monkeypatch.setattr(sounds, "_known", {})
    monkeypatch.delattr(sounds, "_hear")
    assert sounds.recall(cache) == len(heard)
    assert {text: spoken(text) for text in heard} == heard
    cache.close()
