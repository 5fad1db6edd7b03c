"""Pages whose texts come when they are asked for: in memory stands what lists, indexes and look-ups need of them.

Years of a daily are more text than a process should hold, and most builds show few of their pages anew. Such a page is
used like any other; its texts are unpacked a bulletin at a time, and those that have not been asked for lately are let
go of. What is taken from it twice is equal, but need not be the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any, ClassVar, Final

from sitegen.machine.cache import digest
from sitegen.model.announced import Announced
from sitegen.model.fingerprint import Fingerprint
from sitegen.model.newspaper import Article, Contributor, Page
from sitegen.model.outlines import OF_ARTICLE, OF_PAGE, ArticleOutline, PageOutline, outline_of
from sitegen.model.texts import MOST_UNPACKED, SPOOL, ArticleHead, Texts, forget_pages
from sitegen.source import SourceText, Span

MOST_CONTRIBUTORS: Final = 16_384  # that are held once, as reporters write for years

_set = object.__setattr__


def forget() -> None:
    """Let go of all texts that are unpacked."""
    forget_pages()
    _source.cache_clear()


class LateSource(SourceText):
    """The text of a bulletin, which comes when it is asked for."""

    __slots__ = ("_fetch", "known_by")
    _fetch: Callable[[], bytes]
    known_by: bytes  # the digest of its text, nothing where nobody has made it

    def __getattr__(self, name: str) -> Any:
        """Returns what is not held."""
        if name.startswith("_"):  # nothing of its own that is not there
            raise AttributeError(name)
        return getattr(_source(self.path, self._fetch), name)

    def __eq__(self, other: object) -> bool:
        """Tell whether it is equal to another, held or not."""
        return isinstance(other, SourceText) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self) -> int:
        return hash(self.path)

    def __reduce__(self) -> tuple[type[SourceText], tuple[str, str]]:
        """Let another process hold it."""
        return SourceText, (self.path, self.text)


def late_source(source: SourceText) -> SourceText:
    """Returns a source whose text is put aside until it is asked for."""
    if isinstance(source, LateSource):
        return source
    return source_known_by(source.path, b"", SPOOL.put(source.text.encode("utf-8", "surrogatepass")))


def source_known_by(path: str, known_by: bytes, fetch: Callable[[], bytes]) -> LateSource:
    """Returns a source whose text is fetched when it is asked for; its digest may be known."""
    late = LateSource.__new__(LateSource)
    _set(late, "path", path)
    _set(late, "known_by", known_by)
    _set(late, "_fetch", fetch)
    return late


def digest_of_source(source: SourceText) -> bytes:
    """Returns the digest of a source's text, without a look into it where that is known."""
    known_by = source.known_by if isinstance(source, LateSource) else b""
    return known_by or digest(source.text.encode("utf-8", "surrogatepass"))


def whole_source(source: SourceText) -> SourceText:
    """Returns a source with its text held: whoever goes through it asks once."""
    return _source(source.path, source._fetch) if isinstance(source, LateSource) else source  # noqa: SLF001


@lru_cache(maxsize=MOST_UNPACKED)
def _source(path: str, fetch: Callable[[], bytes]) -> SourceText:
    return SourceText(path, fetch().decode("utf-8", "surrogatepass"))


class _Late:
    """What equals another of its kind that holds the same; where it does not, what is known of it mostly tells so."""

    __slots__ = ()
    _known: ClassVar[attrgetter[tuple[object, ...]]]  # without its texts

    def __eq__(self, other: object) -> bool:
        """Tell whether it is equal to another."""
        if self is other or not isinstance(other, type(self)):
            return self is other
        return self._known(self) == other._known(other) and _held(self) == _held(other)

    def __hash__(self) -> int:
        return hash(self._known(self))


class LateArticle(_Late, Article):
    """An article whose texts come when they are asked for."""

    __slots__ = ("_at", "_number", "_texts", "digest", "elsewhere", "titled")
    _at: int
    _number: int
    _texts: Texts
    elsewhere: bytes
    titled: bytes
    digest: bytes
    _known = attrgetter("line", "key")

    @property
    def size(self) -> int:
        """Returns the length of its running text; one that was made of another by `replace` counts it."""
        return _head(self).size if self.digest else Article.size.fget(self)  # type: ignore[attr-defined]

    @property
    def word_count(self) -> int:
        """Returns how many words its running text has."""
        return _head(self).word_count if self.digest else Article.word_count.fget(self)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> Any:
        """Returns what is not held."""
        if name in ("digest", "elsewhere", "titled"):
            return b""
        if name in ("headline", "mentions"):
            return getattr(_head(self), name)
        return getattr(_whole(self, name).articles[self._number], name)


class LatePage(_Late, Page):
    """A page whose texts come when they are asked for."""

    __slots__ = ("_at", "_texts", "digest", "elsewhere", "extent", "follows", "sureness")
    _at: int
    _texts: Texts
    elsewhere: bytes
    digest: bytes
    extent: Span
    follows: int
    sureness: float
    _known = attrgetter("stem", "follows")

    def __getattr__(self, name: str) -> Any:
        """Returns what is not held; one that was made of another by `replace` holds all but what it can tell."""
        if name in ("digest", "elsewhere"):
            return b""
        if name in ("extent", "follows", "sureness"):
            return getattr(Page, name).fget(self)
        if name == "lines":
            return self._texts.lines()[self._at]
        return getattr(_whole(self, name), name)

    def __reduce__(self) -> tuple[Callable[..., Page], tuple[object, ...]]:
        """Let another process know it as late as this one does."""
        if not self.digest:
            return _again, (whole_page(self), self.source, None, 0)
        told = [(digest_told(a), elsewhere_told(a), titled_told(a)) for a in self.articles]
        outline = outline_of(self, (self.digest, self.elsewhere), told)
        return _again, (outline, self.source, self._texts, self._at)


def _held(late: object) -> object:
    if isinstance(late, LatePage):
        return whole_page(late)
    return with_texts(late) if isinstance(late, LateArticle) else late


def digest_told(of: Page | Article) -> bytes:
    """Returns the digest that a page or an article of an earlier build brings with it; nothing where it brings none."""
    kind = type(of)  # asked many times
    return of.digest if kind is LatePage or kind is LateArticle else b""  # type: ignore[union-attr]


def elsewhere_told(of: Page | Article) -> bytes:
    """Returns the digest of what is told of a page or an article elsewhere; nothing where it brings none."""
    return of.elsewhere if isinstance(of, LatePage | LateArticle) else b""


def titled_told(of: Article) -> bytes:
    """Returns the digest of what is told of an article where it is only named; nothing where it brings none."""
    return of.titled if isinstance(of, LateArticle) else b""


def fingerprint_told(article: Article) -> Fingerprint | None:
    """Returns the fingerprint that an article brings with it, None where it brings none."""
    return _head(article).fingerprint if type(article) is LateArticle and article.digest else None


def _again(page: Page | PageOutline, source: SourceText, texts: Texts | None, at: int) -> Page:
    if isinstance(page, Page):
        return page
    assert texts is not None
    return late_page(page, source, texts, at)


def _head(late: LateArticle) -> ArticleHead:
    return late._texts.heads()[late._at][late._number]  # noqa: SLF001


def _whole(late: LateArticle | LatePage, name: str) -> Page:
    if name.startswith("_"):  # nothing of its own that is not there
        raise AttributeError(name)
    return late._texts.pages()[late._at]  # noqa: SLF001


def whole_page(page: Page) -> Page:
    """Returns a page with all its texts held, so that what is taken from it twice is the same object."""
    if not isinstance(page, LatePage):
        return page
    held = {name: getattr(page, name) for name in Page.__dataclass_fields__}
    return Page(**held | {"articles": tuple(map(with_texts, page.articles))})


def with_texts(article: Article) -> Article:
    """Returns an article with all its texts held: whoever asks for many of them asks once."""
    if type(article) is not LateArticle:
        return article
    if not article.digest:  # made of another by `replace`: it holds all
        return Article(**{name: getattr(article, name) for name in Article.__dataclass_fields__})
    return article._texts.pages()[article._at].articles[article._number]  # noqa: SLF001


def title_told(article: Article) -> str | None:
    """Returns the title that an article brings with it, "" where nothing gives it one; None where it brings none."""
    if type(article) is not LateArticle or not article.digest:
        return None
    return article._texts.titles()[article._at][article._number]  # noqa: SLF001


def announced(article: Article) -> Announced | None:
    """Returns what an article is announced by, None where it does not bring that with it."""
    if type(article) is not LateArticle or not article.digest:
        return None
    return article._texts.announced()[article._at][article._number]  # noqa: SLF001


def late_page(outline: PageOutline, source: SourceText, texts: Texts, at: int) -> LatePage:
    """Returns the page of a bulletin at a place among those that are packed."""
    page = LatePage.__new__(LatePage)
    for name in OF_PAGE:
        _set(page, name, getattr(outline, name))
    articles = tuple(_late_article(one, texts, at, number) for number, one in enumerate(outline.articles))
    held: tuple[tuple[str, object], ...] = (
        ("_texts", texts),
        ("_at", at),
        ("source", source),
        ("articles", articles),
        ("images", {}),
        ("scan", None),
    )
    for name, given in held:
        _set(page, name, given)
    return page


@lru_cache(maxsize=MOST_CONTRIBUTORS)
def _held_once(contributor: Contributor) -> Contributor:
    return contributor  # the first of those that are equal


def _late_article(outline: ArticleOutline, texts: Texts, at: int, number: int) -> LateArticle:
    article = LateArticle.__new__(LateArticle)
    for name in OF_ARTICLE:
        _set(article, name, getattr(outline, name))
    _set(article, "contributors", tuple(map(_held_once, outline.contributors)))
    _set(article, "digest", outline.digest)
    _set(article, "elsewhere", outline.elsewhere)
    _set(article, "titled", outline.titled)
    for name, value in (("_texts", texts), ("_at", at), ("_number", number)):
        _set(article, name, value)
    return article


def hold(pages: Iterable[Page]) -> None:
    """Let the texts of pages be there, whatever becomes of where they are kept: other processes cannot fetch them."""
    for page in pages:
        if isinstance(page, LatePage) and page.digest:
            page._texts.hold()  # noqa: SLF001
