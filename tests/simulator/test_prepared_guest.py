"""A board whose modules were copied is the same, to the byte, as one that loaded them (iot_lab/simulator/prepared.py)."""

from __future__ import annotations

from iot_lab.simulator import Scenario, prepared, run_virtual

LOOKS = """
import gc, sys, machine, random
print(id(object()), gc.mem_alloc(), gc.mem_free(), sorted(sys.modules), random.random())
"""


def test_board_that_was_prepared_is_the_one_that_loaded_its_modules_itself(monkeypatch):
    monkeypatch.setattr(prepared, "_kept", {})
    loaded = run_virtual(LOOKS, Scenario(), seed=3)
    assert len(prepared._kept) == 1

    assert run_virtual(LOOKS, Scenario(), seed=3) == loaded
    assert run_virtual(LOOKS, Scenario(), seed=4).output != loaded.output


def test_board_that_was_told_of_another_computer_s_modules_loads_none(monkeypatch):
    monkeypatch.setattr(prepared, "_kept", {})
    loaded = run_virtual(LOOKS, Scenario(), seed=3)
    written = prepared.written()
    monkeypatch.setattr(prepared, "_kept", {})

    prepared.adopt(written)

    (told,) = prepared._kept.values()
    assert run_virtual(LOOKS, Scenario(), seed=3) == loaded
    assert list(prepared._kept.values()) == [told]
    assert prepared.written() == written


def test_what_asks_the_host_s_questions_is_loaded_before_a_program_can_fill_the_heap():
    assert "'_questions'" in run_virtual(LOOKS, Scenario()).output


def test_program_that_asks_what_prepares_a_guest_gets_nothing(monkeypatch):
    monkeypatch.setattr(prepared, "_kept", {})

    outcome = run_virtual("from host import call\nprint(repr(call('prepare', '')))", Scenario())

    assert outcome.output == "'\\x0222'\n"
