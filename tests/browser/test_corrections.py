"""What a corrected article tells machines breaks no rule of the page's own policy."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import Opener
from tests.editions import ROOT, sitegen_here


def test_the_policy_lets_the_data_block_of_a_correction_be(tab_of: Opener, tmp_path: Path) -> None:
    case = ROOT / "tests" / "cases" / "corrections" / "in"
    done = sitegen_here(tmp_path, "build", str(case))
    assert done.returncode == 0, done.stderr
    page = tab_of(new=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "public/2024/04/12/02-7.html").as_uri())
    kinds = page.eval_on_selector_all(
        'script[type="application/ld+json"]', "blocks => blocks.map(block => JSON.parse(block.textContent)['@type'])"
    )
    assert kinds == ["NewsArticle", "BreadcrumbList"]
    assert not said
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert page.evaluate("window.ran") is None
    assert said, "this test would not see what the policy refuses"
