"""Heavy work on other machines: a Dask cluster, whose workers know of an edition only what is sent to them.

What all tasks of a step share goes to the scheduler once, and from there, or from worker to worker, to each that is
given such a task; a worker that is lost takes nothing with it. Every task says which sitegen sent it, as a worker of
another version would make other bytes. Only here `distributed` is known, and only once a cluster is asked for.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import sys
import threading
import traceback
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures import wait as wait_for
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from re import match
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sitegen import __version__
from sitegen.errors import Diagnostic, SitegenError, file_error
from sitegen.machine.cache import digest
from sitegen.machine.processes import AHEAD, Run, in_turn
from sitegen.messages import Fact

if TYPE_CHECKING:
    from distributed import Client

ANSWERS_WITHIN: Final = 10.0  # seconds, for the scheduler to answer and for a first worker to be there
LOOKS: Final = 1.0  # seconds between two looks whether anybody is still at work
WITHOUT_WORKERS: Final = 30  # looks in a row that find no worker at all
MOST_STATES: Final = 2  # of several builds at once, in one worker
_LOGGERS: Final = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
_LEVEL: Final = 1  # of zlib: a third of the bytes for little time
A = TypeVar("A")
B = TypeVar("B")
Machine = Mapping[str, str]  # what the bytes of a site may hang on: what is installed, in which version


@dataclass(slots=True)
class Cluster:
    """A cluster at work for this build; it counts the bytes that go to it and come back."""

    address: str
    client: Client
    here: Machine
    sent: int = 0
    received: int = 0
    _names: set[str] = field(default_factory=set)

    @contextlib.contextmanager
    def workers(self, prepare: Callable[..., None] | None, given: tuple[object, ...]) -> Iterator[Run]:
        """Returns what runs functions on the workers, each behind a call of `prepare` with what is `given`.

        Raises SitegenError where the cluster goes away (w-005) or a worker has another sitegen (w-004).
        """
        packed = _pack((prepare, given))
        name = digest(packed)
        with _faults(self.address):
            shared = self.client.submit(bytes, packed, key=f"sitegen-{name.hex()}", pure=True)
            executor = self.client.get_executor(pure=False)
        self.sent += len(packed)

        def run(function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
            send = partial(self._send, executor, name, shared, function)
            ahead = AHEAD * max(1, self.size())
            return chain.from_iterable(in_turn(send, items, at_once, ahead, self._await))

        try:
            yield run
        finally:
            with contextlib.suppress(Exception):  # it may be gone
                executor.shutdown(wait=False)
                self.client.run(_forget, name)

    def size(self) -> int:
        """Returns how many tasks the cluster works on at once."""
        with _faults(self.address):
            threads: Mapping[str, int] = self.client.nthreads()
        self._names.update(threads)
        return sum(threads.values())

    def told(self) -> dict[str, Fact]:
        """Returns what it had to do, as the catalogue tells it."""
        sent, received = (f"{count / 1_000_000:.1f}" for count in (self.sent, self.received))
        return {"address": self.address, "workers": len(self._names), "sent": sent, "received": received}

    def _send(
        self, executor: Executor, name: bytes, shared: Any, function: Callable[[A], B], some: list[A]
    ) -> Future[bytes]:
        packed = _pack((function, some))
        self.sent += len(packed)
        with _faults(self.address):
            return executor.submit(_work, self.here, name, shared, packed)

    def _await(self, future: Future[bytes]) -> list[Any]:
        alone = 0
        while not wait_for([future], LOOKS).done:
            alone = 0 if self.size() else alone + 1
            if alone >= WITHOUT_WORKERS:
                raise SitegenError([file_error("w-005.left", self.address)])
        with _faults(self.address):
            packed = future.result()
        self.received += len(packed)
        results, error = _unpack(packed)
        if error is not None:
            raise error
        done: list[Any] = results
        return done


@contextlib.contextmanager
def open_cluster(address: str) -> Iterator[Cluster]:
    """Connect to a cluster and see that all of its workers have this sitegen; it stays when the build is over.

    Raises SitegenError where `distributed` is not installed (w-002), nobody answers or works there (w-003), or a worker
    has another sitegen (w-004).
    """
    if find_spec("distributed") is None:
        raise SitegenError([file_error("w-002", "--cluster")])
    client = _connect(address)
    try:
        cluster = Cluster(address, client, machine())
        _check_workers(cluster)
        yield cluster
    finally:
        with contextlib.suppress(Exception):  # it may be gone
            client.close(timeout=ANSWERS_WITHIN)


def _connect(address: str) -> Client:
    import dask
    from distributed import Client

    # What is wrong with a cluster is told as a finding; the edition that all workers share may well be large.
    for logger in map(logging.getLogger, _LOGGERS):
        logger.handlers[:], logger.propagate = [logging.NullHandler()], False
    dask.config.set({"distributed.admin.large-graph-warning-threshold": sys.maxsize})
    if not match(r"(tcp|tls|ws|wss)://[^/\s]+:\d+$", address):
        raise SitegenError([file_error("w-003.no_address", address)])
    try:
        # A client that cannot connect goes on trying long after it was told to stop.
        asyncio.run(asyncio.wait_for(_answer(address), ANSWERS_WITHIN))
        client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except Exception as error:  # what may be listening there has no end, nor what is made of its answers
        late = isinstance(error, TimeoutError)
        said, fact = ("w-003.late", f"{ANSWERS_WITHIN:g}") if late else ("w-003", type(error).__name__)
        raise SitegenError([file_error(said, address, why=fact)]) from error
    try:
        client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
    except OSError as error:
        client.close(timeout=ANSWERS_WITHIN)
        raise SitegenError([file_error("w-003.workers", address, address=address)]) from error
    return client


async def _answer(address: str) -> None:
    """Ask who is there. Raises all sorts of errors where it is no scheduler of a Dask cluster."""
    from distributed import Security, rpc

    async with rpc(address, connection_args=Security().get_connection_args("client")) as asked:
        if (await asked.identity())["type"] != "Scheduler":
            raise TypeError


def _check_workers(cluster: Cluster) -> None:
    """Raise where a worker is not like this machine, with a finding for each."""
    with _faults(cluster.address):
        found: Mapping[str, Any] = cluster.client.run(machine, on_error="return")
    others = [(worker, there) for worker, there in sorted(found.items()) if there != cluster.here]
    if others:
        raise SitegenError([_other(worker, there, cluster.here) for worker, there in others])


@cache
def machine() -> Machine:
    """Returns what the bytes of a site may hang on: sitegen, its code, Python, the libraries that sitegen needs."""
    package = Path(__file__).parents[1]
    files = (path for path in sorted(package.rglob("*")) if path.is_file())
    names = ((path.relative_to(package).as_posix(), path) for path in files)
    own = ((name, path) for name, path in names if not match(r"(.*/)?__pycache__/|themes/|starter/", name))
    code = digest(*(part for name, path in own for part in (name.encode(), path.read_bytes())))
    python = ".".join(map(str, sys.version_info[:2]))
    return {"sitegen": __version__, "code": code.hex()[:8], "Python": python, **dict(_libraries())}


def _libraries() -> Iterator[tuple[str, str]]:
    with contextlib.suppress(PackageNotFoundError):  # run from its sources
        for line in requires("sitegen") or ():
            name = match(r"[\w.-]+", line)
            if name and "extra ==" not in line:
                with contextlib.suppress(PackageNotFoundError):
                    yield name[0], version(name[0])


_states: dict[bytes, tuple[Callable[..., None] | None, tuple[object, ...]]] = {}  # of this worker
_unpacking = threading.Lock()


def _work(there: Machine, name: bytes, shared: bytes, packed: bytes) -> bytes:
    """Do a task in a worker, for the machine `there`; give its results, or what went wrong, packed."""
    if machine() != there:
        return _pack(([], SitegenError([_other(_own_address(), machine(), there)])))
    try:
        with _unpacking:
            if name not in _states:
                while len(_states) >= MOST_STATES:
                    _states.pop(next(iter(_states)))
                _states[name] = _unpack(shared)
            prepare, given = _states[name]
        # What is prepared is this task's: others of the same process may be another build's, and it ends with it.
        return copy_context().run(_do, prepare, given, packed)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - it is raised again where it can be told, as in a process of this machine
        error.add_note(f"in a worker:\n{traceback.format_exc()}")
        return _pack(([], error))


def _own_address() -> str:
    from distributed import get_worker

    address: str = get_worker().address
    return address


def _do(prepare: Callable[..., None] | None, given: tuple[object, ...], packed: bytes) -> bytes:
    if prepare:
        prepare(*given)
    function, some = _unpack(packed)
    return _pack(([function(item) for item in some], None))


def _forget(name: bytes) -> None:
    with _unpacking:
        _states.pop(name, None)


def _pack(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _LEVEL)


def _unpack(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


@contextlib.contextmanager
def _faults(address: str) -> Iterator[None]:
    """Turn what goes wrong with a cluster, never with the work itself, into a finding."""
    from distributed import KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise SitegenError([file_error("w-005.killed", address)]) from error
    except (ImportError, AttributeError) as error:  # what it was sent names nothing that it has
        raise SitegenError([_other(address, error, machine())]) from error
    except (OSError, RuntimeError, CancelledError, MemoryError) as error:
        raise SitegenError([file_error("w-005", address, why=type(error).__name__)]) from error


def _other(worker: str, there: object, here: Machine) -> Diagnostic:
    """Say in what a worker and this machine differ, with both versions of sitegen in any case."""
    if not isinstance(there, Mapping):  # what came instead of an answer
        return file_error("w-004.cannot", worker, version=__version__, said=str(there))
    differing = [key for key in here if key == "sitegen" or there.get(key) != here[key]]
    return file_error(
        "w-004", worker, version=__version__, there=_named(there, differing), here=_named(here, differing)
    )


def _named(one: Machine, keys: Sequence[str]) -> str:
    return ", ".join(f"{key} {one.get(key, '–')}" for key in keys)
