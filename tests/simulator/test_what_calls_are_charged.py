"""Every call of a guest whose cost to the host grows is charged for it: with what is asked and answered, or with what
the program has piled up. `Sandbox.calls` and `Board.work` are what it is charged with; beyond their limits a run ends."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from iot_lab.simulator import Scenario, calls, run_virtual, virtual
from iot_lab.simulator import boots as boots_module
from iot_lab.simulator.board import MAX_STEPS, Board
from iot_lab.simulator.sandbox import Sandbox

BOUNDED = {
    "the chip has so many and no more": """
        analog-raw analog-microvolts dac touch wire-read one-wire-reset one-wire-write one-wire-read pin-mode pin-read pin-write pin-watch
        pin-toggle pin-hold pwm-set pwm-duty pwm-stop register-read register-write nvs-open nvs-set-number nvs-number
        nvs-erase chip-temperature clock clock-set timer-start timer-stop timer-value i2c-scan uart-open uart-close
        uart-any uart-left uart-watch wifi-active wifi-connect wifi-disconnect wifi-status wifi-joined wifi-scan
        wifi-reconnects wifi-stations rmt-begin rmt-done rmt-stop pcnt-pins pcnt-modes pcnt-limit pcnt-value
        pcnt-run pcnt-watch pcnt-flags socket-open socket-bind socket-listen socket-accept socket-close
    """,
    "one number, one moment": """
        reset deep-sleep light-sleep wake-on why watchdog turn wait-us ticks-us sleep sleep-until pause next wait rest
        seed unique-id chip-noise hook stopped collected running lacks in-handler question-next question-missing
    """,
    "one name is looked up": "file-stat file-seek mqtt-ping mqtt-wait mqtt-answer mqtt-nonsense mqtt-close hash-begin",
}
"""Why a call costs the same whatever the program did before -> those calls."""
GROWS = {
    "with what is asked": """
        file-write hash-add i2c-write wire-write spi uart-write nvs-set-blob rtc-memory socket-write socket-send-to
        socket-resolve socket-connect mqtt-open mqtt-unsubscribe streams-ready failed callback-failed boot-failed caught
        question-answer question-failed wifi-own aes
    """,
    "with what is answered": """
        file-read file-line file-into i2c-read uart-read nvs-blob random-bytes socket-read socket-receive-from mqtt-take
        typed hash-end wifi-name
    """,
    "with what the program piled up": """
        file-code is-from program file-names file-space file-remove file-rename file-mkdir file-open file-flush file-close mqtt-publish
        mqtt-subscribe pulse rmt-send
    """,
}
"""How a call's cost grows -> those calls; the first two are charged by `Sandbox`, the third by `Board.work`."""


def test_of_every_call_it_is_known_what_it_costs():
    found = {
        name
        for file in pkgutil.iter_modules(calls.__path__)
        for name in getattr(import_module(f"{calls.__name__}.{file.name}"), "CALLS", {})
    }
    known = [name for group in (*BOUNDED.values(), *GROWS.values()) for name in group.split()]
    assert len(known) == len(set(known))
    assert set(known) == found


@pytest.fixture
def charged(monkeypatch):
    """Run a program; return how many calls and how much work it was charged."""
    boards, sandboxes = [], []

    class WatchedBoard(Board):
        def __init__(self, *arguments):
            boards.append(self)
            super().__init__(*arguments)

    class WatchedSandbox(Sandbox):
        def __init__(self, *arguments):
            sandboxes.append(self)
            super().__init__(*arguments)

    monkeypatch.setattr(virtual, "Board", WatchedBoard)
    monkeypatch.setattr(boots_module, "Sandbox", WatchedSandbox)

    def measure(program):
        outcome = run_virtual(program, Scenario(3600))
        assert (outcome.end, outcome.error) == ("finished", None)
        return sandboxes[-1].calls, MAX_STEPS - boards[-1].steps_left

    measure.boards = boards
    return measure


FILES = "import os\nfor i in range({n}): open('f%d' % i, 'w').close()\n"
TIMES = 20
PILED = {
    "names of a folder": (FILES + "os.mkdir('d')", "os.listdir('d')", 64),
    "free space": (FILES, "os.statvfs('/')", 64),
    "files opened": (FILES, "open('f0').close()", 64),
    "files removed and made": (FILES, "open('new', 'w').close(); os.remove('new')", 64),
    "files renamed": (FILES, "os.rename('f0', 'g'); os.rename('g', 'f0')", 64),
    "folders": (FILES, "os.mkdir('d'); os.rmdir('d')", 64),
    "modules that are mostly comments": (
        "import sys\nf = open('m.py', 'w')\nfor i in range({n}): f.write('#' * 99 + '\\n')\nf.close()\n",
        "import m; del sys.modules['m']",
        400,
    ),
    "a long file that is opened at its end": (
        "f = open('l', 'w')\nfor i in range({n}): f.write('x' * 999)\nf.close()\n",
        "open('l', 'a').close()",
        60,
    ),
}
ASKED = {
    "prints": "print('x' * {n})",
    "pieces of output": "print('x', end='')\nprint('y' * {n}, end='')",
    "hashes": "import hashlib; hashlib.sha1(b'x' * {n})",
    "ciphers": "import cryptolib; cryptolib.aes(bytes(16), 1).encrypt(bytes({n} // 16 * 16))",
    "files written": "f = open('f', 'w'); f.write('x' * {n})",
    "bytes on a bus": "from machine import SPI; SPI(1, sck=18, mosi=23, miso=19).write(b'x' * {n})",
    "lights": "import neopixel, machine; neopixel.NeoPixel(machine.Pin(4), {n} // 3).write()",
    "memory of the clock": "import machine; machine.RTC().memory(b'x' * min({n}, 2000))",
    "random bytes": "import os; os.urandom(min({n}, 2000))",
}


@pytest.mark.parametrize("name", PILED)
def test_call_that_looks_through_what_was_piled_up_is_charged_for_it(charged, name):
    pile, call, many = PILED[name]
    work = {}
    for n in (2, many):
        program = pile.format(n=n) + "\n"
        work[n] = charged(program + f"for _ in range({TIMES}): {call}\n")[1] - charged(program)[1]
    assert work[2] < TIMES
    assert work[many] >= TIMES


@pytest.mark.parametrize("name", ASKED)
def test_call_is_charged_for_the_bytes_that_are_asked_or_answered(charged, name):
    few, many = (charged(ASKED[name].format(n=n))[0] for n in (3, 6000))
    assert many >= few + 15


def test_each_output_is_a_call_even_where_nothing_is_printed(charged):
    calls_before, _ = charged("import sys\nsys.stdout.write")
    calls_after, _ = charged("import sys\nfor _ in range(100): print('x')")
    assert calls_after >= calls_before + 100


def test_timers_begun_again_and_again_leave_nothing_behind(charged):
    charged(
        "from machine import Timer\nfirst, t = Timer(1), Timer(0)\nfirst.init(period=30000, callback=print)\n"
        "for _ in range(3000): t.init(period=60000, callback=print)\nt.deinit()\nfirst.deinit()"
    )
    assert len(charged.boards[-1]._agenda) < 500
