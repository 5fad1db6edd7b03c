"""The card of each issue: the picture that an article without a photograph, its page and its issue are shared with.

It is drawn only where edition.yaml names a font: machines have different ones, and the same seeds must give the same
bytes on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.machine.cache import Cache
from sitegen.machine.ordinary import read_ordinary
from sitegen.model.edition import Edition, Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import title_of
from sitegen.site.artifacts import Artifact
from sitegen.site.catalogue import Catalogue, places_of
from sitegen.site.digests import digest_of_values
from sitegen.site.locale import Wording, date_text, issue_text, wording
from sitegen.site.pages.front import lead_place
from sitegen.site.pictures.card_drawing import Card, Type, Word, draw
from sitegen.site.pictures.image_variants import can_shrink
from sitegen.site.segments import breaks
from sitegen.site.weighing import by_weight

KIND = "card"


def with_cards(config: Config) -> Config:
    """Returns a configuration that names a font only where cards can be drawn with it."""
    return config if can_shrink() else replace(config, card_font="")


def make_cards(catalogue: Catalogue, cache: Cache) -> Iterator[Artifact]:
    """Returns the card of every issue, one that nothing has changed on as an earlier build drew it."""
    config = catalogue.config
    if not config.card_font:
        return
    content = _file(config).read_bytes()
    type_ = Type(content, config.language)
    for issue in catalogue.edition.all_issues():
        address, card = urls.card(issue), card_of(issue, type_, config, catalogue.words)
        key = digest_of_values(content, card)
        drawn = cache.get(KIND, address, key)
        if drawn is None:
            drawn = draw(card, type_)
            cache.put(KIND, address, key, drawn)
        yield Artifact(
            address, drawn, f"card:{urls.issue(issue) if issue.edition else issue.date or issue.pages[0].place}"
        )


def card_of(issue: Issue, type_: Type, config: Config, words: Wording) -> Card:
    """Returns what stands on an issue's card; the paper's name for a headline of which the font lacks a letter."""
    headline = _headline(issue, words)
    line = (
        issue_text(words, issue.date, issue.edition, long=True) if issue.date else date_text(words, issue.pages[0].date)
    )
    name = config.publication.name
    if not headline or type_.lacks(dict.fromkeys(headline)):
        return Card("", _words(name), line)
    return Card(name, _words(headline), line)


def _headline(issue: Issue, words: Wording) -> str:
    lead = lead_place(by_weight(places_of(issue)))
    return title_of(lead.article, words.untitled) if lead else ""


def _words(headline: str) -> tuple[Word, ...]:
    """Cut a headline where a line of it may end."""
    ends = (0, *breaks(headline), len(headline))
    pieces = (headline[start:end] for start, end in pairwise(ends))
    return tuple(
        Word(word, spaced=bool(at) or piece[0].isspace()) for piece in pieces for at, word in enumerate(piece.split())
    )


def check_cards(edition: Edition, config: Config) -> Iterator[Diagnostic]:
    """Tell of a font that cannot be used, of letters that it lacks, and where cards are not drawn."""
    if not config.card_font:
        return
    file = _file(config)
    shown = file.as_posix()
    try:
        content = read_ordinary(file)
    except OSError as error:
        yield file_error("c-027", shown, reason=error.strerror or str(error))
        return
    if not can_shrink():
        yield replace(file_error("i-003", config.path), severity=Severity.WARNING)
        return
    try:
        type_ = Type(content, config.language)
    except OSError:
        yield file_error("c-027.no_font", shown)
        return
    words = wording(config.language)
    issues = [*edition.all_issues()]
    always = (config.publication.name, *(card_of(issue, type_, config, words).line for issue in issues))
    if lacking := type_.lacks(sorted({letter for text in always for letter in text})):
        yield file_error("c-027.letters", shown, letters="".join(lacking))
    told = {letter for issue in issues for letter in _headline(issue, words)}
    if lacking := type_.lacks(sorted(told)):
        count = sum(1 for issue in issues if set(lacking) & set(_headline(issue, words)))
        finding = file_error("i-004", shown, letters="".join(lacking[:20]), n=count)
        yield replace(finding, severity=Severity.WARNING)


def _file(config: Config) -> Path:
    return config.seeds / config.card_font
