"""The sums that every build must pass: text kept, nothing invented, links land, addresses kept, same bytes again.

Law 1 is checked at both ends: source against reading, and reading against the finished HTML read back by a parser.
"""

from __future__ import annotations

from sitegen.errors import Diagnostic, file_error
from sitegen.messages import Fact


def site_error(said: str, path: str, /, **facts: Fact) -> Diagnostic:
    """Returns the finding that a file of the finished site is wrong."""
    return file_error(said, f"public/{path}", **facts)
