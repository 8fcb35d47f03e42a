"""Nothing that a board, a file or a USB device says commands the trainer's terminal, or breaks a table."""

import ast
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from iot_lab.cli.say import say, say_json
from iot_lab.cli.shown import CleanConsole, shown
from tests.test_foreign_text import ANY_JSON, LETTERS

COMMANDS = Path(__file__).resolve().parents[2] / "iot_lab" / "cli"
GATES = {"say.py", "shown.py"}
MAKES_CELLS = {"shown", "_mark", "_bar"}
"""Functions whose result may stand in a table; the last two are made of `shown`."""
OURS = "\x1b[0123456789;m"


def drawn(*printed, width=60):
    console = CleanConsole()
    console.file = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    console.width = width
    for one in printed:
        console.print(one)
    console.file.flush()
    return console.file.buffer.getvalue().decode()


def assert_commands_nothing(text):
    assert not [
        letter for letter in text if not letter.isprintable() and letter not in "\n\t\u200c\u200d" and letter.isascii()
    ]
    assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2028\u2029\x9b\x9d")


@given(st.text(LETTERS))
def test_any_text_in_a_table_or_a_line_commands_nothing(text):
    table = Table(title=shown(text))
    table.add_column(shown(text))
    table.add_row(shown(text))
    assert_commands_nothing(drawn(table, text, Text(text)))


@pytest.mark.parametrize("text", ["[/]", "[bold]x[/bold]", "[link=file:///etc]x[/link]", ":smile:", "[red"])
def test_brackets_of_a_stranger_are_brackets(text):
    table = Table(box=None)
    table.add_row(shown(text), text)
    assert drawn(table, text).count(text) == 3


@given(st.text(LETTERS))
def test_any_text_that_is_said_commands_nothing(text):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        say(text)
    out.flush()
    assert_commands_nothing(out.buffer.getvalue().decode())


@given(ANY_JSON)
def test_any_json_that_is_said_is_read_as_it_was_and_commands_nothing(value):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", out)
        say_json(value, indent=1)
    out.flush()
    text = out.buffer.getvalue().decode()
    assert_commands_nothing(text)
    assert json.dumps(json.loads(text)) == json.dumps(json.loads(json.dumps(value)))


def calls():
    for path in sorted(COMMANDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path.name, node, ast.unparse(node.func)


def test_commands_write_through_the_gate_alone():
    forbidden = {"print", "click.echo", "click.secho", "Console", "sys.stdout.write", "sys.stderr.write"}
    assert [f"{file}:{call.lineno}" for file, call, name in calls() if name in forbidden and file not in GATES] == []


def test_no_plain_text_stands_in_a_table():
    rows = [(file, call) for file, call, name in calls() if name.endswith(".add_row")]
    assert rows
    plain = [
        f"{file}:{call.lineno} {ast.unparse(cell)}" for file, call in rows for cell in call.args if not makes_cell(cell)
    ]
    assert plain == []


def makes_cell(cell):
    if isinstance(cell, ast.Starred) and isinstance(cell.value, ast.GeneratorExp):
        return makes_cell(cell.value.elt)
    return isinstance(cell, ast.Call) and ast.unparse(cell.func) in MAKES_CELLS
