"""Every sign that decides about a line has words in both languages, for the proof sheet and for `read`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from sitegen.reading.layout import explain
from sitegen.reading.layout.labels import LABELS
from sitegen.reading.layout.weights import BY_PLACE, TRAINED, rows_of

HAN = re.compile(r"[㐀-鿿]")


def atoms() -> Iterator[str]:
    """Return what signs are made of, those left out that tell of wrapped lines, which nobody is shown."""
    folder = files("sitegen.reading.layout")
    text = "\n".join(folder.joinpath(name).read_text("utf-8") for name in (TRAINED, BY_PLACE))
    for sign in dict.fromkeys(sign for sign, _, _ in rows_of(text)):
        if not sign.startswith("wrap."):
            yield from (atom for atom in sign.split(" ") if atom not in (*LABELS, "step"))


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_sign_has_words(language: str) -> None:
    say = explain.words_of(language)
    names = {atom.partition(":")[0] for atom in atoms()}
    assert len(names) > 80, "this test does not see the signs"
    assert {name for name in names if name not in say} == set()


def test_a_sign_is_told_in_chinese_alone() -> None:
    say = explain.words_of("zh-Hans")
    latin = {atom: words for atom in atoms() if re.search(r"[a-z]{2}", words := explain.told(atom, say))}
    assert latin == {}
