"""How a simulated run went, told to a person (a timeline, a summary) or to a program (JSON)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from iot_lab.cli.event_text import as_json, place_of, value_text
from iot_lab.cli.language import current_texts
from iot_lab.cli.say import say_json
from iot_lab.cli.shown import CleanConsole
from iot_lab.grading.sentences import format_number
from iot_lab.simulator import lacking
from iot_lab.simulator.speed import FUEL_PER_US

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.explain import Diagnosis
    from iot_lab.simulator.board import Event
    from iot_lab.simulator.errors import GuestError
    from iot_lab.texts import Texts

MOST_LINES: Final = 400
MOST_EXPLAINED: Final = 5


@dataclass(frozen=True, slots=True)
class SimulatedRun:
    """How a run ended, when, at what cost, and what happened."""

    end: str
    error: GuestError | None
    fault: str | None
    now_us: int
    fuel: int
    events: Sequence[Event]
    explained: Sequence[Diagnosis] = ()

    @property
    def cpu_us(self) -> int:
        """How long an ESP32 would compute for it: no longer than it lasted, whatever stands here for a board's C."""
        return min(self.fuel // FUEL_PER_US, self.now_us)

    def as_json(self) -> dict[str, Any]:
        """Return all of it."""
        error = self.error
        return {
            "end": self.end,
            "fault": self.fault,
            "error": error and {"type": error.type, "message": error.message, "line": error.line},
            "traceback": error and error.traceback,
            "explained": [
                {"id": one.id, "line": one.line, "text": one.sentence(current_texts())} for one in self.explained
            ],
            "time_us": self.now_us,
            "cpu_us": self.cpu_us,
            "output": "".join(str(one.value) for one in self.events if one.kind == "print"),
            "events": [
                {"t_us": one.t_us, "kind": one.kind, "where": one.where, "value": as_json(one.value)}
                for one in self.events
            ],
        }


def tell(run: SimulatedRun, *, is_json: bool, has_timeline: bool) -> None:
    """Print it."""
    if is_json:
        say_json(run.as_json(), indent=1)
        return
    console, t = CleanConsole(soft_wrap=True), current_texts()
    if has_timeline:
        for event in run.events[:MOST_LINES]:
            console.print(_line(event))
        if len(run.events) > MOST_LINES:
            console.print(Text(t.count("cli.simulate.more", len(run.events) - MOST_LINES), style="dim"))
    if run.error is not None:
        console.print(Text(run.error.traceback.rstrip("\n"), style="red"))
    for name in sorted({event.where for event in run.events if event.kind == lacking.EVENT}):
        console.print(Text(t("cli.simulate.lacking", name=name)))
    for one in run.explained[:MOST_EXPLAINED]:
        console.print(Text(one.told(t)))
    console.print(Text(_summary(run, t), style="bold"))


def _line(event: Event) -> Text:
    is_print = event.kind == "print"
    what = "print" if is_print else place_of(event) if event.kind in ("pin", "pwm") else f"{event.kind} {event.where}"
    return Text.assemble((f"{event.t_us / 1e6:12.3f} s  ", "dim"), f"{what:<28} ", value_text(event))


def _summary(run: SimulatedRun, t: Texts) -> str:
    ends = {
        "finished": t("cli.simulate.end.finished"),
        "deadline": t("cli.simulate.end.deadline"),
        "stopped": t("cli.simulate.end.stopped"),
        "exception": t("cli.simulate.end.exception"),
        "memory": t("cli.simulate.end.memory"),
        "fuel": t("cli.simulate.end.fuel"),
        "reset": t("cli.simulate.end.reset"),
    }
    end = ends.get(run.end) or t("cli.simulate.end.fault", fault=run.fault or run.end)
    values = (run.now_us / 1e6, run.cpu_us / 1000)
    seconds, cpu_ms = (format_number(value, t.language) for value in values)
    cost = t("cli.simulate.cost", seconds=seconds, cpu_ms=cpu_ms)
    return f"{end} {cost}" if run.fuel else end
