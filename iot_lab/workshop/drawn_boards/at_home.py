"""The drawn board of a browser's worker (`dashboard/src/home_worker.ts`): JSON in, JSON out.

Where the browser can let Python wait (JSPI), `run` is the board itself, in real time, and `frame` what it shows.
Elsewhere `ahead` runs the program in virtual time, up to a moment and in a moment, and the worker shows its frames at
the wall's pace: knobs turned meanwhile are told with the instants when they were turned, and the run is made anew. The
same program, knobs and instants give the same run, so what was shown stays true.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from iot_lab.course import load_exercise
from iot_lab.simulator.clock import VirtualClock
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.texts import texts
from iot_lab.workshop.drawn_boards.drawn_run import DrawnRun
from iot_lab.workshop.drawn_boards.picture import BoardPicture
from iot_lab.workshop.drawn_boards.world import drawn_world, knobs_in

if TYPE_CHECKING:
    from iot_lab.simulator.live.knobs import KnobState
    from iot_lab.simulator.live.wall import WallRun

FRAME_US: Final = 40_000
AHEAD_LIMIT_S: Final = 6.0
"""A program that computes much is not followed further: the page says that the board stopped."""
Turn = tuple[int, str, float | None]
"""At which millisecond, which knob, how far."""


class BoardAtHome:
    """One run in real time; made anew for each run. JavaScript begins `run` by `callPromising`."""

    def __init__(self, exercise: str, files: str, turned: str, language: str, number: int) -> None:
        from iot_lab.simulator.clock_browser import BrowserClock

        self._world = drawn_world(load_exercise(exercise))
        self._picture = BoardPicture(exercise, number)
        self._run = DrawnRun(
            self._picture,
            self._world,
            json.loads(files),
            texts(language),
            on_news=_nothing,
            clock=BrowserClock(),
        ).wall
        for knob, value in json.loads(turned).items():
            _turn(self._run, knob, value)

    def run(self) -> None:
        """Run to the end."""
        self._run.run_here()

    def stop(self) -> None:
        """Power off."""
        self._picture.end("stopped")
        self._run.ask_to_stop()

    def turn(self, knob: str, value: float | None) -> None:
        """Turn a knob, or (None) let it go."""
        _turn(self._run, knob, value)

    def say(self, text: str) -> None:
        """Type at the console."""
        self._run.say(text)

    def knobs(self, language: str) -> str:
        """Return what can be turned, as it stands now."""
        return _knobs_json(knobs_in(self._world, self._run.knobs()), language)

    def frame(self) -> str:
        """Return what is new, an empty text where nothing is."""
        return json.dumps(self._picture.frame()) if self._picture.has_news else ""


def knobs(exercise: str, language: str) -> str:
    """Return what can be turned around a board that does not run."""
    return _knobs_json(knobs_in(drawn_world(load_exercise(exercise))), language)


def prepare(exercise: str) -> None:
    """Make an exercise's world and compile the engine, so that the first run does not wait for them."""
    drawn_world(load_exercise(exercise))
    shared_runtime()


def ahead(exercise: str, files: str, turned: str, language: str, number: int, until_ms: int) -> str:
    """Run up to an instant in virtual time; return `[ms, frame]` rows.

    `turned` is rows of `Turn`; where the kind of a row's third part is text, that was typed at the console.
    """
    world = drawn_world(load_exercise(exercise))
    picture = BoardPicture(exercise, number)
    drawn = DrawnRun(picture, world, json.loads(files), texts(language), on_news=_nothing, clock=VirtualClock())
    frames = _Frames(drawn, until_ms * 1000)
    for t_ms, knob, value in json.loads(turned):
        frames.plan(t_ms * 1000, knob, value)
    drawn.wall.run_here()
    frames.take()
    return json.dumps(frames.rows)


class _Frames:
    """What a run ahead shows, row by row."""

    def __init__(self, drawn: DrawnRun, until_us: int) -> None:
        self.rows: list[tuple[int, dict[str, Any]]] = []
        self._drawn, self._board = drawn, drawn.wall.board
        self._until_us = until_us
        self._began_s = time.monotonic()
        self._board.schedule(FRAME_US, self._look)

    def plan(self, t_us: int, knob: str, value: float | str | None) -> None:
        """Turn a knob, or type, at its instant."""
        wall, board = self._drawn.wall, self._board

        def act() -> None:
            if isinstance(value, str):
                wall.say(value)
            else:
                _turn(wall, knob, value)

        board.schedule(t_us, act)

    def take(self) -> None:
        """Take what is new."""
        picture = self._drawn.picture
        if picture.has_news:
            self.rows.append((self._board.now_us // 1000, picture.frame()))

    def _look(self) -> None:
        self.take()
        now_us = self._board.now_us
        if now_us >= self._until_us:
            raise RunEnded("ahead")
        if time.monotonic() - self._began_s > AHEAD_LIMIT_S:
            raise RunEnded("stopped")
        self._board.schedule(now_us + FRAME_US, self._look)


def _knobs_json(found: list[tuple[KnobState, str]], language: str) -> str:
    t = texts(language)
    return json.dumps({"knobs": [state.as_json(t) | {"drawn": part} for state, part in found]})


def _turn(run: WallRun, knob: str, value: float | None) -> None:
    with suppress(KeyError, ValueError):  # of another exercise, or beyond its range: nothing turns
        run.turn(knob, value)


def _nothing() -> None:
    pass
