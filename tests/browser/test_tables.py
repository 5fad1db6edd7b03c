"""How a table of a bulletin stands among the columns of its printed page, and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import DESK, PHONE
from tests.editions import CONFIG, published

if TYPE_CHECKING:
    from tests.browser.windows import Windows

PRICES = "收购价格与去年同期持平，各站延长收购时间，售粮农户当天可以拿到现款，不必再排长队。" * 6
PAGE = f"""# 河湾日报

2023年5月5日 星期五 第2版

## 一季度各乡镇粮食收购量公布

本报讯 县粮食局昨日公布一季度各乡镇收购量,单位为吨。

| 乡镇 | 小麦 | 玉米 | 大豆 | 同比增减 |
|---|---|---|---|---|
| 河湾镇 | 1,204.5 | 880 | 96.25 | +3.2% |
| 上游水库管理区 | 10,450 | 1,120.75 | 1,000 | 0 |

{PRICES}

## 图书馆延长开放时间

本报讯 河湾市图书馆自即日起每晚开放至21时。
"""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose page has a table of five columns."""
    files = {"edition.yaml": CONFIG, "2023-05-05-02.txt": PAGE}
    return published(tmp_path_factory.mktemp("counted"), files)


@pytest.mark.parametrize(("address", "size"), [("02.html", DESK), ("02-5.html", DESK), ("02-5.html", PHONE)])
def test_a_table_of_five_columns_is_read_without_scrolling_and_its_names_are_not_set_down(
    windows: Windows, counted: Path, address: str, size: tuple[int, int]
) -> None:
    table = windows.look_at(f"{counted.as_uri()}/2023/05/05/{address}", size).locator("div.table")
    assert table.evaluate("table => table.scrollWidth - table.clientWidth") <= 12  # the white beside the last figures
    lines, name = "cell => Math.round(cell.clientHeight / parseFloat(getComputedStyle(cell).lineHeight))", "td"
    assert table.locator(name).filter(has_text="上游水库管理区").evaluate(lines) <= 2


def test_figures_of_a_column_end_below_one_another(windows: Windows, counted: Path) -> None:
    page = windows.look_at(f"{counted.as_uri()}/2023/05/05/02.html", DESK)
    ends = page.locator("tr > :nth-child(2)").evaluate_all(
        """cells => cells.map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return Math.round(range.getBoundingClientRect().right);
        })"""
    )
    assert len(ends) == 3
    assert len(set(ends)) == 1
