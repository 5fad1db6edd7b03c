"""An article read aloud by a voice made for the test: each sentence shown, paused and ended by the reader."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import expect

from tests.browser.conftest import Opener

ARTICLE = "2024/03/22/07-19.html"
# A voice that says everything at once and writes down what it was given and what was shown meanwhile.
VOICE = """window.said = [];
const shown = () => [...(CSS.highlights?.get("reading-aloud") || [])].join("");
class Utterance { constructor(text) { this.text = text; } }
const voice = {lang: "zh-CN", localService: true};
const voices = {
    speaking: [], getVoices: () => [voice], addEventListener() {},
    cancel() { this.speaking.length = 0; window.cancelled = true; },
    speak(utterance) {
        window.said.push({text: utterance.text, lang: utterance.lang, shown: shown()});
        utterance.onstart?.();
        this.speaking.push(utterance);
    },
    finish() { this.speaking.shift()?.onend?.(); },
};
Object.defineProperty(window, "speechSynthesis", {value: voices});
window.SpeechSynthesisUtterance = Utterance;"""


def test_an_article_is_read_aloud_sentence_by_sentence_and_each_is_shown(page_of: Opener) -> None:
    page = page_of(ARTICLE, script=VOICE)
    page.get_by_role("button", name="朗读").click()
    for _ in range(3):
        page.evaluate("speechSynthesis.finish()")
    said = page.evaluate("said")
    assert said[0] == {"text": "一封来自最高人民法院的感谢信", "lang": "zh-CN", "shown": "一封来自最高人民法院的感谢信"}
    assert said[1]["shown"].startswith("本报讯")
    text = re.sub(r"\s", "", page.locator("p[data-kind=paragraph]").first.inner_text())
    assert re.sub(r"\s", "", "".join(piece["shown"] for piece in said[1:])) in text
    assert not re.search("[“”《》]", "".join(piece["text"] for piece in said))
    expect(page.get_by_role("group", name="朗读全文")).to_contain_text("第 4 句")


def test_reading_aloud_pauses_goes_on_from_the_sentence_and_stops(page_of: Opener) -> None:
    page = page_of(ARTICLE, script=VOICE)
    page.get_by_role("button", name="朗读").click()
    page.evaluate("speechSynthesis.finish()")
    page.get_by_role("button", name="暂停").click()
    assert page.evaluate("speechSynthesis.speaking.length") == 0
    page.get_by_role("button", name="继续").click()
    assert page.evaluate("said[2].text === said[1].text")
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_role("group", name="朗读全文")).to_have_count(0)
    assert page.evaluate("CSS.highlights.has('reading-aloud')") is False
    expect(page.get_by_role("button", name="朗读")).to_be_focused()


def test_the_whole_article_is_read_and_then_the_player_goes(page_of: Opener) -> None:
    page = page_of(ARTICLE, script=VOICE)
    page.get_by_role("button", name="朗读").click()
    page.evaluate("() => { while (speechSynthesis.speaking.length) speechSynthesis.finish(); }")
    expect(page.get_by_role("group", name="朗读全文")).to_have_count(0)
    said = re.sub(r"\s", "", "".join(piece["shown"] for piece in page.evaluate("said")))
    for paragraph in page.locator("p[data-kind=paragraph]").all():
        assert re.sub(r"\s", "", paragraph.inner_text()) in said


def test_leaving_the_page_ends_the_voice(page_of: Opener) -> None:
    page = page_of(ARTICLE, script=VOICE)
    page.get_by_role("button", name="朗读").click()
    page.evaluate("() => { window.cancelled = false; dispatchEvent(new PageTransitionEvent('pagehide')); }")
    assert page.evaluate("cancelled")


def test_without_marks_the_paragraph_that_is_read_is_shown(page_of: Opener) -> None:
    page = page_of(ARTICLE, script="Object.defineProperty(CSS, 'highlights', {value: undefined});" + VOICE)
    page.get_by_role("button", name="朗读").click()
    expect(page.locator(".reading-aloud")).to_have_text("一封来自最高人民法院的感谢信")


def test_a_browser_without_a_voice_for_the_language_does_not_offer_to_read(page_of: Opener) -> None:
    page = page_of(ARTICLE, script=VOICE.replace("zh-CN", "de-DE"))
    expect(page.locator("[data-tool=listen]")).to_be_hidden()
    page = page_of(ARTICLE, script="Object.defineProperty(window, 'speechSynthesis', {value: undefined});")
    expect(page.locator("[data-tool=listen]")).to_be_hidden()
