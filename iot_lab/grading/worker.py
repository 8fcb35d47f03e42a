"""One resident grading process: started once, warmed up, asked one submission after another through a pipe."""

from __future__ import annotations

import contextlib
import gc
import signal
import time
import traceback
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.waiting import join

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import psutil

READY_LIMIT_S: Final = 60.0
MOST_JOBS: Final = 1000
MOST_MEMORY_BYTES: Final = 250 << 20
LOOK_EVERY: Final = 8
NICENESS: Final = 5
END_LIMIT_S: Final = 1.0
CPU_LIMIT_S: Final = 3.0
"""Processor time of one submission; the course's take up to half a second, one that polls without pause up to two."""
YARDSTICK: Final = "for i in range(20000): str(i)\n"
YARDSTICK_S: Final = 0.036
"""What it takes on the computer that the limit was set on: a slower one is given as much more, within reason."""
MOST_SLOWER: Final = 4.0
MEMORY_LIMIT_BYTES: Final = 600 << 20
UNWATCHED_S, WATCH_EVERY_S = 0.3, 0.1
"""Most answers come before anything is looked at."""
SPAWN = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Job:
    """One submission on its way to a worker."""

    exercise_id: str
    program: str
    language: str
    seed: int
    hint_level: int
    files: Mapping[str, str] = field(default_factory=dict)


class WorkerDied(RuntimeError):
    """The process ended in the middle of a submission (or never started)."""


class WorkerTooSlow(RuntimeError):
    """The process did not answer within its wall time."""


class WorkerStopped(RuntimeError):
    """The pool is being stopped."""


class Worker:
    """The host's side of one process. `stop` is a connection that becomes readable when the pool stops."""

    def __init__(self, folder: Path, stop: Connection) -> None:
        self._stop = stop
        self._connection, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=serve, args=(theirs, folder), name="iot-lab-grader", daemon=True)
        self._process.start()
        theirs.close()
        self._times_slower: float | None = None
        self._jobs_done = 0

    @property
    def is_worn(self) -> bool:
        """Say whether it is time for another process: it has done much, or keeps much memory."""
        import psutil

        if self._jobs_done >= MOST_JOBS:
            return True
        if self._jobs_done % LOOK_EVERY:
            return False
        with contextlib.suppress(psutil.Error):
            return psutil.Process(self._process.pid).memory_info().rss > MOST_MEMORY_BYTES
        return False

    @property
    def process_id(self) -> int | None:
        """Return the process's id."""
        return self._process.pid

    def ask(self, job: Job, limit_s: float) -> dict[str, Any]:
        """Return the report as JSON; raises WorkerDied, WorkerTooSlow or WorkerStopped."""
        if self._times_slower is None:
            self._times_slower = float(self._receive(READY_LIMIT_S))
        try:
            self._connection.send(job)
        except OSError as error:
            raise WorkerDied from error
        answer: dict[str, Any] = self._receive_watched(limit_s)
        self._jobs_done += 1
        return answer

    def end(self) -> None:
        """End the process and free what it held."""
        self._connection.close()
        self._process.terminate()
        self._process.join(END_LIMIT_S)
        if self._process.is_alive():
            self._process.kill()
            join(self._process)
        self._process.close()

    def _receive_watched(self, limit_s: float) -> Any:
        """Receive an answer within its wall time, processor time and memory; raises WorkerTooSlow beyond one."""
        end_s = time.monotonic() + limit_s
        watch = _Watch(self._process.pid, cpu_limit_s(self._times_slower or 1.0))
        pause_s = UNWATCHED_S
        while not (ready := self._wait(max(0.0, min(pause_s, limit_s)))):
            pause_s = WATCH_EVERY_S
            if watch.is_greedy() or time.monotonic() > end_s:
                raise WorkerTooSlow
        return self._take(ready)

    def _receive(self, limit_s: float) -> Any:
        ready = self._wait(limit_s)
        if not ready:
            raise WorkerTooSlow
        return self._take(ready)

    def _wait(self, limit_s: float) -> list[Any]:
        """Return what there is to look at: an answer, the process's end, the pool's."""
        return wait([self._connection, self._process.sentinel, self._stop], limit_s)

    def _take(self, ready: list[Any]) -> Any:
        if self._stop in ready:
            raise WorkerStopped
        try:
            return self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied from error


def serve(connection: Connection, folder: Path) -> None:
    """Answer jobs until the other side is gone: what runs in the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    _give_way()
    slower = times_slower()
    # What is loaded by now stays: it is not looked through again each time that something is collected.
    gc.collect()
    gc.freeze()
    try:
        connection.send(slower)
        while True:
            connection.send(_answer(connection.recv(), folder))
    except (EOFError, OSError):
        return


class _Watch:
    """What a process takes from now on; a system that does not tell leaves the wall time alone."""

    def __init__(self, process_id: int | None, limit_s: float) -> None:
        import psutil

        self._limit_s = limit_s
        self._process: psutil.Process | None = None
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(process_id)
            self._begun_s = self._cpu_s(process)
            self._process = process

    def is_greedy(self) -> bool:
        """Say whether it has taken more processor time or memory than a submission may."""
        import psutil

        if self._process is None:
            return False
        with contextlib.suppress(psutil.Error):
            used_s = self._cpu_s(self._process) - self._begun_s
            return used_s > self._limit_s or self._process.memory_info().rss > MEMORY_LIMIT_BYTES
        return False

    @staticmethod
    def _cpu_s(process: psutil.Process) -> float:
        times = process.cpu_times()
        return float(times.user + times.system)


def _give_way() -> None:
    """Let the pages and the broker go first when the processor is busy."""
    import psutil

    with contextlib.suppress(psutil.Error, OSError):
        # What Windows calls a priority class has a name there only.
        psutil.Process().nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", NICENESS))


def _bound_memory() -> None:
    """Let the system refuse what would take the whole computer's memory; where it cannot, the host watches."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (2 * MEMORY_LIMIT_BYTES, 2 * MEMORY_LIMIT_BYTES))


def cpu_limit_s(times_slower: float) -> float:
    """Return what a submission may take of a processor that is so many times slower than the one it was set on."""
    return CPU_LIMIT_S * min(max(times_slower, 1.0), MOST_SLOWER)


def times_slower() -> float:
    """Load all that a submission needs; return how many times slower this computer is (`YARDSTICK_S`)."""
    import iot_lab.course
    import iot_lab.grading.grade  # noqa: F401
    from iot_lab.simulator.virtual import run_virtual
    from iot_lab.simulator.world.scenario import Scenario

    try:
        run_virtual("", Scenario(duration_s=1))
        begun_s = time.process_time()
        run_virtual(YARDSTICK, Scenario(duration_s=5))
        return (time.process_time() - begun_s) / YARDSTICK_S
    except Exception:  # noqa: BLE001 - the first submission will tell it as "could not check"
        traceback.print_exc()
        return 1.0


def _answer(job: Job, folder: Path) -> dict[str, Any]:
    from iot_lab.course import load_exercise
    from iot_lab.grading.grade import could_not_check, grade

    exercise = load_exercise(job.exercise_id, folder)
    try:
        report = grade(
            exercise,
            job.program,
            language=job.language,
            seed=job.seed,
            hint_level=job.hint_level,
            files=job.files,
            mends=True,
        )
    except LabError as error:
        report = could_not_check(exercise, job.language, job.seed, str(error))
    return report.as_json()
