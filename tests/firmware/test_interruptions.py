"""Whose an interruption is, whenever it comes, and when those that were typed ask for the console."""

from __future__ import annotations

import pytest

from tests.rigs.unix_board import start

CASES = """
import time
from kit import console, notices

notices.say = print
console.TYPED_AGAIN_MS = 600000
one = console.Console()
keys = []
one.has_keys = lambda: bool(keys)

def ours():
    one.is_ours = True
    one.meet()

def long_after():
    console.TYPED_AGAIN_MS = -1

"""
OWED = """
import time
from kit.console import Console

console = Console()

def falls(data):
    raise KeyboardInterrupt

console._keep = falls
console.is_ours = {is_ours}
console.write(b"amid this")
try:
    for _ in range(2000):
        time.sleep_ms(1)
except KeyboardInterrupt:
    del console._keep
    print("again", console.was_ours(), console.is_ours)
"""


@pytest.fixture
def printed(tmp_path):
    def run(program: str) -> str:
        (tmp_path / "program.py").write_text(program)
        with start(tmp_path, str(tmp_path / "program.py")) as process:
            return process.stdout.read()

    return run


@pytest.mark.parametrize(
    ("steps", "is_asked"),
    [
        ("ours(); ours(); ours()", False),
        ("one.meet()", False),
        ("one.meet(); one.meet()", True),
        ("one.meet(); one.is_asked_for(); one.meet()", True),
        ("one.meet(); long_after(); one.meet()", True),
        ("one.meet(); one.is_asked_for(); long_after(); one.meet()", False),
        ("one.meet(); ours()", False),
        ("one.meet(); keys.append(1); long_after()", True),
        ("keys.append(1); ours()", False),
    ],
)
def test_console_is_asked_for_by_what_was_typed_alone(printed, steps, is_asked):
    assert printed(f"{CASES}{steps}\nprint(one.is_asked_for())\n").splitlines()[-1] == str(is_asked)


@pytest.mark.parametrize("is_ours", [True, False], ids=["the kit's", "typed"])
def test_interruption_that_falls_amid_a_print_is_given_again_and_stays_whose_it_was(printed, is_ours):
    assert printed(OWED.format(is_ours=is_ours)) == f"again {is_ours} False\n"
