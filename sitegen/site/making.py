"""A page of the site before it is made."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sitegen.site.views.lists import View


class Made(msgspec.Struct, frozen=True):
    """A page of the site before it is made: its address, what it is made from, its view when it is asked for.

    What is no page of HTML, a feed, gives its bytes in place of a view.

    `uses` is the digest of every value that the view is made of, beside those that all pages share (the configuration,
    the theme, which indexes there are); None where nobody has written down what they are, and the page is always made.
    Where it is several digests one behind the other, `what` names them for whoever asks why the page was made anew.
    """

    address: str
    made_from: str
    uses: bytes | None
    view: Callable[[], View | bytes]
    what: tuple[str, ...] = ()
