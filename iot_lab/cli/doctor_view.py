"""What `iot-lab doctor` prints for a person: the rungs as they are climbed, then the mend of the first broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from rich.console import Console
from rich.table import Table
from rich.text import Text

from iot_lab.workshop.doctor.outcome import FAULT
from iot_lab.workshop.doctor.report import WORDS, first_broken, row

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.texts import Texts
    from iot_lab.workshop.doctor.ladder import Step
    from iot_lab.workshop.doctor.outcome import Result

_SIGNS: Final[dict[Result, tuple[str, str]]] = {
    "ok": ("✓", "green"),
    "broken": ("✗", "bold red"),
    "unknown": ("?", "yellow"),
    "not-concerned": ("–", "dim"),
}
_TITLE_WIDTH: Final = 25
_WORD_WIDTH: Final = 13


class LadderView:
    """Prints each rung as it is known; a context manager that shows the work going on where there is a terminal."""

    def __init__(self, t: Texts) -> None:
        self._t = t
        self._console = Console(highlight=False)
        self._status = self._console.status(t("cli.doctor.looking"))

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._status.stop()

    def step(self, step: Step) -> None:
        """Print one rung: sign, title, word, what was seen."""
        said = row(step, self._t)
        sign, style = _SIGNS[step.outcome.result]
        line = Table.grid(padding=(0, 1))
        line.add_column(width=1)
        line.add_column(width=_TITLE_WIDTH, overflow="fold")
        line.add_column(width=_WORD_WIDTH, overflow="fold")
        line.add_column(overflow="fold")
        word = self._t(WORDS[step.outcome.result])
        line.add_row(Text(sign, style=style), said["title"], Text(word, style=style), Text(said["said"]))
        self._console.print(line)

    def end(self, steps: list[Step], log: Path) -> None:
        """Print the first mend in full, the others in a line each, or that all is well."""
        self._status.stop()
        t, first = self._t, first_broken(steps)
        self._console.print()
        if first:
            self._console.print(Text(t("cli.doctor.first", title=t(first.rung.title)), style="bold"))
            self._mends(first)
            self._others([step for step in steps if step.outcome.result == "broken" and step is not first])
        else:
            self._console.print(Text(t("cli.doctor.nothing-broken"), style="bold"))
            for step in steps:
                self._mends(step)
        if any(step.outcome.said == FAULT for step in steps):
            self._console.print(t("cli.doctor.log", log=log), soft_wrap=True)

    def _mends(self, step: Step) -> None:
        for error in row(step, self._t)["errors"]:
            self._explain(error, *_SIGNS[step.outcome.result])

    def _others(self, steps: list[Step]) -> None:
        if not steps:
            return
        t = self._t
        self._console.print(Text(t("cli.doctor.then"), style="bold"))
        for step in steps:
            said = row(step, t)
            self._console.print(Text(f"  {said['title']} → {said['errors'][0]['next']}"), soft_wrap=True)

    def _explain(self, error: dict[str, Any], sign: str, style: str) -> None:
        console = self._console
        console.print(Text(f"{sign} ", style=style) + Text(error["seen"], style="bold"), soft_wrap=True)
        console.print(Text(f"  {error['cause']}"), soft_wrap=True)
        console.print(Text("→ ", style="bold") + Text(error["next"]), soft_wrap=True)
