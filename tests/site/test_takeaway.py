"""Articles and issues in the forms in which they are taken away: whole, read back the same, only what is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config import load_config
from sitegen.model.prose import ledger
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import find_bulletins
from sitegen.reading.illustrating import with_images
from sitegen.reading.page import NO_HINTS
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Memory
from sitegen.site.catalogue import Catalogue, make_catalogue
from sitegen.site.make import look_away, make_seen_site
from sitegen.site.takeaway.markdown import line
from sitegen.site.theme.templates import load_theme
from sitegen.yamlfiles.forms import TAKE_AWAY
from tests import nightly
from tests.editions import CONFIG, ROOT, contents, published, sitegen_here
from tests.nightly import examples
from tests.takeaway import catalogue_of, read_back, returned

EDITIONS = (ROOT / "seeds", *sorted((ROOT / "tests" / "cases").glob("*/in")))
BUILT = tuple(folder for folder in EDITIONS if folder.parent.name in (ROOT.name, "pictures", "english"))
# Marks of Markdown and what begins a block of it, among words.
TRICKY = st.text(st.sampled_from("一二三ab1. *_`[](){}<>#+-!|\\&;:“”~^=\t"), min_size=1, max_size=24)


@cache
def catalogue_in(folder: Path) -> Catalogue:
    config = load_config(folder)
    bulletins, _ = find_bulletins(folder, folder.as_posix())
    readings = [reading for bulletin in bulletins for reading in read_bulletin(bulletin, config.reading)]
    pages = [reading.page for reading in with_images(readings, folder, folder.as_posix())]
    return make_catalogue(catalogue_of(pages, config.reading).edition, replace(config, take_away=TAKE_AWAY))


@cache
def site_of(folder: Path) -> dict[str, bytes]:
    catalogue = catalogue_in(folder)
    theme = load_theme("broadsheet", folder, catalogue.config.language)
    memory = Memory()
    make_seen_site(catalogue.edition, catalogue.config, theme, look_away, memory)
    return {artifact.path: artifact.content for artifact in memory.artifacts}


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.parent.name)
def test_an_article_taken_away_as_markdown_is_read_back_to_the_same_article(folder: Path) -> None:
    # What an article mentions also hangs on the other articles of its page.
    others = {
        (one.place.address, name)
        for one in returned(catalogue_in(folder))
        for name in one.differs
        if name != "mentions"
    }
    assert not others


def test_every_page_that_the_reader_is_tried_on_comes_back_from_markdown() -> None:
    bulletins, _ = find_bulletins(ROOT / "tests" / "fixtures" / "reading", "fixtures")
    step = 1 if nightly.WANTED else 3
    pages = [reading.page for bulletin in bulletins[::step] for reading in read_bulletin(bulletin, NO_HINTS)]
    told = list(returned(catalogue_of(pages, NO_HINTS)))
    lost = [one.place.address for one in told if set(one.differs) - {"mentions"} and "\t" not in one.written]
    assert not lost
    assert len(told) > 200 // step


@settings(max_examples=examples(400), deadline=None)
@given(TRICKY)
def test_any_line_of_text_comes_back_from_markdown_as_it_was(text: str) -> None:
    text = " ".join(text.split())
    if not ledger(text) or "&" in text:  # Markdown has no way to write `&lt;` as text
        return
    page = read_back(f"---\nguess: false\n---\n\n# 一\n\n{line(text)}\n", "page.md", NO_HINTS).page
    assert [block.prose.text for block in page.articles[0].body] == [text]


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.parent.name)
def test_no_form_of_an_article_lacks_a_letter_of_it(folder: Path) -> None:
    site, catalogue = site_of(folder), catalogue_in(folder)
    for place in catalogue.places:
        texts = [ledger(prose.text) for prose in place.article.proses()]
        for suffix in (".md", ".txt", ".json", ".ninjs.json"):
            shown = letters(site[urls.article_in(suffix, place.address)], suffix)
            assert not [text for text in texts if not holds(shown, text, suffix)], (place.address, suffix)


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.parent.name)
def test_no_form_of_an_issue_lacks_a_letter_of_its_pages(folder: Path) -> None:
    site, catalogue = site_of(folder), catalogue_in(folder)
    for issue in catalogue.edition.all_issues():
        texts = [ledger(prose.text) for page in issue.pages for prose in page.proses()]
        for suffix in (".txt", ".json"):
            shown = letters(site[urls.issue_in(suffix, issue)], suffix)
            assert not [text for text in texts if text not in shown], (urls.issue(issue), suffix)


def letters(content: bytes, suffix: str) -> str:
    if suffix.endswith(".json"):
        return ledger("".join(strings(json.loads(content))))
    return ledger(content.decode().replace("<br>", ""))


def strings(value: Any) -> Iterator[str]:
    """Returns every text in a JSON value."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(one)


def holds(shown: str, text: str, suffix: str) -> bool:
    """Tell whether letters hold a text; between those of Markdown stand addresses of links."""
    rest = iter(shown)
    return text in shown or (suffix == ".md" and all(char in rest for char in text))


def test_json_tells_what_the_reading_contract_tells() -> None:
    site = site_of(ROOT / "seeds")
    told = json.loads(sitegen_here(ROOT, "read", "seeds/000_342218e65a55f33e.txt", "--format", "json").stdout)
    issue = json.loads(site["2024/03/22/2024-03-22.json"])
    (page,) = issue["pages"]
    assert page["furniture"] == told["furniture"]
    assert [{key: one[key] for key in told["articles"][0]} for one in page["articles"]] == told["articles"]
    alone = json.loads(site["2024/03/22/07-19.json"])
    assert alone["articles"] == [page["articles"][0]]
    assert [alone[key] for key in ("date", "page")] == [told["date"], told["page"]]


# Of ninjs 3.3: what an object may hold, and of which type. No other key is allowed.
VALUED = {"role": str, "contentType": str, "value": str}
NINJS: dict[str, Any] = {
    "uri": str,
    "standard": {"name": str, "version": str, "schema": str},
    "type": {"text", "picture"},
    "representationType": {"full", "partial"},
    "pubStatus": {"usable", "withheld", "canceled"},
    "language": str,
    "contentCreated": str,
    "versionCreated": str,
    "title": str,
    "headlines": [VALUED],
    "by": str,
    "bodies": [VALUED | {"charCount": int}],
    "descriptions": [VALUED],
    "infoSources": [{"name": str, "role": str}],
    "people": [{"name": str, "rel": str}],
    "organisations": [{"name": str, "rel": str}],
    "places": [{"name": str, "rel": str}],
    "altIds": [{"role": str, "value": str}],
}
RENDITION = {
    "name": str,
    "href": str,
    "contentType": str,
    "title": str,
    "width": int,
    "height": int,
    "sizeInBytes": int,
}
NINJS["renditions"] = [RENDITION]
NINJS["associations"] = [{**NINJS, "name": str}]


@pytest.mark.parametrize("folder", BUILT, ids=lambda folder: folder.parent.name)
def test_ninjs_keeps_the_rules_of_its_schema(folder: Path) -> None:
    for path, content in site_of(folder).items():
        if path.endswith(".ninjs.json"):
            assert not [*faults(json.loads(content), NINJS, "")], path


def faults(value: Any, rule: Any, at: str) -> Iterator[str]:
    """Name the places at which a value is not what a rule says: a type, a set of words, a list or an object."""
    if isinstance(rule, dict):
        yield from (f"{at}.{key}" for key in set(value) - set(rule))
        yield from (fault for key in set(value) & set(rule) for fault in faults(value[key], rule[key], f"{at}.{key}"))
    elif isinstance(rule, list):
        yield from (fault for one in value for fault in faults(one, rule[0], at)) if isinstance(value, list) else (at,)
    elif isinstance(rule, set):
        yield from () if value in rule else (at,)
    elif not isinstance(value, rule) or (at.endswith((".uri", ".href")) and ":" not in value):
        yield at


def test_an_edition_that_says_nothing_gives_little_and_one_that_wants_nothing_gives_nothing(tmp_path: Path) -> None:
    assert ".md" not in {Path(path).suffix for path in built(tmp_path / "a", "")}
    none = built(tmp_path / "b", "take_away: []\n")
    assert not [path for path in none if path.endswith((".md", ".epub", "05-04.txt", "04/01-5.json"))]
    some = built(tmp_path / "c", "take_away: [text, markdown]\n")
    assert {"2023/05/04/01-5.md", "2023/05/04/01-5.txt", "2023/05/04/2023-05-04.txt"} <= some
    assert "2023/05/04/01-5.json" not in some


def built(folder: Path, more: str) -> set[str]:
    folder.mkdir()
    return set(contents(published(folder, {"edition.yaml": CONFIG + more})))


def test_what_is_taken_away_is_promised_to_nobody_and_in_no_sitemap() -> None:
    site = site_of(ROOT / "seeds")
    for listing in ("addresses.txt", "sitemap.xml"):
        told = site[listing].decode()
        assert "2024/03/22/07-19" in told
        assert not [end for end in (".md", ".epub", "2024-03-22.html", "~issue") if end in told]
