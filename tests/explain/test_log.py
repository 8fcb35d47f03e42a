"""The last traceback of a board's log, be it a simulated board's, a real one's or a computer's."""

from __future__ import annotations

import pytest

from iot_lab.explain import Source, explain, last_error
from iot_lab.texts import texts

REAL = [
    "starting",
    "Traceback (most recent call last):",
    '  File "program.py", line 14, in <module>',
    '  File "lab.py", line 20, in publish',
    '  File "/lib/kit/link.py", line 41, in turn',
    "OSError: [Errno 113] ECONNABORTED",
    "restarting in 5 s",
]
COMPUTER = [
    "Traceback (most recent call last):",
    '  File "/home/ada/station.py", line 3, in <module>',
    "    print(temprature)",
    "          ^^^^^^^^^^",
    "NameError: name 'temprature' is not defined. Did you mean: 'temperature'?",
]


@pytest.mark.parametrize(("lines", "kind", "line", "place"), [(REAL, "OSError", 14, 5), (COMPUTER, "NameError", 3, 4)])
def test_error_is_read_with_the_learners_own_line(lines, kind, line, place):
    found = last_error(lines)
    assert (found.error.type, found.error.line, found.place) == (kind, line, place)


def test_last_of_two_errors_is_the_one_told():
    assert last_error([*COMPUTER, *REAL]).error.type == "OSError"


def test_error_whose_end_is_not_there_yet_is_not_told_but_the_one_before_is():
    assert last_error([*COMPUTER, *REAL[1:4]]).error.type == "NameError"


def test_error_in_a_file_that_the_program_imports_is_told_without_a_line_of_the_program():
    frames = ['  File "program.py", line 3, in <module>', '  File "station.py", line 9, in read']
    found = last_error([COMPUTER[0], *frames, "NameError: name 'wlan' isn't defined"])
    assert (found.error.line, found.is_of_the_program) == (None, False)


@pytest.mark.parametrize(
    "lines",
    [
        [], ["Traceback"], ["Traceback (most recent call last):"], ['  File "a", line 1'], ["Error"],
        ["Traceback (most recent call last):", "what is this"], ["Traceback (most recent call last):", "  \0" * 200] * 300,
        ["Traceback (most recent call last):", *["  more"] * 500, "ValueError: far"],
    ],
)  # fmt: skip
def test_what_is_no_traceback_is_nothing(lines):
    assert last_error(lines) is None


def test_without_the_program_nothing_is_said_of_it():
    said = explain(last_error(COMPUTER).error, Source("")).told(texts("fr"))
    assert said.startswith("Ligne 3")
    assert "`temprature`" in said
    assert "rien dans le programme" not in said
