"""The box above an index, by which a reader finds a name among all."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opener
from tests.editions import published

NAMES = ("刘波", "柳青", "刘洋", "陈一禾", "程远", "陈平", "欧阳修文", "单雨", "林青山", "周小满", "宁小满", "江晚秋")
MORE = tuple(f"{surname}{given}" for surname in "王李张赵" for given in ("大海", "长河", "明月"))
PAPER = "# 河湾日报\n\n2023年5月4日 星期四 第1版\n\n" + "\n\n".join(
    f"## 河湾新桥通车纪事之{number}\n\n本报讯（记者 {name}）会议要求各单位认真落实，确保任务按期完成。"
    for number, name in enumerate(NAMES + MORE, 1)
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> str:
    return published(tmp_path_factory.mktemp("names"), {"2023-05-04-01.txt": PAPER}).as_uri()


def opened(paper: str, tab_of: Opener, **options: object) -> Page:
    page: Page = tab_of(**options)
    page.goto(f"{paper}/people/index.html")
    return page


def found(page: Page, typed: str) -> list[str]:
    page.get_by_role("searchbox", name="查找").fill(typed)
    expect(page.get_by_role("status")).not_to_be_empty()
    return page.locator(".name-filter li a").all_inner_texts()


def test_a_name_is_found_by_its_characters_its_sound_and_its_initials(paper: str, tab_of: Opener) -> None:
    page = opened(paper, tab_of)
    assert found(page, "刘") == ["刘波", "刘洋"]
    assert found(page, "liubo") == ["刘波"]
    assert found(page, "LB") == ["刘波"]
    assert found(page, "liu") == ["刘波", "柳青", "刘洋"]
    assert found(page, "chyh") == ["陈一禾"]
    assert found(page, "ouyang xiu") == ["欧阳修文"]
    assert found(page, "小满") == ["宁小满", "周小满"]
    assert found(page, "chen") == ["陈平", "陈一禾", "程远"], "whole syllables before the beginning of a longer one"
    assert found(page, "zzzz") == []
    expect(page.get_by_role("status")).to_have_text("没有这样的名称")


def test_it_leads_to_where_the_name_stands_and_back_to_what_was_typed(paper: str, tab_of: Opener) -> None:
    page = opened(paper, tab_of, size=PHONE)
    assert found(page, "lb") == ["刘波"]
    page.locator(".name-filter li a").click()
    page.wait_for_url("**/people/index/l/liu.html#*")
    expect(page.locator(":target")).to_contain_text("刘波")
    page.go_back()
    expect(page.locator(".name-filter li a")).to_have_text(["刘波"])
    expect(page.locator(".index-groups")).to_be_hidden()
    page.get_by_role("searchbox", name="查找").fill("")
    expect(page.locator(".index-groups")).to_be_visible()


def test_without_scripts_the_index_is_the_plain_list_without_a_dead_box(paper: str, tab_of: Opener) -> None:
    page = opened(paper, tab_of, java_script_enabled=False)
    expect(page.locator(".name-filter")).to_be_hidden()
    expect(page.get_by_role("link", name="刘波")).to_be_visible()


def test_of_very_many_names_the_first_are_shown_and_that_is_said(paper: str, tab_of: Opener) -> None:
    page = opened(paper, tab_of, size=PHONE)
    expect(page.get_by_role("searchbox", name="查找")).to_have_accessible_description(
        "可以输入汉字、拼音或拼音首字母，如“刘波”“liubo”“lb”"
    )
    many = ",".join(f'["王{number}","wang {number}","index.html",1]' for number in range(431))
    assert found(page, "wang"), "its own names are there"
    page.evaluate(f"sitegenNames([{many}])")
    assert len(found(page, "wang")) == 200
    expect(page.get_by_role("status")).to_contain_text("找到 431 条，先列出 200 条")


def test_names_of_one_surname_stand_together(paper: str, tab_of: Opener) -> None:
    page = opened(paper, tab_of)
    names = page.locator(".index-names a:visible").all_inner_texts()
    assert len(names) == len(NAMES + MORE)
    for surname in "刘陈王":
        at = [number for number, name in enumerate(names) if name.startswith(surname)]
        assert at == [*range(at[0], at[-1] + 1)], surname


def test_nothing_is_asked_for_before_somebody_types(paper: str, tab_of: Opener) -> None:
    page = tab_of(new=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{paper}/people/index.html")
    assert not [url for url in asked if url.endswith("names.js")]
    page.get_by_role("searchbox", name="查找").focus()
    page.wait_for_function("() => typeof sitegenNames === 'function'")
    assert Path("names.js").name in {url.rpartition("/")[2] for url in asked}


def test_it_is_no_wider_than_any_screen(paper: str, tab_of: Opener) -> None:
    page = opened(paper, tab_of)
    found(page, "l")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        label, box = (page.locator(f".name-filter {part}").bounding_box() for part in ("label", "input"))
        assert label and box
        assert 0 < box["x"] - label["x"] - label["width"] < 30, "the box stands beside its name"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
