"""What the system refuses while a site is published, as findings (p-012)."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import Diagnostic, SitegenError, file_error


@contextlib.contextmanager
def system_faults(out: Path) -> Iterator[None]:
    """Turn what the system refuses into a finding."""
    try:
        yield
    except OSError as error:
        raise SitegenError([system_fault(error, out)]) from error


def system_fault(error: OSError, out: Path) -> Diagnostic:
    """Say what the system refused, and where."""
    said = "p-012"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        said = "p-012.full"
    elif error.errno in {errno.EBUSY, errno.EXDEV}:
        said = "p-012.mounted"
    where = next((Path(str(one)).as_posix() for one in (error.filename, error.filename2) if one), "")
    return file_error(said, out.as_posix(), reason=error.strerror or str(error), where=where)
