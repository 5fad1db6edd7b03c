"""References that a reader takes along: copied, and given to programs."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Site
from tests.browser.test_reader_tools import ARTICLE, COPYING, UNDATED


def test_the_reference_is_copied_and_that_is_said(page_of: Opener, site: Site) -> None:
    page = page_of(ARTICLE, script=COPYING)
    page.get_by_role("button", name="引用", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已复制")
    assert page.evaluate("copied") == (
        f"金丽. 一封来自最高人民法院的感谢信[N/OL]. 法院专刊，2024-03-22（07）. {site.url}{ARTICLE}."
    )


def test_a_reference_with_a_place_for_the_day_of_access_is_copied_with_today(page_of: Opener, site: Site) -> None:
    page = page_of(ARTICLE, script=COPYING)
    old = f"金丽. 感谢信[N/OL]. 法院专刊, 2024-03-22(07)[引用日期]. {site.url}{ARTICLE}"  # of 2015
    button = page.get_by_role("button", name="引用", exact=True)
    button.evaluate("(button, old) => { button.dataset.citation = old; }", old)
    button.click()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert page.evaluate("copied") == old.replace("[引用日期]", f"[{today}]")


def downloaded(page: Page, form: str) -> tuple[str, str]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"{form}：").click()
    return waiting.value.suggested_filename, waiting.value.path().read_text("utf-8")


@pytest.mark.parametrize("way", ["disk", "served"])
def test_the_reference_is_given_to_programs_in_three_forms(page_of: Opener, site: Site, way: str) -> None:
    page = page_of(ARTICLE, way)
    address = site.url + ARTICLE
    name, ris = downloaded(page, "RIS")
    assert name == "2024-03-22-07-19.ris"
    lines = dict(line.split("  - ", 1) for line in ris.splitlines())
    assert list(lines.items())[:5] == [
        ("TY", "NEWS"),
        ("AU", "金丽"),
        ("TI", "一封来自最高人民法院的感谢信"),
        ("T2", "法院专刊"),
        ("DA", "2024/03/22"),
    ]
    assert (lines["SP"], lines["UR"]) == ("07", address)
    assert ris.splitlines()[-1] == "ER  - "
    name, bibtex = downloaded(page, "BibTeX")
    assert name == "2024-03-22-07-19.bib"
    assert bibtex.startswith(
        "@article{2024-03-22-07-19,\n  author = {{金丽}},\n  title = {{一封来自最高人民法院的感谢信}},"
    )
    assert bibtex.count("{") == bibtex.count("}")
    assert "  year = {2024},\n  month = {3},\n  day = {22},\n  pages = {07},\n" in bibtex
    (item,) = json.loads(downloaded(page, "CSL-JSON")[1])
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "金丽"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 22]]}
    assert (item["container-title"], item["page"], item["URL"]) == ("法院专刊", "07", address)


def test_what_is_not_known_is_in_no_reference(page_of: Opener) -> None:
    page = page_of(UNDATED)
    assert "DA" not in [line[:2] for line in downloaded(page, "RIS")[1].splitlines()]
    assert "year" not in downloaded(page, "BibTeX")[1]
    assert "issued" not in json.loads(downloaded(page, "CSL-JSON")[1])[0]
