"""A text of few lines on a front and a printed page, with what the editor has corrected in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import DESK
from tests.editions import published

if TYPE_CHECKING:
    from tests.browser.windows import Windows

CORRECTION = "corrections: [{quote: 20分钟, replace: 25分钟, kind: correction, date: 2023-05-08}]\n"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("short"), {"2023-05-04-01.yaml": CORRECTION})


@pytest.mark.parametrize("address", ["index.html", "2023/05/04/01.html"])
def test_a_text_too_short_for_columns_stands_in_one(windows: Windows, short: Path, address: str) -> None:
    page = windows.look_at(f"{short.as_uri()}/{address}", DESK)
    heights = page.locator(":is(.lead, .lead-story) p[data-kind=paragraph]").evaluate_all(
        "all => all.map(p => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight))"
    )
    assert heights
    assert max(heights) < 1.5, "each of these sentences fits one line"


@pytest.mark.parametrize("address", ["index.html", "2023/05/04/01.html", "2023/05/04/01-5.html"])
def test_a_correction_stands_off_the_frame_of_its_box(windows: Windows, short: Path, address: str) -> None:
    box = windows.look_at(f"{short.as_uri()}/{address}", DESK).locator(".correction")
    paddings = box.evaluate(
        "box => [getComputedStyle(box).paddingLeft, getComputedStyle(box).paddingTop].map(parseFloat)"
    )
    assert min(paddings) >= 8
