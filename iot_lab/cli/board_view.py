"""What a terminal shows of a simulated board that runs: a table of what its pins and messages say, and its prints."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from iot_lab.cli.event_text import place_of, value_text
from iot_lab.cli.language import current_texts
from iot_lab.cli.shown import CleanConsole, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.simulator.board import Event
    from iot_lab.simulator.live.knobs import KnobState
    from iot_lab.simulator.live.live_board import LiveBoard
    from iot_lab.simulator.live.wall import WallRun
    from iot_lab.texts import Texts

LINES_SHOWN: Final = 12
MOST_ROWS: Final = 40
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(slots=True)
class Row:
    """One pin, topic or address: what it said last, when, how many times, and how the pin is set."""

    value: str = ""
    mode: str = ""
    t_us: int = 0
    times: int = 0


class BoardView:
    """Takes events in the board's thread; `render` draws what they came to."""

    def __init__(self, t: Texts) -> None:
        self._t = t
        self._rows: dict[str, Row] = {}
        self._lines: deque[str] = deque(maxlen=LINES_SHOWN)

    def take(self, event: Event) -> None:
        """Remember an event; more than MOST_ROWS places are not shown."""
        if event.kind == "print":
            self._lines.append(str(event.value).rstrip("\n"))
            return
        place = place_of(event)
        if place not in self._rows and len(self._rows) >= MOST_ROWS:
            return
        row = self._rows.setdefault(place, Row())
        if event.kind == "pin-mode":
            row.mode = value_text(event)
        else:
            row.value, row.times = value_text(event), row.times + 1
        row.t_us = event.t_us

    def render(self, now_us: int, world: Sequence[KnobState] = ()) -> Group:
        """Return the board now, with what surrounds it."""
        t = self._t
        title = shown(t("cli.simulate.clock", seconds=f"{now_us / 1e6:.1f}"))
        table = Table(title=title, title_justify="left", expand=False)
        for name in ("place", "mode", "value", "at", "times"):
            words = {
                "place": t("cli.simulate.place"),
                "mode": t("cli.simulate.mode"),
                "value": t("cli.simulate.value"),
                "at": t("cli.simulate.at"),
                "times": t("cli.simulate.times"),
            }
            table.add_column(words[name], justify="right" if name in ("at", "times") else "left", overflow="fold")
        for place, row in sorted(self._snapshot(), key=lambda one: _order(one[0])):
            cells = (place, row.mode, row.value, f"{row.t_us / 1e6:.2f}", str(row.times))
            table.add_row(*(shown(cell) for cell in cells))
        lines = [shown(line) for line in list(self._lines)]
        return Group(*self._world(world), table, Text(t("cli.simulate.prints"), style="dim"), *lines)

    def _snapshot(self) -> list[tuple[str, Row]]:
        """Copy the rows: the board's thread may add one meanwhile."""
        return list(self._rows.items())

    def _world(self, world: Sequence[KnobState]) -> list[Text]:
        t = self._t
        shown = [f"{t(one.part)} · {t(one.label)} {one.value:.4g} {one.unit}".strip() for one in world]
        return [Text("   ".join(shown), style="dim")] if shown else []


def _order(place: str) -> list[tuple[int, str]]:
    """Sort GPIO 4 before GPIO 15."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(place)]


class BoardScreen:
    """A live table on a terminal; elsewhere the prints as they come; nothing where JSON is wanted."""

    def __init__(self, *, is_json: bool) -> None:
        self._console = CleanConsole()
        self._is_quiet = is_json
        self._view = BoardView(current_texts())
        self._live = (
            Live(console=self._console, auto_refresh=False) if self._console.is_terminal and not is_json else None
        )

    def __enter__(self) -> None:
        if self._live is not None:
            self._live.__enter__()

    def __exit__(self, *_error: object) -> None:
        if self._live is not None:
            self._live.__exit__(None, None, None)

    def take(self, event: Event, events: list[Event]) -> None:
        """Note an event, in the board's thread; JSON alone needs all of them."""
        if self._is_quiet:
            events.append(event)
        elif self._live is not None:
            self._view.take(event)
        elif event.kind == "print":
            self._console.out(event.value, end="")

    def draw(self, run: WallRun | LiveBoard) -> None:
        """Draw the board as it is now."""
        if self._live is not None:
            self._live.update(self._view.render(run.now_us, run.knobs()), refresh=True)
