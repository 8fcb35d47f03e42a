"""One run of a learner's program in an exercise's world, and the picture of what it does.

In the room a run has a thread (`boards.py`); at home it runs in a browser's worker, which has none (`at_home.py`): what
follows the run is the same.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.program_parts import MAIN
from iot_lab.explain import ErrorText, Source, explain
from iot_lab.simulator.board_library import library
from iot_lab.simulator.live.wall import WallRun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from iot_lab.simulator.board import Event
    from iot_lab.simulator.clock import Clock
    from iot_lab.texts import Texts
    from iot_lab.workshop.drawn_boards.picture import BoardPicture
    from iot_lab.workshop.drawn_boards.world import DrawnWorld

# "ahead": so far a run was made in advance (`at_home.py`), and it goes on.
_ENDS: Final = {"finished": "ended", "deadline": "ended", "stopped": "stopped", "ahead": "running"}


class DrawnRun:
    """`picture` changes under `lock` alone; `on_news` is called, without it, when the picture has something to tell."""

    def __init__(
        self,
        picture: BoardPicture,
        world: DrawnWorld,
        files: Mapping[str, str],
        t: Texts,
        *,
        on_news: Callable[[], None],
        lock: AbstractContextManager[Any] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.picture = picture
        self._t, self._source = t, Source(files[MAIN])
        self._on_news, self._lock = on_news, lock or nullcontext()
        beside = {name: text.encode() for name, text in files.items() if name != MAIN}
        self.wall = WallRun(
            files[MAIN],
            world.scenario,
            files={**library(), **beside},
            watch=self._take,
            on_end=self._ended,
            clock=clock,
        )
        for pin in world.pins:
            self.wall.board.pins.follow(pin, self._follower(pin))

    def _follower(self, pin: int) -> Callable[[int], None]:
        """Let the picture know the levels of a wired pin that the program only reads."""
        board = self.wall.board

        def see(level: int) -> None:
            if pin not in board.pwm and board.pins[pin].mode == "in":
                with self._lock:
                    self.picture.now_ms = board.now_us // 1000
                    self.picture.edge(str(pin), float(level))
                self._on_news()

        return see

    def _take(self, event: Event) -> None:
        with self._lock:
            is_news = self.picture.take(event)
        if is_news:
            self._on_news()

    def _ended(self, run: WallRun) -> None:
        """Say how a run ended, in its thread."""
        with self._lock:
            if self.picture.state != "running":
                return
            self.picture.now_ms = run.now_us // 1000
            if (error := run.error) is not None:
                self.picture.say(error.traceback)
                told = explain(ErrorText(error.type, error.message, error.line), self._source).told(self._t)
                self.picture.end("failed", {"line": error.line, "said": told})
            else:
                self.picture.end(_ENDS.get(run.end or "", "failed"))
        self._on_news()
