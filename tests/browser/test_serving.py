"""The preview as an editor meets it: findings over the page, a click that writes a correction, the page read anew."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")
pytest.importorskip("watchfiles", reason="needs watchfiles, of the serve extra")

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESK, PATIENCE, PHONE, Opener
from tests.browser.windows import listening
from tests.editions import CUT, DATED, make_seeds
from tests.serving.desks import PAGE, Preview, previewed


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewed(make_seeds(tmp_path, {f"{PAGE}.txt": CUT})) as one:
        yield one


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(tab_of: Opener, request: pytest.FixtureRequest) -> Iterator[Page]:
    one: Page = tab_of(request.param)
    wrong: list[str] = []
    with listening(
        one,
        pageerror=lambda error: wrong.append(str(error)),
        console=lambda said: wrong.append(said.text) if said.type == "error" and "409" not in said.text else None,
    ):
        yield one
    one.unroute_all()
    assert wrong == []


def open_fix(page: Page, line: int) -> None:
    page.locator("sitegen-findings summary").wait_for()
    page.locator(f"[data-line='{line}'] .fix summary").click()


def test_a_click_writes_a_role_and_the_page_is_read_anew(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/proof/{PAGE}.html")
    open_fix(page, 9)
    page.locator("[data-line='9'] .fix-body .choose select").select_option("verse")
    page.locator("[data-line='9'] .fix-body .yaml .write").click()
    expect(page.locator("[data-line='9']")).to_have_attribute("data-role", "verse")
    overlay = preview.seeds / f"{PAGE}.yaml"
    assert overlay.read_text("utf-8") == "corrections:\n  - {line: 9, role: verse}\n"
    expect(page.locator("sitegen-findings").get_by_role("status")).to_contain_text("{line: 9, role: verse}")
    page.locator("sitegen-findings").get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-line='9']")).to_have_attribute("data-role", "paragraph")
    assert not overlay.exists()


def test_what_was_written_is_said_though_the_page_hears_of_it_before_the_answer(preview: Preview, page: Page) -> None:
    def answer_late(route: Route) -> None:
        answer = route.fetch()
        time.sleep(0.3)
        route.fulfill(response=answer)

    page.route("**/_serve/correct", answer_late)
    page.goto(f"{preview.origin}/proof/{PAGE}.html")
    open_fix(page, 9)
    page.locator("[data-line='9'] .fix-body .yaml .write").click()
    expect(page.locator("sitegen-findings").get_by_role("status")).to_contain_text("written into")


def test_a_misread_line_is_corrected_where_it_stands(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/proof/{PAGE}.html")
    open_fix(page, 9)
    field = page.get_by_label("Misread?")
    expect(field).to_have_value(CUT.splitlines()[8])
    field.fill(CUT.splitlines()[8].replace("货车", "卡车").replace("再等", "等"))
    page.locator("[data-line='9'] .misread .write").click()
    expect(page.locator("[data-line='9']")).to_contain_text("卡车")
    text = (preview.seeds / f"{PAGE}.yaml").read_text("utf-8")
    quote, replace = (f'"{word}直接开到对岸的村口,孩子们上学不用{end}"' for word, end in (("货车", "再"), ("卡车", "")))
    assert text == f"corrections:\n  - {{quote: {quote}, replace: {replace}}}\n"


def test_a_finding_is_accepted_with_the_reason_that_is_filled_in(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/proof/{PAGE}.html")
    finding = page.locator(".finding[data-code=r-003]")
    finding.get_by_role("button", name="Write it into edition.yaml").click()
    expect(finding.get_by_role("alert")).to_contain_text("a blank is left")
    finding.get_by_placeholder("Why").fill('原文如此: "桥"')
    finding.get_by_role("button", name="Write it into edition.yaml").click()
    expect(page.locator(".finding.accepted")).to_contain_text('原文如此: "桥"')


def test_a_page_shows_what_was_saved_and_what_is_wrong_with_it(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/2023/05/04/01-5.html")
    panel = page.locator("sitegen-findings")
    expect(panel.locator("summary")).to_contain_text("1 ⚠")
    panel.locator("summary").click()
    expect(panel.locator("li.here")).to_contain_text("the sentence does not end")
    expect(panel.locator("li.here a")).to_have_attribute("href", f"/proof/{PAGE}.html#{PAGE}-l9")
    (preview.seeds / f"{PAGE}.txt").write_text(DATED.replace("昨日通车", "今日通车"), "utf-8")
    preview.read()
    expect(page.locator("h1")).to_contain_text("今日通车")
    expect(panel.locator("summary")).to_contain_text("no findings")
    (preview.seeds / "edition.yaml").write_bytes(b"publication: [\n")
    preview.read()
    expect(panel.locator("summary")).to_contain_text("1 ✕")
    expect(panel).to_contain_text("edition.yaml:2")
    expect(page.locator("h1")).to_contain_text("今日通车")


def test_a_page_that_has_not_changed_is_not_loaded_again(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/2023/05/04/01-5.html")
    page.locator("sitegen-findings summary").wait_for()
    page.evaluate("document.title = 'still here'")
    (preview.seeds / "wrong.yaml").write_bytes(b"page: 3\n")
    preview.read()
    expect(page.locator("sitegen-findings summary")).to_contain_text("1 ✕")
    expect(page).to_have_title("still here")


def test_the_panel_stays_within_the_screen_and_can_be_used_by_keys(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.origin}/2023/05/04/01-5.html")
    summary = page.locator("sitegen-findings summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("sitegen-findings .body")).to_be_visible()
    box = page.locator("sitegen-findings details").bounding_box()
    assert box is not None
    size = page.viewport_size
    assert size is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.keyboard.press("Enter")
    expect(page.locator("sitegen-findings .body")).to_be_hidden()


def test_another_site_that_is_open_cannot_reach_the_edition(preview: Preview, browser: Browser) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    other = context.new_page()
    other.route("http://evil.example/**", lambda route: route.fulfill(body="<p>x</p>", content_type="text/html"))
    other.goto("http://evil.example/")
    # Some browsers ask before they let a page reach this machine at all, and nobody answers here.
    tried = other.evaluate(
        """async (origin) => {
          const late = () => new Promise((done) => setTimeout(() => done("late"), 4000));
          const answer = (asked) => asked.then((one) => one.type, () => "refused");
          const tries = [
            fetch(`${origin}/_serve/undo`, { method: "POST", mode: "no-cors", body: "{}" }),
            fetch(`${origin}/_serve/state`, { headers: { "X-Sitegen-Token": "x" } }),
            fetch(`${origin}/`),
          ];
          return Promise.all(tries.map((asked) => Promise.race([answer(asked), late()])));
        }""",
        preview.origin,
    )
    context.close()
    assert tried[0] in ("opaque", "refused", "late")
    assert set(tried[1:]) <= {"refused", "late"}
