"""The queue of samples, on MicroPython's unix port."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from tests.rigs.unix_board import HERE, start


@pytest.fixture
def run(tmp_path):
    """Run MicroPython text on an empty flash; return what it printed."""

    def run_program(text: str) -> str:
        program = tmp_path / "program.py"
        program.write_text(dedent(text))
        with start(tmp_path, str(program)) as process:
            return process.stdout.read()

    return run_program


def test_power_cut_at_each_write_of_the_queue_corrupts_nothing(tmp_path):
    with start(tmp_path, str(HERE / "on_unix" / "power_cuts.py")) as process:
        assert process.stdout.read() == "power cuts: 26\n"


def test_samples_leave_in_order_from_flash_and_memory(run):
    printed = run("""
        from kit.outbox import Outbox
        box = Outbox(1, in_memory=4)
        for number in range(10):
            box.put("x", number, number, number)
        print(len(box), end=" ")
        while box.first():
            print(box.first()[3], end=" ")
            box.sent(box.first())
        print(len(box))
    """)
    assert printed == "10 0 1 2 3 4 5 6 7 8 9 0\n"


def test_oldest_go_and_are_counted_only_when_full(run):
    printed = run("""
        from kit.outbox import Outbox
        box = Outbox(1, in_memory=4, batches=3)
        for number in range(21):
            box.put("x", number, number, number)
        print(len(box), box.dropped, box.first()[3])
    """)
    assert printed == "13 8 8\n"


def test_samples_survive_a_restart_with_their_times(run):
    run("""
        from kit.outbox import Outbox
        box = Outbox(1, in_memory=4)
        for number in range(8):
            box.put("x", {"a": number}, number, number, 1790000000000 + number)
    """)
    printed = run("""
        import json
        from kit import held
        from kit.outbox import Outbox
        box = Outbox(2)
        print(json.dumps([len(box), box.first(), held.numbers(box)]))
    """)
    assert json.loads(printed) == [8, ["x", {"a": 0}, 0, 0, 1790000000000, 1], {"x": 7}]


def test_numbers_of_sixty_four_series_are_kept_whatever_a_program_left(run):
    printed = run("""
        import json
        import machine
        from kit import files
        from kit.numbers import PATH, Numbers
        from kit.outbox import Outbox
        files.write(PATH, {"n%d" % number: 7 for number in range(200)})
        machine.RTC().memory(b'{"x": "a program\\'s own", "y": 3}')
        numbers = Numbers(Outbox(1))
        first = numbers.next("y")
        for number in range(200):
            numbers.next("t%d" % number)
        numbers.save()
        print(json.dumps([first, len(files.read(PATH)), numbers.next("t199")]))
    """)
    assert json.loads(printed) == [4, 64, 2]


@pytest.mark.parametrize("damage", ["", "zzzz", "00000000 []\n", "\x00" * 50])
def test_damaged_batch_is_passed_over(run, tmp_path, damage):
    (tmp_path / "queue").mkdir()
    (tmp_path / "queue" / "b00000001").write_text(damage)
    printed = run("""
        from kit.outbox import Outbox
        box = Outbox(1, in_memory=1)
        box.put("x", 5, 0, 1)
        print(box.first()[1])
    """)
    assert printed == "5\n"
