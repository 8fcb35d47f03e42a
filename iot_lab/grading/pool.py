"""Resident grading for the web: worker processes, one queue, and nothing that a program does stops the next one.

A worker that dies is replaced and its submission runs again once; then the answer is "could not check", and the fault
is ours. One that takes more time or memory than a submission may is replaced too, and the answer says that. A worker
that has done much or grown fat is replaced between two submissions.

Each worker holds as much memory as a browser's tab, on computers that have 2 GB. So they are there while somebody may
ask: since a learner came in or opened an exercise (`expect`), until nobody has for REST_AFTER_S.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.course import Exercise, course_folder, load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.grade import could_not_check
from iot_lab.grading.submission import checked_program
from iot_lab.grading.waiting_line import WaitingLine
from iot_lab.grading.worker import SPAWN, Job, Worker, WorkerDied, WorkerStopped, WorkerTooSlow
from iot_lab.simulator.engine import has_engine, require_engine
from iot_lab.texts import key, texts
from iot_lab.threads import PermanentThread
from iot_lab.waiting import result_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_WORKERS: Final = 4
ATTEMPTS: Final = 2
STOP_LIMIT_S: Final = 5.0
LOOK_AGAIN_S: Final = 1.0
REST_AFTER_S: Final = 1200.0
"""Longer than somebody reads, tries and thinks between two requests: who comes back then waits for a warm-up."""
_log = logging.getLogger(__name__)


class GraderStopped(LabError):
    """The grader is being stopped."""

    code = "grader-stopped"


class GraderReplaced(LabError):
    """The same client asked for another check before this one began."""

    code = "grader-replaced"


class QueuedCheck:
    """One submission in the queue."""

    def __init__(self, exercise: Exercise, job: Job, who: tuple[str, str], pool: Pool) -> None:
        self.exercise = exercise
        self.job = job
        self.client, self.address = who
        self.answer: Future[dict[str, Any]] = Future()
        self._pool = pool

    @property
    def position(self) -> int:
        """Return the place in the queue: 1 is next, 0 is being checked or done."""
        return self._pool.position(self)

    def abandon(self) -> None:
        """Give up the place in the queue, when nobody waits for the answer any more."""
        self._pool.abandon(self)


class Pool:
    """`workers` processes that grade; safe to call from any thread. `limit_s` is the wall time of one submission.

    Without `workers` there is one for each processor, at most four. Their processes start with `expect`, or with the
    first submission.
    """

    def __init__(self, workers: int | None = None, *, exercises: Path | None = None, limit_s: float = 20.0) -> None:
        workers = min(os.cpu_count() or 1, MOST_WORKERS) if workers is None else workers
        workers = workers if has_engine() else 0
        self._folder = course_folder(exercises)
        self._limit_s = limit_s
        self._waiting: WaitingLine[QueuedCheck] = WaitingLine(max(1, workers))
        self._change = threading.Condition()
        self._is_running = True
        self._wanted_until_s = float("-inf")
        self._stop_seen, self._stop_told = SPAWN.Pipe(duplex=False)
        self._workers: list[Worker] = []
        self._keepers = [
            PermanentThread(f"grader-{n}", self._keep, is_over=lambda: not self._is_running) for n in range(workers)
        ]
        for keeper in self._keepers:
            keeper.start()

    def expect(self) -> None:
        """Have the workers ready: somebody may submit soon. Returns at once, they warm up meanwhile."""
        with self._change:
            was_wanted = time.monotonic() < self._wanted_until_s
            self._wanted_until_s = time.monotonic() + REST_AFTER_S
            if not was_wanted:
                self._change.notify_all()

    def stop(self) -> None:
        """End everything: waiting and running submissions get GraderStopped."""
        with self._change:
            was_running, self._is_running = self._is_running, False
            abandoned = self._waiting.clear()
            self._change.notify_all()
        for check in abandoned:
            check.answer.set_exception(GraderStopped())
        if not was_running:
            return
        self._stop_told.send_bytes(b"stop")
        for keeper in self._keepers:
            keeper.join(STOP_LIMIT_S)
        self._stop_told.close()
        self._stop_seen.close()

    def grade(
        self, exercise_id: str, program: str, language: str, *, seed: int = 0, hint_level: int = 1
    ) -> dict[str, Any]:
        """Return the report as JSON (docs/report.md); blocks until it is there. Raises what `submit` raises."""
        return result_of(self.submit(exercise_id, program, language, seed=seed, hint_level=hint_level).answer)

    def submit(
        self,
        exercise_id: str,
        program: str,
        language: str,
        *,
        client: str = "",
        address: str = "",
        seed: int = 0,
        hint_level: int = 1,
        files: Mapping[str, str] | None = None,
    ) -> QueuedCheck:
        """Put a submission in the queue; its report comes in `.answer`.

        `client` is one browser, `address` its computer (`waiting_line` says what they are for). The submission that
        `client` still has in the queue gives its place to this one, and gets GraderReplaced.
        Raises UnknownExercise, the loader's errors, ProgramTooLarge, ProgramNotText, GraderBusy, GraderStopped,
        SimulatorUnavailable.
        """
        exercise = load_exercise(exercise_id, self._folder)
        require_engine()
        beside = {name: checked_program(text) for name, text in (files or {}).items()}
        job = Job(exercise_id, checked_program(program), language, seed, hint_level, beside)
        check = QueuedCheck(exercise, job, (client, address), self)
        self.expect()
        with self._change:
            if not self._is_running:
                raise GraderStopped
            replaced = self._waiting.join(check)
            self._change.notify()
        if replaced is not None:
            replaced.answer.set_exception(GraderReplaced())
        return check

    def abandon(self, check: QueuedCheck) -> None:
        """Take a check out of the queue; one that is being checked goes on to its end."""
        with self._change:
            was_waiting = self._waiting.leave(check)
        if was_waiting:
            check.answer.set_exception(GraderReplaced())

    def position(self, check: QueuedCheck) -> int:
        """Return a check's place in the queue: 1 is next, 0 is being checked or done."""
        with self._change:
            return self._waiting.place(check)

    def waiting(self) -> int:
        """Return how many submissions wait for a worker."""
        with self._change:
            return len(self._waiting)

    def process_ids(self) -> list[int]:
        """Return the ids of the worker processes."""
        return [worker.process_id for worker in self._workers if worker.process_id is not None]

    def _keep(self) -> None:
        """Keep one worker while it may be needed: give it the next submission, replace it when it dies."""
        worker: Worker | None = None
        try:
            while (turn := self._next(has_worker=worker is not None)) is not None:
                if isinstance(turn, QueuedCheck):
                    worker = self._check(turn, worker or self._hire())
                elif worker is None:
                    worker = self._hire()
                else:
                    self._dismiss(worker)
                    worker = None
        finally:
            if worker is not None:
                self._dismiss(worker)

    def _check(self, check: QueuedCheck, worker: Worker) -> Worker:
        """Answer one check, and say what it cost; return the worker for the next one."""
        began_s = time.monotonic()
        worker = self._serve(check, worker)
        with self._change:
            self._waiting.done(check, time.monotonic() - began_s, time.monotonic())
            self._change.notify_all()  # somebody heavy may be called now
        if worker.is_worn:
            self._dismiss(worker)
            worker = self._hire()
        return worker

    def _next(self, *, has_worker: bool) -> QueuedCheck | Literal["change"] | None:
        """Wait for the next submission, or until a worker is to begin or to end; None where all ends."""
        with self._change:
            while self._is_running:
                now_s = time.monotonic()
                if self._waiting.may_call(now_s):
                    return self._waiting.call(now_s)
                if has_worker != (now_s < self._wanted_until_s):
                    return "change"
                # Who was heavy grows lighter by and by.
                self._change.wait(LOOK_AGAIN_S if len(self._waiting) or has_worker else None)
        return None

    def _serve(self, check: QueuedCheck, worker: Worker) -> Worker:
        """Answer one check; return the worker for the next one."""
        fault = summary = ""
        for _ in range(ATTEMPTS):
            try:
                check.answer.set_result(worker.ask(check.job, self._limit_s))
            except WorkerStopped:
                check.answer.set_exception(GraderStopped())
                return worker
            except (WorkerDied, WorkerTooSlow) as error:
                fault = f"{type(error).__name__} on {check.exercise.id}"
                _log.error("grader: %s; a new worker starts", fault)
                self._dismiss(worker)
                worker = self._hire()
                if isinstance(error, WorkerTooSlow):
                    summary = texts(check.job.language)(key("grading.summary.costly"))
                    break
            else:
                return worker
        job = check.job
        check.answer.set_result(could_not_check(check.exercise, job.language, job.seed, fault, summary).as_json())
        return worker

    def _hire(self) -> Worker:
        worker = Worker(self._folder, self._stop_seen)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()
