"""What `iot-lab flash` prints: tables and bars for a person, one JSON object a line for a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from iot_lab.boards.words import duration_words
from iot_lab.cli.say import say_json
from iot_lab.cli.shown import CleanConsole, shown
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.texts import Texts

Shown = dict[str, Any]
_ENDS: Final = frozenset({"ready", "failed"})
_BAR_WIDTH: Final = 24


class View(Protocol):
    """Shows the session's snapshots; a context manager around the whole command."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def no_plan(self, shown: Shown) -> None:
        """Say why there is nothing to plan."""

    def plan(self, shown: Shown) -> None:
        """Show what would be done."""

    def nothing_written(self) -> None:
        """Say that nobody agreed."""

    def show(self, shown: Shown) -> None:
        """Show how far the boards are."""

    def stopping(self) -> None:
        """Say that Ctrl-C was heard."""

    def watching(self) -> None:
        """Say that boards may be plugged now."""

    def results(self, shown: Shown) -> None:
        """Show how each board ended."""

    def end(self, shown: Shown, code: int) -> None:
        """Say how the whole ended."""


def make_view(t: Texts, *, is_json: bool) -> View:
    """Return the view that was asked for."""
    return JsonView() if is_json else TableView(t)


class JsonView:
    """One object a line: `found`, `plan`, `progress` (each change of stage), `result`, `error`, `end`."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def no_plan(self, shown: Shown) -> None:
        """Write the error, with what USB shows."""
        self._write("error", error=shown["error"], usb=shown["usb"])

    def plan(self, shown: Shown) -> None:
        """Write one line a board, then the whole."""
        for row in shown["boards"]:
            self._write("board", **row)
        self._write("plan", room=shown["room"], wifi=shown["wifi"], **_some(shown["totals"], "planned", "expected_s"))

    def nothing_written(self) -> None:
        """The end says it."""

    def show(self, shown: Shown) -> None:
        """Write a board's line when its stage changes."""
        for row in shown["boards"]:
            progress = row.get("progress")
            if progress and progress["stage"] != self._told.get(row["port"]):
                self._told[row["port"]] = progress["stage"]
                self._write("progress", port=row["port"], name=row["name"], **_some(progress, "stage", "share"))

    def stopping(self) -> None:
        """The results say it."""

    def watching(self) -> None:
        """Write that the watch began."""
        self._write("watching")

    def results(self, shown: Shown) -> None:
        """Write one line a board."""
        self.show(shown)
        for row in shown["boards"]:
            if progress := row.get("progress"):
                words = _some(progress, "stage", "seconds", "baud", "kept", "joins", "error")
                self._write("result", **_some(row, "port", "name", "mac"), **words)

    def end(self, shown: Shown, code: int) -> None:
        """Write the totals and the exit code."""
        totals = _some(shown["totals"], "ready", "without_wifi", "failed", "refused")
        self._write("end", exit=code, error=shown["error"], **totals)

    def _write(self, event: str, **values: object) -> None:
        say_json({"event": event, **values})


class TableView:
    """Tables, and bars that move where there is a terminal; elsewhere a line as each board ends."""

    def __init__(self, t: Texts) -> None:
        self._t = t
        self._console = CleanConsole()
        self._live: Live | None = None
        self._told: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end_live()

    def no_plan(self, shown: Shown) -> None:
        """Say what was looked for, what USB shows, and what to try."""
        self._end_live()
        t = self._t
        if shown["error"]:
            self._explain(shown["error"])
        for device in shown["usb"]:
            words = t("cli.flash.usb-no-port") if device["adapter"] else ""
            self._console.print(f"  {t('cli.flash.usb')} {device['usb']} {device['description']} {words}".rstrip())

    def plan(self, shown: Shown) -> None:
        """Print the table of the plan, then what is left alone and why."""
        self._end_live()
        t = self._t
        planned = [row for row in shown["boards"] if "effect" in row]
        wifi = ", ".join(shown["wifi"]) or t("cli.flash.no-wifi")
        self._console.print(Text(t("cli.flash.title", room=shown["room"]), style="bold"))
        self._console.print(t("cli.flash.wifi-is", wifi=wifi))
        if planned:
            self._console.print(self._plan_table(planned))
            self._console.print(t("cli.flash.expected", time=duration_words(shown["totals"]["expected_s"], t)))
        for row in shown["boards"]:
            if refusal := row.get("refusal"):
                self._explain(refusal)

    def nothing_written(self) -> None:
        """Say that nobody agreed."""
        t = self._t
        self._console.print(t("cli.flash.nothing-written"))

    def show(self, shown: Shown) -> None:
        """Draw the bars."""
        if not self._console.is_terminal:
            self._tell_ends(shown)
            return
        if self._live is None:
            self._live = Live(console=self._console, refresh_per_second=8, transient=True)
            self._live.start()
        self._live.update(self._bars(shown))

    def stopping(self) -> None:
        """Say that Ctrl-C was heard."""
        t = self._t
        self._console.print(t("cli.flash.stopping"))

    def watching(self) -> None:
        """Say that boards may be plugged now."""
        t = self._t
        self._console.print(Text(t("cli.flash.watching"), style="bold"))

    def results(self, shown: Shown) -> None:
        """Print the table of results, then each error with its remedy."""
        self._end_live()
        rows = [row for row in shown["boards"] if "progress" in row or "refusal" in row]
        if rows:
            self._console.print(self._results_table(rows))
        for row in rows:
            if error := row.get("progress", {}).get("error"):
                self._explain(error)

    def end(self, shown: Shown, code: int) -> None:  # noqa: ARG002
        """Print the count."""
        self._end_live()
        t, totals = self._t, shown["totals"]
        if not totals["ready"] + totals["failed"]:
            return
        alone, failed = totals["without_wifi"], totals["failed"] + totals["refused"]
        joined = totals["ready"] - alone
        words = [t.count("flash.ready", joined)] if joined or not alone else []
        words += [t.count("flash.without_wifi", alone)] if alone else []
        words += [t.count("flash.failed", failed)] if failed else []
        self._console.print(Text(" ".join(words), style="bold"))

    def _plan_table(self, rows: list[Shown]) -> Table:
        t = self._t
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for words in ("port", "board", "runs", "name", "effect", "time"):
            table.add_column(t(_HEADERS[words]), overflow="fold")
        for row in rows:
            where = f"{row['port']}\n{t('cli.flash.slot', slot=row['slot'])}" if row["slot"] else row["port"]
            board = f"{row['chip']} · {t('cli.flash.flash-mb', mb=row['flash_mb'])}\n{row['mac']}"
            time_words = duration_words(row["expected_s"], t)
            table.add_row(
                shown(where),
                shown(board),
                shown(row["runs_words"]),
                shown(row["name"], "bold"),
                shown(row["effect_words"], "bold" if row["erases"] else ""),
                shown(time_words),
            )
        return table

    def _results_table(self, rows: list[Shown]) -> Table:
        t = self._t
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for words in ("name", "port", "result", "time"):
            table.add_column(t(_HEADERS[words]), overflow="fold")
        for row in rows:
            if progress := row.get("progress"):
                time_words = duration_words(progress["seconds"], t)
                table.add_row(shown(row["name"]), shown(row["port"]), _mark(progress), shown(time_words))
            else:
                table.add_row(shown(""), shown(row["port"]), shown(t("flash.left_alone")), shown(""))
        return table

    def _bars(self, session: Shown) -> Group:
        """Return one bar a board, with its words, and the total."""
        t = self._t
        if session["state"] == "looking":
            return Group(Text(t("cli.flash.looking")))
        table = Table.grid(padding=(0, 1))
        for row in session["boards"]:
            if progress := row.get("progress"):
                share = f"{progress['share']:4.0%}" if progress["stage"] not in _ENDS else ""
                table.add_row(shown(row["name"] or row["port"]), _bar(progress), shown(share), _mark(progress))
        totals = session["totals"]
        left = totals["remaining_s"]
        words = "" if left is None else t("flash.remaining", time=duration_words(left, t))
        share = f"{totals['share']:4.0%}"
        table.add_row(shown(t("cli.flash.total"), "bold"), _bar(totals), shown(share), shown(words))
        return Group(table)

    def _tell_ends(self, shown: Shown) -> None:
        for row in shown["boards"]:
            progress = row.get("progress")
            if not progress or progress["stage"] not in _ENDS:
                self._told.discard(row["port"])
            elif row["port"] not in self._told:
                self._told.add(row["port"])
                self._console.print(_mark(progress) + Text(f" · {row['name'] or row['port']}"))

    def _explain(self, said: Shown) -> None:
        self._console.print(Text("✗ ", style="bold red") + Text(said["seen"], style="bold"))
        self._console.print(Text(f"  {said['cause']}"))
        self._console.print(Text("→ ", style="bold") + Text(said["next"]))

    def _end_live(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None


_HEADERS: Final = {
    "port": key("flash.port"),
    "board": key("flash.board"),
    "runs": key("flash.runs"),
    "name": key("flash.name"),
    "effect": key("flash.effect"),
    "time": key("flash.time"),
    "result": key("flash.result"),
}


def _bar(work: Shown) -> ProgressBar:
    return ProgressBar(completed=work["share"] * 100, width=_BAR_WIDTH)


def _mark(progress: Shown) -> Text:
    """Return a stage in words; the ends have a shape as well as a colour."""
    end = progress["stage"] if progress.get("joins", True) else "without-wifi"
    sign = {"ready": "✓ ", "failed": "✗ ", "without-wifi": "! "}.get(end, "")
    style = {"ready": "bold green", "failed": "bold red", "without-wifi": "bold yellow"}.get(end, "")
    return shown(sign + progress["stage_words"], style)


def _some(values: Shown, *names: str) -> Shown:
    return {name: values.get(name) for name in names}
