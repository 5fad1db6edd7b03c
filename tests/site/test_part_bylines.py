"""The byline of a part of an article is set where it is printed, in every form that the article is published in."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.whole import check_reading, check_site, make_site
from sitegen.config import load_config
from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.edition import Edition, assemble
from sitegen.model.newspaper import Page
from sitegen.reading.layout.labels import Label
from sitegen.site.catalogue import make_catalogue
from sitegen.site.make import search_documents
from sitegen.site.proof.sheet import make_proof
from sitegen.site.theme.templates import load_proof_theme, theme_of
from tests.editions import make_seeds
from tests.reading.labelled import Lines, articles_of, source_of

PACKAGE: Lines = (
    (Label.HEADLINE, "三座桥的故事"),
    (Label.PARAGRAPH, "三路记者走访了三座桥。"),
    (Label.SUBHEADING, "老桥"),
    (Label.PART_BYLINE, "本报记者 林青山"),
    (Label.PARAGRAPH, "老桥有三百年了。"),
)
BYLINE = "本报记者 林青山"


@pytest.fixture(scope="module")
def edition() -> Edition:
    page = Page(
        source=source_of(PACKAGE),
        stem="page",
        date=PageDate(when=EdtfDate(2023, 5, 4), origin="overlay", not_before="", note=""),
        label="1",
        section="",
        furniture=(),
        articles=articles_of(PACKAGE),
        lines=(),
    )
    return assemble([page])


@pytest.fixture(scope="module")
def site(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    config = load_config(make_seeds(tmp_path_factory.mktemp("seeds"), {}))
    theme = theme_of(config)
    artifacts = make_site(edition, config, theme)
    assert not [*check_reading(edition), *check_site(edition, artifacts, config)]
    proof = make_proof(edition.pages(), (), (), config, load_proof_theme(config.language))
    made = {artifact.path: artifact.content for artifact in artifacts}
    made |= {f"proof/{artifact.path}": artifact.content for artifact in proof}
    return {path: content.decode("utf-8", "replace") for path, content in made.items()}


def test_it_stands_in_both_themes_between_its_head_and_its_text(site: dict[str, str]) -> None:
    for address in ("2023/05/04/01-1.html", "plain/2023/05/04/01-1.html"):
        html = site[address]
        assert html.index("老桥") < html.index(BYLINE, html.index("老桥")) < html.index("老桥有三百年了。")
    assert 'class="byline" data-lines="7" data-kind="byline">本报记者 林青山</p>' in site["2023/05/04/01-1.html"]


def test_the_feed_has_it_as_a_line_of_the_text(site: dict[str, str]) -> None:
    assert "&lt;h2&gt;老桥&lt;/h2&gt;&lt;p&gt;本报记者 林青山&lt;/p&gt;" in site["feed.xml"]


def test_the_proof_sheet_shows_it_as_a_byline(site: dict[str, str]) -> None:
    assert BYLINE in site["proof/index.html"]
    assert "署名" in site["proof/index.html"]


def test_the_search_finds_it_and_who_wrote_the_part(edition: Edition, tmp_path: Path) -> None:
    config = load_config(make_seeds(tmp_path, {}))
    (document,) = search_documents(make_catalogue(edition, config))
    assert BYLINE in document.text
