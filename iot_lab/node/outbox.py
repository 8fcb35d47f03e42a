"""Samples that wait for the room, oldest first, on disk before anything else is done with them.

Each sample has a place in the queue, which never changes, and a number in its series, which the room checks for gaps.
It is written and synced when it is put; it is sent when there is a connection, as often as that takes; it is forgotten
when the broker has acknowledged it and all those before it. So after a power cut some samples are sent twice (the room
knows them by their numbers), and none is lost.

On disk are files of `SAMPLES_IN_A_FILE` lines, each line with its checksum (`lines.py`), so that a cut costs the line
that was being written at most. A line is a sample, a place up to which all are acknowledged, or the greatest number of
each series, with which every file begins: so numbers go on where older files are gone. A file goes when all its samples
are acknowledged; beyond `MOST_SAMPLES`, the oldest are given up and counted. Where the disk refuses, samples stay in
memory, `trouble` says why, and they are written as soon as it takes them.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from filelock import FileLock, Timeout

from iot_lab.files import sync_folder
from iot_lab.node.errors import QueueBusy, QueueUnusable
from iot_lab.node.lines import QueuedSample, line, replay

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.node.values import Value

SAMPLES_IN_A_FILE: Final = 500
MOST_SAMPLES: Final = 50_000
_LOCK_NAME: Final = "in-use.lock"


class Outbox:
    """The queue of one board, in a folder of its own. `put` and `sent` may be called from different threads."""

    def __init__(
        self, folder: Path, *, most_samples: int = MOST_SAMPLES, samples_in_a_file: int = SAMPLES_IN_A_FILE
    ) -> None:
        """Take up what an earlier run left; raises QueueUnusable, QueueBusy."""
        self._folder = folder
        self._most_samples, self._samples_in_a_file = most_samples, samples_in_a_file
        self._changed = threading.Lock()
        self._in_use = FileLock(folder / _LOCK_NAME)
        self._file: BinaryIO | None = None
        self._samples_in_file = 0
        self._last_places: dict[Path, int] = {}
        self._unsaved: list[QueuedSample] = []
        self.dropped = 0
        self.trouble = ""
        """Why samples are in memory only, in the system's words; empty while all is well."""
        try:
            self._open()
        except Timeout as error:
            raise QueueBusy(path=folder) from error
        except OSError as error:
            self._in_use.release()
            raise QueueUnusable(path=folder, problem=error) from error

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def first_new_place(self) -> int:
        """The place of the first sample of this run: those before it are from an earlier one."""
        return self._first_new_place

    def put(self, series: str, value: Value, t_ms: int) -> QueuedSample:
        """Number a sample and keep it; on disk when this returns, unless `trouble` says otherwise."""
        with self._changed:
            self._place += 1
            number = self._numbers[series] = self._numbers.get(series, 0) + 1
            sample = QueuedSample(self._place, series, value, t_ms, number)
            self._waiting.append(sample)
            if len(self._waiting) > self._most_samples:
                self._waiting.popleft()
                self.dropped += 1
            self._keep(sample)
            return sample

    def after(self, place: int, most: int) -> list[QueuedSample]:
        """Return at most `most` samples that wait behind this place, oldest first."""
        with self._changed:
            found: list[QueuedSample] = []
            for sample in self._waiting:
                if len(found) == most:
                    break
                if sample.place > place:
                    found.append(sample)
            return found

    def sent(self, place: int) -> None:
        """Forget the samples up to this place: the broker has them."""
        with self._changed:
            while self._waiting and self._waiting[0].place <= place:
                self._waiting.popleft()
            self._unsaved = [sample for sample in self._unsaved if sample.place > place]
            # Not worth waiting for the disk: what is forgotten here is sent again after a power cut, and recognised.
            with contextlib.suppress(OSError):
                self._write(place, is_synced=False)
            self._remove_done(place)

    def close(self) -> None:
        """Close the files and let another process take the folder."""
        with self._changed:
            self._close_file()
            self._in_use.release()

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._in_use.acquire(timeout=0)
        paths = sorted(self._folder.glob("*.lines"))
        found = replay(path.read_bytes() for path in paths)
        self._waiting = deque(found.samples)
        self._numbers = found.numbers
        self._place = found.last_place
        self._first_new_place = found.last_place + 1
        self._last_places = dict.fromkeys(paths, found.last_place)
        # Never behind a line that may be cut: each run begins a file.
        self._begin_file()
        self._remove_done(found.last_place - len(found.samples))

    def _keep(self, sample: QueuedSample) -> None:
        """Write a sample, and those before it that a full disk refused."""
        self._unsaved = [*self._unsaved, sample][-self._most_samples :]
        try:
            if self._file is None or self._samples_in_file >= self._samples_in_a_file:
                self._begin_file()
            self._write(*(one.as_list() for one in self._unsaved), is_synced=True)
        except OSError as error:
            self.trouble = error.strerror or str(error)
            self._close_file()
            return
        self.trouble = ""
        self._samples_in_file += len(self._unsaved)
        self._unsaved = []

    def _begin_file(self) -> None:
        """Begin a file with the greatest number of each series; the older files may then go."""
        self._close_file()
        self._path = self._folder / f"{self._next_file_number():08d}.lines"
        self._file = self._path.open("xb", buffering=0)
        self._samples_in_file = 0
        self._write(self._numbers, is_synced=True)
        sync_folder(self._folder)
        self._remove_old()

    def _next_file_number(self) -> int:
        return max((int(path.stem) for path in self._folder.glob("*.lines")), default=0) + 1

    def _write(self, *contents: Any, is_synced: bool) -> None:
        if self._file is None:
            return
        rest = memoryview(b"".join(line(content) for content in contents))
        while rest:
            rest = rest[self._file.write(rest) :]
        if is_synced:
            os.fsync(self._file.fileno())

    def _remove_old(self) -> None:
        """Remove the oldest files beyond the bound, whose samples are no longer in memory either."""
        first = self._waiting[0].place if self._waiting else self._place
        self._remove_done(first - 1)

    def _remove_done(self, place: int) -> None:
        for path in [path for path, last in self._last_places.items() if last <= place]:
            with contextlib.suppress(OSError):
                path.unlink()
            del self._last_places[path]

    def _close_file(self) -> None:
        if self._file is not None:
            self._last_places[self._path] = self._place
            self._file.close()
            self._file = None
