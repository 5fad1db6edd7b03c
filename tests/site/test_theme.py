"""The broadsheet theme: every page renders, full or bare; nothing of an article is dropped; no word is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from sitegen.errors import ConfigError
from sitegen.site.theme.templates import PROOF_TEMPLATE_OF, TEMPLATE_OF, Theme, load_theme
from sitegen.site.views.articles import ArticleBodyView
from sitegen.site.views.front import FrontView
from sitegen.site.views.lists import (
    IndexEntryView,
    SearchView,
    View,
)
from sitegen.site.views.pages import (
    ArticleView,
    IssueView,
    PrintedPageView,
)
from tests.site.sample_parts import ALONE, ARTICLE, CARD, FURNITURE, ON_PAGE, PAGES, PHOTO, SHOWN, block
from tests.site.sample_views import BARE, FULL, named, view_of

THEME = Path(__file__).resolve().parents[2] / "themes" / "broadsheet"
LANGUAGES = ("zh-Hans", "en")
VOID = {"meta", "link", "br", "input", "img", "hr", "wbr"}


class Page(HTMLParser):
    """A rendered page, read back: its elements with attributes and their text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[int, list[str]] = {}
        self.open: list[tuple[str, int]] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, element in self.open:
            self.texts.setdefault(element, []).append(data)

    def all(self, tag: str = "", **wanted: str) -> Iterator[tuple[dict[str, str], str]]:
        """Elements by tag and attributes (`class_` for class, by one of its names), with all their text."""
        for number, (name, attributes) in enumerate(self.elements):
            if tag in ("", name) and all(
                value in attributes.get(key.rstrip("_"), "").split() for key, value in wanted.items()
            ):
                yield attributes, "".join(self.texts.get(number, []))

    def text_of(self, tag: str = "", **wanted: str) -> str:
        found = list(self.all(tag, **wanted))
        assert found, f"no <{tag}> with {wanted}"
        return found[0][1]


@pytest.fixture(scope="module", params=LANGUAGES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(str(THEME), THEME.parent, request.param)


def words(language: str) -> dict[str, str | dict[str, str]]:
    loaded: dict[str, str | dict[str, str]] = yaml.safe_load((THEME / "i18n" / f"{language}.yaml").read_text("utf-8"))
    return loaded


def blanks(word: str | dict[str, str]) -> list[str]:
    """Returns what is filled in, which must be the same in all forms of a word."""
    first, *others = [word] if isinstance(word, str) else word.values()
    found = sorted(re.findall(r"{\w*", first))
    assert all(sorted(re.findall(r"{\w*", other)) == found for other in others), word
    return found


def rendered(theme: Theme, view: View) -> str:
    return theme.render(view).decode("utf-8")


@pytest.mark.parametrize(
    ("name", "needed"), [("broadsheet", TEMPLATE_OF), ("plain", TEMPLATE_OF), ("proof", PROOF_TEMPLATE_OF)]
)
def test_nothing_is_wrong_in_a_theme_of_ours_that_a_build_does_not_look_for(
    name: str, needed: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(THEME.parent / name, tmp_path / name)  # a copy is somebody's theme, and is checked
    monkeypatch.setattr("sitegen.site.theme.templates.TEMPLATE_OF", needed)
    assert load_theme(name, tmp_path, "en").folders[0] == tmp_path / name
    template = tmp_path / name / "templates" / next(iter(needed.values()))
    template.write_text(template.read_text("utf-8") + "{{ t.nothing }}", "utf-8")
    with pytest.raises(ConfigError, match="nothing"):
        load_theme(name, tmp_path, "en")


def test_samples_cover_every_template() -> None:
    assert {named(view) for view in FULL} == {named(view) for view in BARE} == set(TEMPLATE_OF)


@pytest.mark.parametrize("view", [*FULL, *BARE], ids=lambda view: named(view))
class TestEveryPage:
    def test_is_well_formed_with_one_h1_and_no_id_twice(self, theme: Theme, view: View) -> None:
        html = rendered(theme, view)
        assert html.startswith("<!DOCTYPE html>\n<html lang=")
        page = Page(html)
        assert len(list(page.all("h1"))) == 1
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))

    def test_headings_skip_no_level(self, theme: Theme, view: View) -> None:
        levels = [int(tag[1]) for tag, _ in Page(rendered(theme, view)).elements if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels

    def test_has_no_inline_style_or_script_and_asks_no_one_else(self, theme: Theme, view: View) -> None:
        for tag, attributes in Page(rendered(theme, view)).elements:
            assert tag != "style"
            assert not [name for name in attributes if name == "style" or name.startswith("on")]
            if tag == "script" and attributes.get("type") != "application/ld+json":  # data, which nothing runs
                assert attributes["src"]
            address = attributes.get("src") or (attributes.get("href", "") if tag == "link" else "")
            assert attributes.get("rel") == "canonical" or not re.match(r"(https?:)?//", address)

    def test_links_and_references_are_filled(self, theme: Theme, view: View) -> None:
        page = Page(rendered(theme, view))
        ids = {attributes.get("id") for _, attributes in page.elements}
        for tag, attributes in page.elements:
            if tag == "a":
                assert attributes["href"]
            for name in ("aria-labelledby", "aria-describedby", "for"):
                assert name not in attributes or attributes[name] in ids
            if attributes.get("href", "").startswith("#"):
                assert attributes["href"][1:] in ids

    def test_has_landmarks_and_a_skip_link(self, theme: Theme, view: View) -> None:
        page = Page(rendered(theme, view))
        tags = [tag for tag, _ in page.elements]
        assert {"header", "nav", "main", "footer"} <= set(tags)
        assert next(page.all("a"))[0]["href"] == "#main"


class TestWords:
    def test_languages_have_the_same_keys_and_places(self) -> None:
        first, *others = (words(language) for language in LANGUAGES)
        for other in others:
            assert list(other) == list(first)
            for key, text in first.items():
                assert blanks(other[key]) == blanks(text), key

    def test_every_word_used_exists_and_every_word_is_used(self) -> None:
        known = set(words("zh-Hans"))
        sources = "".join(path.read_text("utf-8") for path in (THEME / "templates").glob("*.html"))
        used = set(re.findall(r"\bt\.(?!get\b)(\w+)", sources)) | set(re.findall(r"""\bt\[["'](\w+)["']\]""", sources))
        assert used <= known
        made_at_run_time = {key for key in known if key.startswith(("kind_", "weekday_", "feeds_", "index_hint_"))}
        assert known == used | made_at_run_time


PLACES = (ArticleView, PrintedPageView, FrontView)


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
class TestArticle:
    def page(self, theme: Theme, kind: type, article: ArticleBodyView) -> Page:
        view = view_of(kind)
        if isinstance(view, ArticleView):
            view = replace(view, article=article)
        elif isinstance(view, PrintedPageView):
            view = replace(view, articles=(article,), bands=ALONE)
        elif isinstance(view, FrontView):
            view = replace(view, lead=article)
        return Page(rendered(theme, view))

    def test_shows_every_text(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, ARTICLE)
        shown = page.text_of("main")
        texts = [
            getattr(ARTICLE, name)
            for name in ("kicker", "series", "deck", "dateline", "byline", "continued_from", "jump_to")
        ]
        texts += [*ARTICLE.headline_parts, *ARTICLE.credit_lines]
        texts += [part for piece in ARTICLE.blocks for part in piece.parts]
        for text in texts:
            assert text in shown

    def test_keeps_each_block_whole_with_its_lines(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, ARTICLE)
        prefix = "" if kind is ArticleView else "a30-"
        for piece in ARTICLE.blocks:
            attributes, text = next(page.all(id=prefix + piece.id))
            assert attributes["data-lines"] == piece.lines
            assert attributes["data-kind"] == piece.kind
            expected = "\u3000".join(piece.parts)
            if piece.id == "p2":
                expected = f"锡林郭勒讯（记者 金丽） {expected}"
            assert text.strip() == expected

    def test_pictures_keep_their_place_free_and_have_their_words(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, ARTICLE)
        pictures = [attributes for attributes, _ in page.all("img")]
        assert [(p["src"], p["alt"], p["width"], p["height"], p.get("loading", "")) for p in pictures] == [
            ("../images/a.jpg", "审执质效推进会现场", "1600", "1067", ""),
            ("../images/b.webp", "图书室", "300", "400", "lazy"),
            ("../images/c.png", "法庭外景", "800", "600", "lazy"),
        ]
        assert [text for _, text in page.all("figcaption")] == ["推进会现场。"]
        captions = " ".join(text for _, text in page.all(class_="captions"))
        assert "召开审执质效推进会。" in captions
        assert "推进会现场。" not in captions

    def test_a_picture_without_a_caption_has_none(self, theme: Theme, kind: type) -> None:
        bare = replace(ARTICLE, blocks=(replace(block(8, "caption", ""), images=(SHOWN,)),), figures=())
        page = self.page(theme, kind, bare)
        assert len(list(page.all("figure"))) == len(list(page.all("img"))) == 1
        assert not list(page.all("figcaption"))

    def test_paired_headline_copies_with_its_space(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, ARTICLE)
        assert "党建引领“双推进”\u3000同频共振“深融合”" in [text for _, text in page.all(class_="headline")]

    def test_dateline_without_paragraph_has_a_line_of_its_own(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, replace(ARTICLE, blocks=ARTICLE.blocks[:1]))
        assert page.text_of("p", class_="run-in-line") == "锡林郭勒讯（记者 金丽）"

    def test_byline_stands_under_the_headline_unless_run_in(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, replace(ARTICLE, byline="本报通讯员●李娇", byline_run_in=False))
        assert page.text_of("p", class_="byline") == "本报通讯员●李娇"
        assert not list(page.all(class_="run-in"))

    def test_shows_a_headline_that_has_no_parts(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, replace(ARTICLE, headline_parts=()))
        assert ARTICLE.headline in [text for _, text in page.all(class_="headline")]

    def test_is_escaped(self, theme: Theme, kind: type) -> None:
        page = self.page(theme, kind, replace(ARTICLE, kicker="<script>1 & 2</script>"))
        assert page.text_of("p", class_="kicker") == "<script>1 & 2</script>"


class TestPrintedPage:
    def test_shows_all_furniture_with_role_and_lines(self, theme: Theme) -> None:
        page = Page(rendered(theme, view_of(PrintedPageView)))
        for piece in FURNITURE:
            attributes, text = next(_by_role(page, piece.role))
            assert (attributes["data-lines"], text) == (piece.lines, piece.text)

    def test_sets_every_article_once_in_the_order_of_print_and_the_first_as_lead(self, theme: Theme) -> None:
        page = Page(rendered(theme, view_of(PrintedPageView)))
        assert [attributes["id"] for attributes, _ in page.all("article")] == [article.id for article in ON_PAGE]
        leads = ["lead-story" in attributes["class"] for attributes, _ in page.all("article")]
        assert leads == [True] + [False] * (len(ON_PAGE) - 1)
        spans = [attributes["class"] for attributes, _ in page.all("div", class_="strip")]
        assert all(re.fullmatch("strip span-[1-5]", span) for span in spans)

    def test_offers_to_show_several_articles_as_a_list(self, theme: Theme) -> None:
        assert len(list(Page(rendered(theme, view_of(PrintedPageView))).all("input"))) == 2
        alone = replace(view_of(PrintedPageView), articles=(PHOTO,), bands=ALONE)
        assert not list(Page(rendered(theme, alone)).all("input"))


def _by_role(page: Page, role: str) -> Iterator[tuple[dict[str, str], str]]:
    return ((attributes, text) for attributes, text in page.all("p") if attributes.get("data-role") == role)


class TestIssue:
    def test_of_very_many_articles_has_headlines_alone(self, theme: Theme) -> None:
        page = Page(rendered(theme, replace(view_of(IssueView), in_brief=True)))
        assert not list(page.all("article"))
        hrefs = [attributes["href"] for attributes, _ in page.all("a") if "href" in attributes]
        assert {card.href for one in PAGES for card in one.cards} <= set(hrefs)


class TestCard:
    def test_shows_what_it_has(self, theme: Theme) -> None:
        shown = Page(rendered(theme, view_of(IndexEntryView))).text_of("main")
        for text in (
            CARD.kicker,
            *CARD.headline_parts,
            CARD.deck,
            CARD.dateline,
            *CARD.people,
            CARD.lead,
            CARD.date,
            CARD.page.text,
        ):
            assert text in shown

    def test_beginning_of_the_text_as_headline_is_not_set_twice(self, theme: Theme) -> None:
        page = Page(rendered(theme, view_of(IndexEntryView)))
        assert page.text_of("article", class_="card-untitled").count("防疫期间") == 1


class TestSearchPage:
    def test_has_the_hooks_that_scripts_use(self, theme: Theme) -> None:
        page = Page(rendered(theme, view_of(SearchView)))
        region = next(attributes for _, attributes in page.elements if "data-search-state" in attributes)
        assert (region["data-search-state"], region["aria-live"]) == ("idle", "polite")
        assert "{n}" in region["data-count"]
        assert all(region[f"data-{name}"] for name in ("none", "loading", "failed", "idle", "hint"))
        assert page.text_of("ol", id="results") == ""
        field = next(page.all("input"))[0]
        assert (field["name"], field["type"]) == ("q", "search")
        scripts = [attributes for tag, attributes in page.elements if tag == "script"]
        first, *deferred = scripts
        assert first["src"].endswith("preferences.js"), "what the reader chose holds before the first paint"
        own = ["static/search/tokens.js", "static/search/page.js"]
        assert [script["src"] for script in deferred] == [*own, "search/manifest.js", "static/vendor/lunr.min.js"]
        assert all("defer" in script for script in deferred)
        assert "往期" in page.text_of("noscript")


class TestStaticFiles:
    def test_linked_files_exist(self, theme: Theme) -> None:
        published = {artifact.path for artifact in theme.static}
        page = Page(rendered(theme, view_of(FrontView)))
        linked = {a["href"].removeprefix("../") for a, _ in page.all("link") if a["rel"] in ("stylesheet", "icon")}
        assert linked
        assert linked <= published

    def test_styles_import_nothing(self) -> None:
        for path in (THEME / "static" / "css").glob("*.css"):
            text = path.read_text("utf-8")
            assert "@import" not in text
            assert "url(" not in text

    def test_every_custom_property_used_is_set(self) -> None:
        text = "".join(path.read_text("utf-8") for path in (THEME / "static" / "css").glob("*.css"))
        assert set(re.findall(r"var\((--[\w-]+)", text)) == set(re.findall(r"^\s*(--[\w-]+):", text, re.MULTILINE))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(
        ("front", "back"),
        [
            *((front, back) for front in ("ink", "quiet", "accent") for back in ("paper", "wash")),
            ("on-accent", "accent"),
            ("ink", "mark"),
        ],
    )
    def test_contrast_is_at_least_aa(self, scheme: str, front: str, back: str) -> None:
        light, dark = (THEME / "static" / "css" / "tokens.css").read_text("utf-8").split("@media", 1)
        colours = dict(re.findall(r"--([\w-]+): (#\w{6})", light))
        if scheme == "dark":
            colours |= dict(re.findall(r"--([\w-]+): (#\w{6})", dark))
        darker, lighter = sorted((_luminance(colours[front]), _luminance(colours[back])))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
