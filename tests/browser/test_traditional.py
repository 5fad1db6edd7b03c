"""An edition in traditional characters is set in typefaces that draw them as its readers know them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import DESK
from tests.editions import CONFIG, published

if TYPE_CHECKING:
    from tests.browser.windows import Windows


@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW", "zh-Hant-HK"])
def test_traditional_characters_are_not_set_in_typefaces_of_the_mainland(
    windows: Windows, tmp_path: Path, language: str
) -> None:
    public = published(tmp_path, {"edition.yaml": f"{CONFIG}language: {language}\n"})
    families = windows.look_at(f"{public.as_uri()}/index.html", DESK).evaluate(
        "() => [...document.querySelectorAll('body, h1, p')].map(each => getComputedStyle(each).fontFamily)"
    )
    assert {family.split(",")[0] for family in families} == {'"Source Han Serif TC"', '"Source Han Sans TC"'}
    assert not [family for family in families if " SC" in family]
