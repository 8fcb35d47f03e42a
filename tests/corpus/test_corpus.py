"""Programs in the style of courses, each with what a real ESP32 does with it (README.md): the simulated board does the same."""

from __future__ import annotations

import contextlib
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from iot_lab.cli.main import main

HERE = Path(__file__).parent
ENDS = {"done": "finished", "runs": "deadline"}

# Where the simulated board is known to differ from a real one: program, why. Each is told at length in differs.md.
DIFFERS: dict[str, str] = {
    "language/28_numbers_and_their_limits": "floats have double precision",
    "quirks/14_rarer_modules": "modules that are not there",
    "quirks/15_thread": "one thread",
    "quirks/30_views_of_a_dictionary": "len() of a dictionary's keys",
    "quirks/31_thousands": "separators after zeros",
}


@dataclass(frozen=True)
class Expectation:
    """What the first lines of a program say of it."""

    prints: str
    """The printed text, as a pattern."""
    does: tuple[tuple[str, str, object], ...]
    """Events in their order: kind, where, and what their value holds at least."""
    end: str
    error: str | None


def expectation(program: str) -> Expectation:
    prints, does, ends = [], [], "done"
    for line in program.splitlines():
        name, _, text = line.removeprefix("# ").partition(":")
        if not line.startswith("# ") or name not in {"expect", "prints", "does", "ends"}:
            break
        text = text.removeprefix(" ")
        if name == "prints":
            prints.append(
                ".*?"
                if text == "..."
                else ".*?".join(re.escape(part).replace(r"\ ", " ") for part in text.split("...")) + "\n"
            )
        elif name == "does":
            kind, where, value = text.split(" ", 2)
            does.append((kind, where, json.loads(value)))
        elif name == "ends":
            ends = text
    kind, _, error = ends.partition(" ")
    return Expectation("".join(prints), tuple(does), "exception" if kind == "error" else ENDS[kind], error or None)


def simulate(program: Path) -> dict:
    scenario = program.with_suffix(".toml")
    options = ["--scenario", str(scenario)] if scenario.exists() else []
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.suppress(SystemExit):
        main(["simulate", str(program), "--json", *options])
    return json.loads(output.getvalue())


def holds(value, wanted) -> bool:
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            name in value and holds(value[name], part) for name, part in wanted.items()
        )
    if isinstance(wanted, float) or isinstance(value, float):
        return value == pytest.approx(wanted, rel=0.02, abs=0.02)
    return value == wanted


def missing_events(events, wanted):
    """Return what is left of the wanted events, looked for one after the other."""
    left = list(wanted)
    for event in events:
        if left and (event["kind"], event["where"]) == left[0][:2] and holds(event["value"], left[0][2]):
            left.pop(0)
    return left


def programs():
    for program in sorted(HERE.glob("*/*.py")):
        name = f"{program.parent.name}/{program.stem}"
        marks = [pytest.mark.xfail(strict=True, reason=DIFFERS[name])] if name in DIFFERS else []
        yield pytest.param(program, id=name, marks=marks)


@pytest.mark.parametrize("program", list(programs()))
def test_program_does_what_a_real_board_does(program):
    wanted = expectation(program.read_text(encoding="utf-8"))

    outcome = simulate(program)

    printed = "".join(line.rstrip() + "\n" for line in outcome["output"].splitlines())
    error = outcome["error"]["type"] if outcome["error"] else None
    assert (outcome["end"], error) == (wanted.end, wanted.error), outcome["traceback"]
    assert re.fullmatch(wanted.prints, printed, re.DOTALL), f"{wanted.prints}\nis not what was printed:\n{printed}"
    assert missing_events(outcome["events"], wanted.does) == []


def test_every_known_difference_names_a_program():
    assert [name for name in DIFFERS if not (HERE / f"{name}.py").exists()] == []
