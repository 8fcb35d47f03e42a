"""What the trainer asks of boards from a page: it takes seconds, so it is done behind the page's back.

The theory. A task has one part a board. `start` returns at once; the parts are done at the same time, each with its
share of progress, and end `done` or `failed` with what stands in the way. Two tasks for one board follow each other: a
program comes in parts that must not be mixed. Each change is told on the topic `board-tasks`, which says only that
there is news: the page then reads itself again. The last tasks are kept, and those that can be undone say how.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.live import LiveChannel
    from iot_lab.workshop.board_orders import BoardOrders

BOARD_TASKS: Final = "board-tasks"
"""The topic."""
KEPT: Final = 6
MOST_RUNNING: Final = 8
_MOST_AT_ONCE: Final = 32
_log = logging.getLogger(__name__)
Verb = Literal["identify", "stop", "start", "rescue", "send", "rename", "move", "wifi", "wipe", "update"]
PartState = Literal["waiting", "working", "done", "failed"]


class TooManyTasks(LabError):
    """So many tasks are running that another would only wait. Details: most."""

    code = "too-many-tasks"


class TaskFault(LabError):
    """A fault of ours in a task: the log has the traceback. Details: board."""

    code = "task-fault"


@dataclass(frozen=True, slots=True)
class TaskPart:
    """How far a task is with one board; `share` is 0 to 1."""

    board: str
    state: PartState = "waiting"
    share: float = 0.0
    trouble: LabError | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed"}


@dataclass(frozen=True, slots=True)
class BoardTask:
    """One task; `detail` is what it is about (a file, a new name, a learner); `undo` asks for the opposite."""

    number: int
    verb: Verb
    parts: tuple[TaskPart, ...]
    detail: str = ""
    undo: Callable[[], object] | None = None

    @property
    def is_over(self) -> bool:
        """Whether every part is."""
        return all(part.is_over for part in self.parts)

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return sum(1.0 if part.is_over else part.share for part in self.parts) / max(1, len(self.parts))

    @property
    def failed(self) -> tuple[TaskPart, ...]:
        """The parts that failed."""
        return tuple(part for part in self.parts if part.state == "failed")


class TellPart:
    """Given to the work on one board: how far it is."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell

    def __call__(self, done: int, total: int) -> None:
        """Say that `done` of `total` pieces are done."""
        self._tell(done / max(1, total))


Act = Callable[[str, TellPart], object]
"""The work on one board."""
Work = Callable[[Callable[[Act], None]], None]
"""The whole work: it calls what it is given with the work on one board."""


class BoardTasks:
    """The tasks of one open room. Safe to use from several threads."""

    def __init__(self, live: LiveChannel, open_orders: Callable[[], BoardOrders]) -> None:
        self.open_orders = open_orders
        """Opens a connection that gives orders to boards; a context manager."""
        self._lock = threading.RLock()
        self._of_board: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._tasks: dict[int, BoardTask] = {}
        self._numbers = 0
        self.topic = live.open(BOARD_TASKS, self._news)

    def recent(self) -> list[BoardTask]:
        """Return the last tasks, newest first."""
        with self._lock:
            return sorted(self._tasks.values(), key=lambda task: -task.number)

    def find(self, number: int) -> BoardTask | None:
        """Return a task that is kept."""
        return self._tasks.get(number)

    def order(
        self,
        verb: Verb,
        boards: Sequence[str],
        act: Callable[[BoardOrders, str, TellPart], object],
        *,
        detail: str = "",
        undo: Callable[[], object] | None = None,
    ) -> BoardTask:
        """Begin a task that gives orders to boards over one connection. Raises TooManyTasks."""

        def work(do_parts: Callable[[Act], None]) -> None:
            with self.open_orders() as orders:
                do_parts(lambda board, tell: act(orders, board, tell))

        return self._begin(verb, boards, work, detail, undo)

    def each(
        self,
        verb: Verb,
        boards: Sequence[str],
        act: Act,
        *,
        detail: str = "",
        undo: Callable[[], object] | None = None,
    ) -> BoardTask:
        """Begin a task that needs no connection of its own. Raises TooManyTasks."""
        return self._begin(verb, boards, lambda do_parts: do_parts(act), detail, undo)

    def whole(self, verb: Verb, boards: Sequence[str], work: Work, *, detail: str = "") -> BoardTask:
        """Begin a task that reaches its boards together. Raises TooManyTasks."""
        return self._begin(verb, boards, work, detail, None)

    def take_undo(self, number: int) -> Callable[[], object] | None:
        """Return how a task is undone, once."""
        with self._lock:
            task = self._tasks.get(number)
            if task is None or task.undo is None:
                return None
            self._tasks[number] = replace(task, undo=None)
            return task.undo

    def _begin(
        self,
        verb: Verb,
        boards: Sequence[str],
        work: Work,
        detail: str,
        undo: Callable[[], object] | None,
    ) -> BoardTask:
        with self.topic.changing(), self._lock:
            if sum(not task.is_over for task in self._tasks.values()) >= MOST_RUNNING:
                raise TooManyTasks(most=MOST_RUNNING)
            self._numbers += 1
            task = BoardTask(self._numbers, verb, tuple(TaskPart(board) for board in boards), detail, undo)
            self._tasks[task.number] = task
            self._forget_old()
            self.topic.tell(self._news())
        threading.Thread(target=self._run, args=(task, work), name=f"task-{verb}", daemon=True).start()
        return task

    def _run(self, task: BoardTask, work: Work) -> None:
        def do_parts(act: Act) -> None:
            with ThreadPoolExecutor(min(_MOST_AT_ONCE, max(1, len(task.parts)))) as pool:
                list(pool.map(lambda part: self._do(task.number, part.board, act), task.parts))

        try:
            work(do_parts)
        except Exception as error:  # noqa: BLE001 - said for every board that was not reached
            for part in task.parts:
                self._fail(task.number, part.board, error, is_kept=True)

    def _do(self, number: int, board: str, act: Act) -> None:
        with self._of_board[board]:
            self._change(number, board, state="working")
            try:
                act(board, TellPart(lambda share: self._change(number, board, share=share)))
            except Exception as error:  # noqa: BLE001 - one board's fault is not the others'
                self._fail(number, board, error)
            else:
                self._change(number, board, state="done", share=1.0)

    def _fail(self, number: int, board: str, error: Exception, *, is_kept: bool = False) -> None:
        """Note what stands in the way; `is_kept`: where the part is over already, it stays as it is."""
        if not isinstance(error, LabError):
            _log.error("a task failed at %s", board, exc_info=error)
            error = TaskFault(board=board)
        self._change(number, board, is_kept=is_kept, state="failed", trouble=error)

    def _change(self, number: int, board: str, *, is_kept: bool = False, **values: Any) -> None:
        with self.topic.changing(), self._lock:
            task = self._tasks.get(number)
            if task is None:
                return
            parts = tuple(
                replace(part, **values) if part.board == board and not (is_kept and part.is_over) else part
                for part in task.parts
            )
            self._tasks[number] = replace(task, parts=parts)
            self.topic.tell(self._news())

    def _forget_old(self) -> None:
        over = [number for number, task in self._tasks.items() if task.is_over]
        for number in over[: max(0, len(self._tasks) - KEPT)]:
            del self._tasks[number]

    def _news(self) -> dict[str, Any]:
        return {"running": sum(not task.is_over for task in self._tasks.values())}
