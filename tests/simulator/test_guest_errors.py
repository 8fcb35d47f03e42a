"""What went wrong is told at the learner's own line, and waiting loops are prepared without moving any line."""

from __future__ import annotations

import pytest

from iot_lab.program_text import syntax_error
from iot_lab.simulator.program import prepare
from tests.rigs.simulator_runs import run


def test_exception_names_line_and_source():
    error = run("a = 1\n\ndef f():\n    return [1][a]\n\nf()\n").error
    assert (error.kind, error.type, error.line, error.source_line) == ("exception", "IndexError", 4, "return [1][a]")
    assert error.traceback.splitlines()[1:3] == [
        '  File "main.py", line 6, in <module>',
        '  File "main.py", line 4, in f',
    ]


def test_error_inside_our_modules_is_told_at_the_learner_s_line():
    error = run("from machine import Pin\nx = 1\nPin(99)").error
    assert (error.line, error.traceback.count("File")) == (3, 1)


def test_error_in_another_file_names_the_line_that_called_it():
    error = run("import helper\nhelper.f()", files={"helper.py": b"def f():\n    1 / 0\n"}).error
    assert error.line == 2
    assert 'File "helper.py", line 2, in f' in error.traceback


def test_lines_stay_right_after_prepared_loops():
    program = """flag = False
n = 0
while n < 3: n += 1
while (n < 5 and
       not flag):
    n += 1
1 / 0
"""
    assert run(program).error.line == 7


def test_syntax_error_is_told_in_cpython_s_words():
    error = run("x = 1\nprint('hello'\ny = 2\n").error
    assert (error.kind, error.type, error.message, error.line) == ("syntax", "SyntaxError", "'(' was never closed", 2)
    assert error.source_line == "print('hello'"


def test_bad_indentation_is_a_syntax_error():
    error = run("if True:\nprint(1)\n").error
    assert (error.kind, error.type, error.line) == ("syntax", "IndentationError", 2)


def test_what_only_cpython_accepts_is_still_a_syntax_error():
    error = run("match 1:\n    case 1: pass\n").error
    assert (error.kind, error.message, error.line) == ("syntax", "invalid syntax", 1)


def test_what_only_micropython_accepts_runs():
    assert syntax_error("print(len(b'é'))") is not None
    assert run("print(len(b'é'))").output == "2\n"


def test_syntax_error_of_another_file_is_left_as_it_is():
    error = run("import helper", files={"helper.py": b"def f(:\n"}).error
    assert error.kind == "syntax"
    assert 'File "helper.py", line 1' in error.traceback


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("while not flag: pass", "while not flag: pass"),
        ("while é != 'é': pass", "while é != 'é': pass"),
        ("@micropython.native\ndef f(): pass", "\ndef f(): pass"),
        ("while True print(1)", "while True print(1)"),
    ],
)
def test_only_decorators_for_native_code_are_blanked(program, expected):
    assert prepare(program) == expected


def test_invalid_escape_does_not_warn():
    assert run("print('\\d')").output == "\\d\n"


def test_sys_exit_restarts_the_board():
    assert run("import sys\nsys.exit()").end == "reset"


def test_machine_reset_ends_the_run():
    assert run("import machine\nmachine.reset()\nprint('never')").output == ""


def test_a_relative_import_in_main_is_what_it_is_on_a_board():
    error = run("from .driver import Lamp", files={"driver.py": b"class Lamp: pass"}).error
    assert (error.type, error.message, error.line) == ("ImportError", "can't perform relative import", 1)
    assert run("{}['__main__']").error.type == "KeyError"
