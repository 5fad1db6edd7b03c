"""The sums that every build must pass: text kept, nothing invented, links land, addresses kept, same bytes again.

Law 1 is checked at both ends: source against reading, and reading against the finished HTML read back by a parser.
"""

from __future__ import annotations

from sitegen.errors import Diagnostic, Severity

BUG = "this is a fault of sitegen, not of the bulletin: please report it with the bulletin"


def site_error(code: str, path: str, message: str, hint: str = BUG) -> Diagnostic:
    """Return the finding that a file of the finished site is wrong."""
    return Diagnostic(code=code, severity=Severity.ERROR, path=f"public/{path}", message=message, hint=hint)
