"""All names of an index in one file, for the box that filters them: loaded only when a reader types there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitegen.site.addresses import spelling, urls
from sitegen.site.catalogue import Catalogue
from sitegen.site.digests import digest_of_values
from sitegen.site.making import Made
from sitegen.site.registers import Register
from sitegen.site.search.format import data

FEW = 20  # names that are seen at a glance


def has_list(register: Register) -> bool:
    """Tell whether an index has so many names that a reader may want to filter them."""
    return len(register.names) > FEW


def make_name_list(kind: str, catalogue: Catalogue) -> Iterator[Made]:
    """Returns the file of an index; a classic script, as no other file can be read from a disk."""
    register = catalogue.registers[kind]
    if has_list(register):
        rows = tuple(_rows(register))
        yield Made(urls.name_list(kind), f"name_list:{kind}", digest_of_values(rows), partial(_script, rows))


def _rows(register: Register) -> Iterator[tuple[str, str, str, int]]:
    here = urls.index(register.kind)
    for name in register.names:
        said = " ".join(spelling.syllables(register.filed(name)))
        yield name, said, urls.relative(register.address(name), here), register.counts[name]


def _script(rows: tuple[tuple[str, str, str, int], ...]) -> bytes:
    return b"sitegenNames(%b);\n" % data(rows)
