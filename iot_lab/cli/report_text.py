"""How the command line shows a report: verdict by shape, word and colour; then expected, seen, one hint."""

from __future__ import annotations

import shlex
import textwrap
import unicodedata
from typing import Final

from rich.text import Text

from iot_lab.cli.language import current_texts
from iot_lab.cli.shown import CleanConsole
from iot_lab.grading import CheckReport, HintReport, Report, Verdict
from iot_lab.texts import Texts, key

SIGNS: Final = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.COULD_NOT_CHECK: "?", Verdict.NOT_JUDGED: "·"}
STYLES: Final = {
    Verdict.PASSED: "green",
    Verdict.FAILED: "red",
    Verdict.COULD_NOT_CHECK: "yellow",
    Verdict.NOT_JUDGED: "dim",
}
WORDS: Final = {
    Verdict.PASSED: key("grading.verdict.passed"),
    Verdict.FAILED: key("grading.verdict.failed"),
    Verdict.COULD_NOT_CHECK: key("grading.verdict.could-not-check"),
    Verdict.NOT_JUDGED: key("grading.verdict.not-judged"),
}
OUTPUT_LINES_SHOWN: Final = 8
WIDTH: Final = 88


def print_report(report: Report, file: str) -> None:
    """Print a report on standard output."""
    console = CleanConsole()
    console.width = min(console.width, WIDTH)
    t = current_texts()
    _print_head(console, report, t)
    for check in report.checks:
        _print_check(console, check, t)
    _print_output(console, report.output, t)
    console.print()
    console.print(Text(_folded(console, report.summary, indent=0)), soft_wrap=True)
    if report.hint:
        _print_hint(console, report.hint, report.exercise, file, t)
    if report.cost and report.verdict is Verdict.PASSED:
        console.print()
        console.print(Text(_folded(console, f"{t('grading.cost.title')} {report.cost.said}", indent=0), style="dim"))
    if report.fault:
        console.print(Text("\n" + report.fault.strip(), style="dim"), soft_wrap=True)


def _print_head(console: CleanConsole, report: Report, t: Texts) -> None:
    word = t(WORDS[report.verdict])
    style = f"bold {STYLES[report.verdict]}"
    console.print(Text(f"{SIGNS[report.verdict]} {word}", style=style) + Text(f"  {report.title}", style="bold"))
    console.print()


def _print_check(console: CleanConsole, check: CheckReport, t: Texts) -> None:
    sign = Text(f"  {SIGNS[check.verdict]} ", style=STYLES[check.verdict])
    word = "" if check.verdict is Verdict.PASSED else f" ({t(WORDS[check.verdict]).lower()})"
    console.print(sign + Text(check.title + word))
    if check.expected is None:
        return
    _print_line(console, t("grading.expected"), check.expected or "")
    _print_line(console, t("grading.seen"), check.seen or "")
    if check.fact:
        console.print(Text(_folded(console, _printable(check.fact), indent=6)), soft_wrap=True)


def _print_line(console: CleanConsole, label: str, said: str) -> None:
    text = Text(_folded(console, f"{label} {_printable(said)}", indent=6))
    text.stylize("bold", 0, 6 + len(label))
    console.print(text, soft_wrap=True)


def _print_output(console: CleanConsole, output: str, t: Texts) -> None:
    """Quote what the program printed behind a bar, so that it cannot pass for ours."""
    lines = output.splitlines()
    if not lines:
        return
    console.print()
    console.print(Text(t("grading.printed"), style="dim"))
    for line in lines[:OUTPUT_LINES_SHOWN]:
        console.print(Text("  │ " + _printable(line), style="dim"), overflow="ellipsis", no_wrap=True)
    if len(lines) > OUTPUT_LINES_SHOWN:
        console.print(Text("  │ …", style="dim"))


def _print_hint(console: CleanConsole, hint: HintReport, exercise: str, file: str, t: Texts) -> None:
    console.print()
    console.print(Text(t("grading.hint.title", level=hint.level, levels=hint.levels), style="bold"))
    console.print(Text(_folded(console, hint.text, indent=2)), soft_wrap=True)
    if hint.level < hint.levels:
        command = f"iot-lab grade {exercise} {shlex.quote(file)} --hint {hint.level + 1}"
        console.print()
        console.print(Text(t("grading.hint.more"), style="dim"))
        console.print(Text("  " + command, style="dim"), soft_wrap=True)


def _folded(console: CleanConsole, text: str, *, indent: int) -> str:
    """Return `text` in lines that fit; no-break spaces hold, and no line ends in spaces."""
    space = " " * indent
    return textwrap.fill(text, console.width, initial_indent=space, subsequent_indent=space)


def _printable(text: str) -> str:
    """Return `text` without the characters that move the cursor or change colours."""
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Cs"} else sign for sign in text)
