"""What `iot-lab doctor` prints for a person: the steps as they are taken, then the mend of the first broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from rich.table import Table
from rich.text import Text

from iot_lab.cli.shown import CleanConsole, shown
from iot_lab.workshop.doctor.finding import FAULT
from iot_lab.workshop.doctor.report import WORDS, first_broken, row

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.texts import Texts
    from iot_lab.workshop.doctor.finding import Result
    from iot_lab.workshop.doctor.steps import StepResult

_SIGNS: Final[dict[Result, tuple[str, str]]] = {
    "ok": ("✓", "green"),
    "broken": ("✗", "bold red"),
    "unknown": ("?", "yellow"),
    "not-concerned": ("–", "dim"),
}
_TITLE_WIDTH: Final = 25
_WORD_WIDTH: Final = 13


class StepsView:
    """Prints each step as it is known; a context manager that shows the work going on where there is a terminal."""

    def __init__(self, t: Texts) -> None:
        self._t = t
        self._console = CleanConsole()
        self._status = self._console.status(t("cli.doctor.looking"))

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._status.stop()

    def result(self, result: StepResult) -> None:
        """Print one step: sign, title, word, what was seen."""
        said = row(result, self._t)
        sign, style = _SIGNS[result.finding.result]
        line = Table.grid(padding=(0, 1))
        line.add_column(width=1)
        line.add_column(width=_TITLE_WIDTH, overflow="fold")
        line.add_column(width=_WORD_WIDTH, overflow="fold")
        line.add_column(overflow="fold")
        word = self._t(WORDS[result.finding.result])
        line.add_row(shown(sign, style), shown(said["title"]), shown(word, style), shown(said["said"]))
        self._console.print(line)

    def end(self, results: list[StepResult], log: Path) -> None:
        """Print the first mend in full, the others in a line each, or that all is well."""
        self._status.stop()
        t, first = self._t, first_broken(results)
        self._console.print()
        if first:
            self._console.print(Text(t("cli.doctor.first", title=t(first.step.title)), style="bold"))
            self._mends(first)
            self._others([result for result in results if result.finding.result == "broken" and result is not first])
        else:
            self._console.print(Text(t("cli.doctor.nothing-broken"), style="bold"))
            for result in results:
                self._mends(result)
        if any(result.finding.said == FAULT for result in results):
            self._console.print(t("cli.doctor.log", log=log), soft_wrap=True)

    def _mends(self, result: StepResult) -> None:
        for error in row(result, self._t)["errors"]:
            self._explain(error, *_SIGNS[result.finding.result])

    def _others(self, results: list[StepResult]) -> None:
        if not results:
            return
        t = self._t
        self._console.print(Text(t("cli.doctor.then"), style="bold"))
        for result in results:
            said = row(result, t)
            self._console.print(Text(f"  {said['title']} → {said['errors'][0]['next']}"), soft_wrap=True)

    def _explain(self, error: dict[str, Any], sign: str, style: str) -> None:
        console = self._console
        console.print(Text(f"{sign} ", style=style) + Text(error["seen"], style="bold"), soft_wrap=True)
        console.print(Text(f"  {error['cause']}"), soft_wrap=True)
        console.print(Text("→ ", style="bold") + Text(error["next"]), soft_wrap=True)
