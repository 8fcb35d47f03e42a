"""Exceptions that a handler of the program caught: recorded without changing the run, told where they are never meant."""

from __future__ import annotations

import pytest

from iot_lab.explain import ErrorText, Source, Swallowed, loop_left, swallowed
from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.caught import watch_handlers
from iot_lab.texts import texts

LOOP = "import time\nfor i in range(20):\n    try:\n        led.on()\n    except Exception as error:\n        print('no')\n    time.sleep(1)\n"


def run(program):
    return run_virtual(program, Scenario(duration_s=60))


def test_what_a_handler_caught_is_recorded_with_line_and_count():
    (one,) = run(LOOP).caught
    assert (one.handler_line, one.error.type, one.error.message, one.error.line) == (
        5, "NameError", "name 'led' isn't defined", 4,
    )  # fmt: skip
    assert 16 <= one.count <= 20


@pytest.mark.parametrize(
    "program",
    [
        "try:\n    1 / 0\nexcept:\n    pass\n",
        "try:\n    1 / 0\nexcept Exception: pass\n",
        "try:\n    1 / 0\nexcept (OSError, ZeroDivisionError):\n    print('x')\n",
        "try:\n    1 / 0\nexcept Exception  :  # why\n    # nothing\n\n    x = 1; y = 2\n",
        "try:\n    1 / 0\nexcept Exception as e:\n    if True:\n        print(e)\n",
        "try:\n    1 / 0\nexcept Exception:\n    for i in range(3):\n        print(i)\n",
        "try:\n    1 / 0\nexcept Exception:\n    try:\n        print('é')\n    finally:\n        pass\n",
        "def f():\n    try:\n        1 / 0\n    except Exception: return 5\nprint(f())\n",
        "é = 1\ntry:\n    1 / 0\nexcept Exception as é: print('é'); x = 1\n",
    ],
)
def test_every_shape_of_handler_is_watched_and_changes_nothing(program):
    outcome, bare = run(program), run_virtual(watch_handlers.__wrapped__("") + program, Scenario(duration_s=60))
    assert [one.error.type for one in outcome.caught] == ["ZeroDivisionError"]
    assert (outcome.end, outcome.output, outcome.error) == ("finished", bare.output, None)
    assert program.count("\n") == watch_handlers(program).count("\n")


def test_line_of_a_later_error_is_not_moved():
    outcome = run("try:\n    1 / 0\nexcept Exception:\n    pass\nlid.on()\n")
    assert outcome.error.line == 5


def test_program_without_a_handler_or_that_cannot_be_read_is_left_alone():
    for program in ("x = 1\n", "try:\n  except (", "while True:\n    pass\n", "# except\n"):
        assert watch_handlers(program) == program


def test_nothing_is_caught_where_nothing_is_raised():
    outcome = run("try:\n    x = 1\nexcept Exception:\n    pass\n")
    assert (outcome.end, outcome.caught) == ("finished", ())


def test_program_that_calls_our_function_itself_gets_nothing():
    outcome = run("__caught__(5, 'a')\n__caught__(ValueError('x'), 10 ** 30)\n__caught__(None, -1)\nprint('on')\n")
    assert (outcome.end, outcome.output) == ("finished", "on\n")


def test_errors_kept_are_bounded():
    handlers = "".join(f"try:\n    raise ValueError({i})\nexcept ValueError:\n    pass\n" for i in range(200))
    assert len(run(handlers).caught) == 64


def hidden(program, *caught):
    errors = [Swallowed(line, ErrorText(kind, message, at), times) for line, kind, message, at, times in caught]
    return swallowed(Source(program), errors)


def test_slip_hidden_by_a_handler_of_everything_is_told_with_its_line():
    found = hidden(LOOP, (5, "NameError", "name 'led' isn't defined", 4, 20))
    assert found.line == 4
    assert "`led`" in found.told(texts("fr"))
    assert "`except` de la ligne 5" in found.told(texts("fr"))


@pytest.mark.parametrize(
    ("handler", "kind", "times"), [("OSError", "OSError", 9), ("ValueError", "ValueError", 9), ("Exception", "OSError", 9),
                                   ("Exception", "KeyError", 1)]
)  # fmt: skip
def test_error_that_a_handler_is_for_is_not_told(handler, kind, times):
    program = f"try:\n    act()\nexcept {handler}:\n    pass\n"
    assert hidden(program, (3, kind, "a", 2, times)) is None


def test_bug_is_told_before_what_may_be_meant():
    program = "try:\n    act()\n    more()\nexcept:\n    pass\n"
    found = hidden(
        program, (4, "KeyError", "a", 2, 9), (4, "AttributeError", "'int' object has no attribute 'x'", 3, 1)
    )
    assert found.line == 3


AROUND = (
    "import time\ntry:\n    while True:\n        print(1)\n        raise OSError(5)\nexcept OSError:\n    print('x')\n"
)


@pytest.mark.parametrize(("program", "is_left"), [(AROUND, True), (AROUND + "while True:\n    time.sleep(1)\n", False)])
def test_try_around_a_whole_loop_is_told_where_nothing_goes_on(program, is_left):
    caught = [Swallowed(6, ErrorText("OSError", "5", 5), 1)]
    found = loop_left(Source(program), caught)
    assert (found is not None and found.line == 2 and "3" in found.told(texts("en"))) is is_left
