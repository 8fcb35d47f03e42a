"""Runs of the audit, kept by all that they depend on: where only the judging changed, the run is judged anew.

A run is a function of the program, the scenario, the seed, the files on the flash, the limits, and of our code that
simulates. The key is the SHA-256 of all of them (`what_runs`), so that a stale run has no key: the scenario goes in as
data, whole; where an object in it has a class of the exercise's own (a curve of `scenarios.py`), the exercise's files
go in too. A scenario that is not data (a function in it, a class of an unknown place) has no key: it is run each time.

An exercise has one file in the user's cache folder. Each run in it has its own sum: a damaged one is made again. What
is read back is plain data and the classes of an outcome, nothing else. A cache that cannot be read or written only
costs time.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
import zlib
from contextlib import suppress
from dataclasses import fields
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import iot_lab
from iot_lab.files import write_whole
from iot_lab.mqtt.message import MqttMessage
from iot_lab.resources import built_or_none
from iot_lab.simulator.board import Event
from iot_lab.simulator.caught import CaughtError
from iot_lab.simulator.errors import GuestError
from iot_lab.simulator.virtual import Outcome, run_virtual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iot_lab.course import Exercise
    from iot_lab.simulator.limits import Limits
    from iot_lab.simulator.world.scenario import Scenario

SIMULATING: Final = ("simulator", "contract", "mqtt", "*.py")
"""Our code that a run depends on (a test walks its imports), and what the build makes of the board's own."""
BUILT: Final = ("runtime", "guest", "shims")
OF_THE_BOARD: Final = tuple(f"iot_lab.{name}" for name in SIMULATING[:-1])
CASES: Final = "scenarios.py"
JUDGING: Final = "checks.py"
DATA: Final = ("*.py", "*.toml", "*.csv", "*.json")
NO_DATA: Final = ("solution", "starter", "hints")
MOST_BYTES: Final = 8 << 20
"""Of one exercise; the largest has a tenth of it."""
_SUM, _LENGTH = 32, 8
_OURS: Final = {(one.__module__, one.__name__): one for one in (GuestError, CaughtError, MqttMessage)}
_OWN_FILES: Final = frozenset({"scenarios", "checks"})


class NotData(TypeError):
    """A scenario holds what cannot be told apart by its data."""


class KeptRuns:
    """The runs of one exercise: made where they are not known, kept by `save`; those asked for longest ago go first."""

    def __init__(self, exercise: Exercise, cache: Path) -> None:
        self._folder = exercise.folder
        self._files = _sum_of_defining_files(exercise.folder)
        self._file = cache / f"{exercise.id[:32]}.runs"
        self._known: dict[bytes, bytes] | None = None
        self._asked: dict[bytes, bytes] = {}
        self._made: dict[bytes, bytes] = {}
        self._scenarios: dict[int, tuple[Scenario, bytes | None]] = {}
        self.run = 0

    def __call__(
        self, program: str, scenario: Scenario, *, seed: int, files: Mapping[str, bytes], limits: Limits
    ) -> Outcome:
        """Do what `run_virtual` does, once."""
        key = self._key(program, scenario, seed, files, limits)
        kept = self._kept(key) if key is not None else None
        outcome = _outcome(kept) if kept is not None else None
        if outcome is None:
            self.run += 1
            outcome = run_virtual(program, scenario, seed=seed, files=files, limits=limits)
            kept = _packed(outcome) if key is not None else None
            if key is not None and kept is not None:
                self._made[key] = kept
        if key is not None and kept is not None:
            self._asked[key] = kept
        return outcome

    def made(self) -> dict[bytes, bytes]:
        """Return what was made since this was asked last: for the process that saves."""
        made, self._made = self._made, {}
        return made

    def add(self, made: Mapping[bytes, bytes]) -> None:
        """Take what another process made."""
        self.run += len(made)
        self._asked.update(made)

    def save(self) -> None:
        """Put what was asked for in the file, then the rest as far as there is room; nothing where nothing is new."""
        known = self._read()
        if all(key in known for key in self._asked) or _sum_of_what_runs() != what_runs():
            return  # nothing new, or our code was edited meanwhile: nobody knows which of it ran
        latest = {**{key: kept for key, kept in known.items() if key not in self._asked}, **self._asked}
        parts: list[bytes] = []
        room = MOST_BYTES
        for key, kept in reversed(latest.items()):
            room -= len(key) + _SUM + _LENGTH + len(kept)
            if room < 0:
                break
            parts.append(b"".join((key, hashlib.sha256(key + kept).digest(), len(kept).to_bytes(_LENGTH), kept)))
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, b"".join(reversed(parts)))

    def _kept(self, key: bytes) -> bytes | None:
        return self._asked.get(key) or self._read().get(key)

    def _read(self) -> dict[bytes, bytes]:
        if self._known is None:
            self._known = {}
            with suppress(OSError):
                self._known = dict(_records(self._file.read_bytes()))
        return self._known

    def _key(
        self, program: str, scenario: Scenario, seed: int, files: Mapping[str, bytes], limits: Limits
    ) -> bytes | None:
        known = self._scenarios.get(id(scenario))
        if known is None or known[0] is not scenario:
            known = self._scenarios[id(scenario)] = (scenario, self._scenario_sum(scenario))
        if known[1] is None:
            return None
        flash = sum_of(part for path in sorted(files) for part in (path.encode(), files[path]))
        facts = repr([seed, [(one.name, getattr(limits, one.name)) for one in fields(limits)]])
        return sum_of((what_runs(), known[1], flash, facts.encode(), program.encode()))

    def _scenario_sum(self, scenario: Scenario) -> bytes | None:
        """Return a scenario's sum; None where the files are others by now: nobody knows which of them it is made of."""
        found = scenario_sum(scenario, self._folder)
        return found if self._files == _sum_of_defining_files(self._folder) else None


def scenario_sum(scenario: Scenario, folder: Path) -> bytes | None:
    """Return the sum of a scenario's data, and of the exercise's files where they define what it is made of.

    None where something in it is no data.
    """
    written = io.BytesIO()
    data = _Data(written)
    try:
        data.dump(scenario)
    except (NotData, TypeError, ValueError, AttributeError, RecursionError, pickle.PicklingError):
        return None
    own = _defining_files(folder) if data.has_own_classes else ()
    return sum_of([written.getvalue(), *own])


class _Data(pickle.Pickler):
    """Writes an object's data; without memory of what it has written, so that equal objects are written equally."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.fast = True
        self.has_own_classes = False

    def reducer_override(self, value: Any) -> Any:
        """Look where each class comes from; leave all else to what pickle does."""
        if not isinstance(value, type):
            if callable(value) and hasattr(value, "__code__"):
                raise NotData(value)
            return NotImplemented
        module = value.__module__
        if module in _OWN_FILES:
            self.has_own_classes = True
            return str, (f"{module}.{value.__qualname__}",)
        if module.startswith(OF_THE_BOARD) or module.partition(".")[0] in sys.stdlib_module_names:
            return NotImplemented
        raise NotData(value)


def judging_files(folder: Path, leave_out: str = "") -> Iterator[bytes]:
    """Yield the files that judge: not the programs, nor statements and hints, whose words decide nothing."""
    for path in sorted(path for pattern in DATA for path in folder.glob(pattern)):
        if not path.name.startswith(NO_DATA) and path.name != leave_out:
            yield path.name.encode()
            yield path.read_bytes()


def _defining_files(folder: Path) -> Iterator[bytes]:
    """Yield the files by which `scenarios.py` makes its cases; the checks only where it speaks of them."""
    speaks_of_checks = b"checks" in (folder / CASES).read_bytes()
    return judging_files(folder, leave_out="" if speaks_of_checks else JUDGING)


def _sum_of_defining_files(folder: Path) -> bytes | None:
    try:
        return sum_of(_defining_files(folder))
    except OSError:
        return None


def sum_of(parts: Iterable[bytes]) -> bytes:
    """Return the SHA-256 of parts, each with its length."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()


def sum_of_files(roots: Iterable[Path]) -> bytes:
    """Return the sum of the files in folders, compiled ones of Python left out; a root may be a file."""
    every = ((one, path) for one in roots for path in (one.rglob("*") if one.is_dir() else [one]))
    told = ((one, path) for one, path in every if path.is_file() and path.suffix != ".pyc")
    files = sorted((path.relative_to(one.parent).as_posix(), path) for one, path in told)
    return sum_of(part for name, path in files for part in (name.encode(), path.read_bytes()))


@lru_cache(maxsize=1)
def what_runs() -> bytes:
    """Return the sum of what simulates, as it was when this was asked first."""
    return _sum_of_what_runs()


def _sum_of_what_runs() -> bytes:
    """Return the sum of what simulates: our code, what was built of it, Python and the engine."""
    root = Path(iot_lab.__file__).parent
    ours = [path for name in SIMULATING for path in root.glob(name)]
    made = [path for path in map(built_or_none, BUILT) if path is not None]
    return sum_of((sys.version.encode(), version("wasmtime").encode(), sum_of_files([*ours, *made])))


def _packed(outcome: Outcome) -> bytes | None:
    """Return an outcome as bytes; None where it is a fault of ours or holds what cannot be read back."""
    if outcome.end == "fault":
        return None
    values = {one.name: getattr(outcome, one.name) for one in fields(outcome)}
    values["events"] = [(one.t_us, one.kind, one.where, one.value) for one in outcome.events]
    try:
        packed = zlib.compress(pickle.dumps(values, protocol=5), 1)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return None
    return packed if _outcome(packed) is not None else None


def _outcome(packed: bytes) -> Outcome | None:
    """Return the outcome that was packed; None where it is not one."""
    try:
        values = _Plain(io.BytesIO(zlib.decompress(packed))).load()
        return Outcome(**{**values, "events": [Event(*one) for one in values["events"]]})
    except Exception:  # noqa: BLE001 - whatever a damaged pickle raises, the run is made again
        return None


class _Plain(pickle.Unpickler):
    """Reads plain data and the classes of an outcome."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of an outcome; no other name is looked up."""
        if (module, name) not in _OURS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return _OURS[module, name]


def _records(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield key and run of each whole record, the first damaged one and what follows it left out."""
    at = 0
    head = _SUM + _SUM + _LENGTH
    while at + head <= len(content):
        key, told = content[at : at + _SUM], content[at + _SUM : at + 2 * _SUM]
        end = at + head + int.from_bytes(content[at + 2 * _SUM : at + head])
        kept = content[at + head : end]
        if end > len(content) or hashlib.sha256(key + kept).digest() != told:
            return
        yield key, kept
        at = end
