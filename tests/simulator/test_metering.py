"""The runtime's own meters: the build refuses what it does not know, and finds what it needs by watching."""

from __future__ import annotations

import pytest

from build_hook import scheduler
from build_hook.guest_run import run
from build_hook.metering import meter, stack_top
from build_hook.runtime import find_source
from build_hook.scheduler import SchedulerNotFound, find_scheduler
from build_hook.selftest import SelfTestFailed, self_test
from build_hook.wasm_format import Reader, UnknownFormat, sections, signed, unsigned
from iot_lab.resources import built

WASM = built("runtime/micropython.wasm").read_bytes()


@pytest.mark.parametrize("number", [0, 1, 63, 64, 127, 128, 300, 65_535, 1 << 40])
def test_numbers_are_read_as_they_were_written(number):
    assert Reader(unsigned(number)).unsigned() == number
    assert Reader(signed(number)).signed() == number
    assert Reader(signed(-number)).signed() == -number


def test_fuel_of_a_loop_grows_by_the_same_for_each_turn():
    spent = [run(WASM, f"for i in range({n}): pass").fuel for n in (1000, 2000, 3000)]
    assert spent[2] - spent[1] == spent[1] - spent[0] > 0


def test_meter_that_counts_otherwise_than_the_engine_stops_the_build():
    with pytest.raises(SelfTestFailed, match="wasmtime counts"):
        self_test(find_source().read_bytes(), WASM)  # which does other work: it breaks down


def test_binary_of_another_kind_is_refused():
    other = WASM[:8] + b"".join(
        bytes([kind]) + unsigned(len(content)) + content for kind, content in sections(WASM) if kind not in (0, 2)
    )
    with pytest.raises((UnknownFormat, KeyError)):
        meter(other)


def test_operator_that_is_not_known_is_refused():
    with pytest.raises(UnknownFormat, match="0xfb"):
        Reader(b"\0").skip_immediates(0xFB)


def test_stack_begins_where_the_facts_say(runtime_facts):
    assert stack_top(WASM) == runtime_facts["stack_top"]


def test_scheduler_is_found_again_where_the_build_found_it(runtime_facts):
    assert find_scheduler(WASM) == runtime_facts["scheduler"]


def test_interpreter_without_a_scheduler_stops_the_build(monkeypatch):
    monkeypatch.setattr(scheduler, "PROGRAM", scheduler.PROGRAM.replace("micropython.schedule(f, 2)", "pass"))
    with pytest.raises(SchedulerNotFound):
        find_scheduler(WASM)


@pytest.fixture
def runtime_facts():
    import json

    return json.loads(built("runtime/micropython.json").read_text(encoding="utf-8"))
