"""A small edition of three years, and its search page opened: what tests of searching share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import listening
from tests.editions import CONFIG, published
from tests.sharing import made_once


def bulletin(day: int, *articles: str) -> str:
    return f"# 河湾日报\n\n2023年5月{day}日 第1版\n\n" + "\n\n".join(articles) + "\n"


BRIDGE = """## 河湾新桥昨日通车

本报讯(记者 林青山)全长320米的河湾新桥昨日上午通车，赤峰市中级人民法院推行“执行110”工作模式。

两岸居民往来不再绕行&lt;script&gt;alert(1)&lt;/script&gt;，通车典礼由桥梁局局长毕晨明主持。"""
BULLETINS = {
    "2023-05-04-01.txt": bulletin(4, BRIDGE, "## 图书馆延长开放时间\n\n本报讯 河湾市图书馆自即日起每晚开放至21时。"),
    "2023-05-05-01.txt": bulletin(5, "## 新桥限重\n\n本报讯 河湾新桥即日起限重十吨。"),
    "2022-11-03-01.txt": "# 河湾日报\n\n2022年11月3日 第1版\n\n## 新桥动工\n\n本报讯 河湾新桥昨日动工。\n",
    "many.txt": "# 河湾日报\n\n2021年1月5日 第2版\n\n"
    + "\n\n".join(f"## 某村第{n}户举行活动\n\n本报讯 某村第{n}户举行活动，活动圆满。（林青山）" for n in range(1, 121)),
}


def small_edition(factory: pytest.TempPathFactory) -> Path:
    """Returns a site of three years, with more articles than are shown at once; all workers share it."""
    files = {"edition.yaml": CONFIG, **BULLETINS}
    return made_once(factory, "small-edition", lambda folder: published(folder, files)) / "public"


@dataclass
class Opened:
    """The search page of the small edition and what went wrong in it."""

    page: Page
    root: str
    errors: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # addresses of all that was loaded

    def go(self, query: str = "") -> Opened:
        self.page.goto(f"{self.root}search.html{query}")
        self.page.bring_to_front()  # keys reach the page in front alone, which may still be another window's
        return self

    def press(self, key: str) -> None:
        """Press a key once the page takes keys, which come with what is offered beside the first results."""
        self.page.wait_for_function("() => Boolean(globalThis.sitegenSearch?.showMonths)")
        self.page.keyboard.press(key)

    @property
    def box(self) -> Any:
        return self.page.locator("main input[name=q]")

    @property
    def results(self) -> Any:
        return self.page.locator("ol#results > li")

    def type(self, text: str) -> None:
        self.box.press_sequentially(text)

    def expect(self, state: str, status: str | re.Pattern[str] | None = None) -> None:
        expect(self.page.locator("[data-search-state]")).to_have_attribute("data-search-state", state)
        if status is not None:
            expect(self.page.locator("[data-search-status]")).to_have_text(status)


def opened_in(page: Page, site: Path) -> Iterator[Opened]:
    """Give a page in which nothing may go wrong, for a fixture."""
    result = Opened(page, f"{site.as_uri()}/")
    with listening(
        page,
        pageerror=lambda error: result.errors.append(str(error)),
        request=lambda request: result.files.append(request.url),
    ):
        yield result
    page.unroute_all()
    assert result.errors == []
