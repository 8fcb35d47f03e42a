"""What nests deeper than anybody writes is refused before a reader follows it, in the same words everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from iot_lab.explain import Source
from iot_lab.grading.expectations.payloads import NOT_JSON, parse_json
from iot_lab.nesting import MOST_LEVELS, is_deep_json, program_levels
from iot_lab.program_text import syntax_error
from iot_lab.simulator.questions import read_value

ROOT = Path(__file__).resolve().parent.parent
DEEP = {
    "not": "x = 1\nx = " + "not " * 5000 + "1",
    "minus": "\nx = " + "-" * 5000 + "1",
    "power": "\nx = 1" + " ** 1" * 5000,
    "choice": "\nx = 1" + " if 1 else 1" * 5000,
    "lambda": "\nx = " + "lambda a, b: " * 5000 + "1",
    "dots": "\nx = a" + ".a" * 5000,
    "calls": "\nx = a" + "()" * 5000,
    "brackets": "\nx = " + "(" * 5000 + "1" + ")" * 5000,
    "not closed": "\nx = " + "[" * 5000,
    "comma inside": "\nx = " + "(1, " * 5000 + "1" + ")" * 5000,
}
ELIF = "if a: pass\n" + "elif a: pass\n" * 5000
FLAT = {
    "a list": "x = [" + "-1, " * 5000 + "]",
    "lines": "x = not a\n" * 5000,
    "branches of their own": "if a: pass\nelif b: pass\n" * 2000,
    "a text": "x = '" + "((((" * 500 + "'  # " + "[" * 500,
    "an open bracket in texts": "print('(')\n" * 1000,
}


@pytest.mark.parametrize("program", DEEP.values(), ids=DEEP)
def test_a_deep_program_is_refused_where_it_is_deep(program):
    error = syntax_error(program)

    assert error is not None
    assert (error.msg, error.lineno) == ("too deeply nested", 2)
    assert Source(program).tree is None


def test_a_long_chain_of_elif_is_deep():
    error = syntax_error(ELIF)

    assert error is not None
    assert error.msg == "too deeply nested"


@pytest.mark.parametrize("program", FLAT.values(), ids=FLAT)
def test_what_is_only_long_is_read(program):
    assert syntax_error(program) is None


def test_no_program_of_a_person_comes_near():
    programs = [path.read_text("utf-8") for path in (ROOT / "exercises").rglob("*.py")]

    assert max(program_levels(program)[0] for program in programs) < MOST_LEVELS / 4


def test_deep_json_is_no_json_and_no_answer():
    deep = '{"a": "]]]]' + "]" * 5000 + '", "b": ' + "[" * 5000 + "]" * 5000 + "}"

    assert is_deep_json(deep)
    assert parse_json(deep.encode()) is NOT_JSON
    with pytest.raises(ValueError, match="too"):
        read_value("[" * 400 + "]" * 400)


def test_long_json_is_not_deep():
    assert not is_deep_json("[" + "[1], " * 5000 + '["[[[["]]')
