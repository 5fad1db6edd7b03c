"""Bytes that are put aside in a file without a name, from which this process and all that it forks read them again."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable
from functools import partial


class Spool:
    """A file that is gone with the last process that has it open; without room for one, memory takes its place."""

    def __init__(self) -> None:
        """Begin with nothing put aside."""
        self._descriptor = -1
        self._size = 0
        self._process = os.getpid()

    def put(self, content: bytes) -> Callable[[], bytes]:
        """Put bytes aside; returns what gives them back."""
        # Two processes that read the file would move each other's place in it, or would write to the same one.
        if not hasattr(os, "pread") or self._process != os.getpid():
            return partial(bytes, content)
        try:
            if self._descriptor == -1:
                self._open()
            written = os.pwrite(self._descriptor, content, self._size)
        except OSError:
            return partial(bytes, content)
        if written != len(content):
            return partial(bytes, content)
        begin, self._size = self._size, self._size + written
        return partial(self._read, begin, written)

    def _read(self, begin: int, size: int) -> bytes:
        return os.pread(self._descriptor, size, begin)

    def _open(self) -> None:
        with tempfile.TemporaryFile() as file:
            self._descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._descriptor)
