"""One drawn board a learner: its program runs in wall time in the exercise's world, and pages see what it does.

The theory. A run is a `WallRun` in a thread of its own; its events are taken there into a `BoardPicture`. What is new
goes to the live channel, on the topic of this board: at once where it was quiet, else a moment later, by one thread for
all boards, so that a wild program costs the pages at most FRAMES_PER_S frames a second. A quiet board has a few frames
in hand: a press and what the program makes of it come one after the other, and neither waits. A press takes the way
back: `turn` posts it to the run's thread. Knobs stay where they were turned from one run to the next.

Nothing here belongs to the room's broker: the program meets the scenario's own network, as it does when it is checked.
A board that nobody asked for anything during IDLE_S is ended; there are at most MOST_BOARDS.
"""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.simulator.board_host import find_call
from iot_lab.simulator.engine import has_engine
from iot_lab.simulator.parts import part_types
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.threads import PermanentThread
from iot_lab.workshop.drawn_boards.drawn_run import DrawnRun
from iot_lab.workshop.drawn_boards.picture import BoardPicture
from iot_lab.workshop.drawn_boards.world import knobs_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.live import LiveChannel, LiveTopic
    from iot_lab.simulator.live.knobs import KnobState
    from iot_lab.simulator.live.wall import WallRun
    from iot_lab.texts import Texts
    from iot_lab.workshop.drawn_boards.world import DrawnWorld

BOARD: Final = "board-"
"""The topics: with the owner's name behind it."""
FRAMES_PER_S: Final = 25
FRAMES_IN_HAND: Final = 4.0
MOST_BOARDS: Final = 120
IDLE_S: Final = 600.0
LOOK_S: Final = 15.0
STOP_LIMIT_S: Final = 2.0


class DrawnBoardsFull(LabError):
    """More boards run than this computer should carry. Details: most."""

    code = "drawn-boards-full"


@dataclass(slots=True)
class _Drawn:
    """One owner's board. `picture` and what is told of it change under `lock` alone."""

    owner: str
    topic: LiveTopic
    lock: threading.RLock = field(default_factory=threading.RLock)
    run: WallRun | None = None
    world: DrawnWorld | None = None
    picture: BoardPicture | None = None
    """`lock` is taken after the channel's, never before."""
    turned: dict[str, float] = field(default_factory=dict)
    told_s: float = 0.0
    frames: float = FRAMES_IN_HAND
    """That may be told at once; they come back with time."""
    touched_s: float = 0.0


class DrawnBoards:
    """The drawn boards of a room. Safe to use from several threads."""

    def __init__(self, live: LiveChannel, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._live, self._clock_s = live, clock_s
        self._boards: dict[str, _Drawn] = {}
        self._lock = threading.Lock()
        self._runs = itertools.count(1)
        self._has_news = threading.Event()
        self._is_over = self._is_expecting = False
        self._teller = PermanentThread("drawn-boards", self._tell, is_over=lambda: self._is_over)

    def start(self) -> None:
        """Begin to tell what boards do."""
        self._teller.start()

    def expect(self) -> None:
        """Make the engine ready, once: a learner is there, and should not wait for it at the first Run."""
        with self._lock:
            if self._is_expecting or not self._teller.is_alive():
                return
            self._is_expecting = True
        if has_engine():
            threading.Thread(target=_make_ready, name="drawn-boards-engine", daemon=True).start()

    def stop(self) -> None:
        """End every board."""
        self._is_over = True
        self._has_news.set()
        with self._lock:
            boards = list(self._boards.values())
        for one in boards:
            if one.run is not None:
                one.run.ask_to_stop()
        for one in boards:
            if one.run is not None:
                one.run.wait(STOP_LIMIT_S)

    def run(self, owner: str, exercise: str, world: DrawnWorld, files: Mapping[str, str], t: Texts) -> int:
        """Run a program on the owner's board, in the place of what runs there; return the number of the run.

        Raises DrawnBoardsFull, and what `runtime.shared_runtime` raises.
        """
        drawn = self._board(owner)
        with drawn.lock:
            self._end(drawn, "stopped")
            number = next(self._runs)
            picture = drawn.picture = BoardPicture(exercise, number)
            if drawn.world is None or drawn.world.scenario != world.scenario:
                drawn.turned = {}
            drawn.world = world
            drawn.run = self._new_run(drawn, picture, files, t)
            for knob, value in drawn.turned.items():
                drawn.run.turn(knob, value)
            drawn.run.start()
        self._tell_now(drawn)
        return number

    def halt(self, owner: str) -> None:
        """Stop the owner's program; nothing happens where none runs."""
        drawn = self._boards.get(owner)
        if drawn is not None:
            drawn.touched_s = self._clock_s()
            with drawn.lock:
                self._end(drawn, "stopped")
            self._tell_now(drawn)

    def forget(self, owner: str) -> None:
        """End an owner's board and forget what it showed; nothing happens where there is none."""
        self.halt(owner)
        with self._lock:
            drawn = self._boards.pop(owner, None)
        if drawn is not None:
            self._live.close(drawn.topic)

    def knobs(self, owner: str, world: DrawnWorld) -> list[tuple[KnobState, str]]:
        """Return what can be turned around the owner's board, with each one's part in the drawing."""
        drawn = self._boards.get(owner)
        if drawn is not None:
            drawn.touched_s = self._clock_s()
        run = drawn.run if drawn is not None and drawn.world is not None and _same(drawn.world, world) else None
        return knobs_in(world, run.knobs() if run is not None else None)

    def turn(self, owner: str, knob: str, value: float | None) -> None:
        """Turn a knob of the owner's board, or (None) let it go. Raises KeyError, ValueError as `LiveKnobs.turn`."""
        drawn = self._boards.get(owner)
        if drawn is None or drawn.run is None:
            raise KeyError(knob)
        drawn.touched_s = self._clock_s()
        drawn.run.turn(knob, value)
        if value is None:
            drawn.turned.pop(knob, None)
        else:
            drawn.turned[knob] = value

    def say(self, owner: str, text: str) -> None:
        """Type at the console of the owner's board; nothing happens where none runs."""
        drawn = self._boards.get(owner)
        if drawn is not None and drawn.run is not None:
            drawn.touched_s = self._clock_s()
            drawn.run.say(text)

    def state(self, owner: str) -> str:
        """Return "off", "running", "ended", "stopped" or "failed"."""
        drawn = self._boards.get(owner)
        return drawn.picture.state if drawn is not None and drawn.picture is not None else "off"

    def running(self) -> int:
        """Return how many programs run."""
        return sum(self.state(owner) == "running" for owner in list(self._boards))

    def _board(self, owner: str) -> _Drawn:
        now_s = self._clock_s()
        with self._lock:
            drawn = self._boards.get(owner)
            if drawn is None:
                if len(self._boards) >= MOST_BOARDS:
                    raise DrawnBoardsFull(most=MOST_BOARDS)
                topic = self._live.open(topic_of(owner), lambda: self._everything(owner))
                drawn = self._boards[owner] = _Drawn(owner, topic)
            drawn.touched_s = now_s
        return drawn

    def _everything(self, owner: str) -> dict[str, Any]:
        drawn = self._boards.get(owner)
        if drawn is None or drawn.picture is None:
            return {"state": "off"}
        with drawn.lock:
            return drawn.picture.everything()

    def _new_run(self, drawn: _Drawn, picture: BoardPicture, files: Mapping[str, str], t: Texts) -> WallRun:
        assert drawn.world is not None

        def on_news() -> None:
            if picture.state != "running":
                self._has_news.set()
            elif drawn.picture is picture:
                self._offer(drawn)

        return DrawnRun(picture, drawn.world, files, t, on_news=on_news, lock=drawn.lock).wall

    def _end(self, drawn: _Drawn, state: str) -> None:
        if drawn.run is not None and drawn.picture is not None and drawn.picture.state == "running":
            drawn.picture.end(state)
            drawn.run.ask_to_stop()

    def _offer(self, drawn: _Drawn) -> None:
        """Tell at once where it was quiet, else leave it to the thread that tells."""
        if _frames_in_hand(drawn, self._clock_s()) >= 1:
            self._tell_now(drawn)
        else:
            self._has_news.set()

    def _tell_now(self, drawn: _Drawn) -> None:
        with drawn.topic.changing(), drawn.lock:
            picture = drawn.picture
            if picture is not None and picture.has_news:
                now_s = self._clock_s()
                drawn.frames, drawn.told_s = max(0.0, _frames_in_hand(drawn, now_s) - 1), now_s
                drawn.topic.tell(picture.frame())

    def _tell(self) -> None:
        """Tell what waited, and end boards that nobody asks for anything; in the thread that tells."""
        looked_s = self._clock_s()
        while not self._is_over:
            self._has_news.wait(LOOK_S)
            time.sleep(1 / FRAMES_PER_S)
            self._has_news.clear()
            for drawn in list(self._boards.values()):
                if drawn.picture is not None and drawn.picture.has_news:
                    self._tell_now(drawn)
            if self._clock_s() - looked_s > LOOK_S:
                looked_s = self._clock_s()
                self._end_idle(looked_s)

    def _end_idle(self, now_s: float) -> None:
        with self._lock:
            idle = [one for one in self._boards.values() if now_s - one.touched_s > IDLE_S]
            for drawn in idle:
                del self._boards[drawn.owner]
        for drawn in idle:
            with drawn.lock:
                self._end(drawn, "stopped")
            self._tell_now(drawn)
            self._live.close(drawn.topic)


def _make_ready() -> None:
    """Read what every board needs: forty that start at once would wait for one another's imports."""
    shared_runtime()
    part_types()
    find_call("")  # which no file has: all are read


def topic_of(owner: str) -> str:
    """Return the topic of an owner's board."""
    return f"{BOARD}{owner}"


def _frames_in_hand(drawn: _Drawn, now_s: float) -> float:
    return min(FRAMES_IN_HAND, drawn.frames + (now_s - drawn.told_s) * FRAMES_PER_S)


def _same(one: DrawnWorld, other: DrawnWorld) -> bool:
    return one is other or one.drawn == other.drawn
