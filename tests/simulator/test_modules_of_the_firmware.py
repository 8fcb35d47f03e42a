"""The list of modules is the firmware's: what is not simulated is named, and told as our limit."""

from __future__ import annotations

from importlib.metadata import distribution

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading.grade import grade
from iot_lab.grading.report import Verdict
from iot_lab.simulator.lacking import EVENT, MODULES, NAMES
from tests.rigs.simulator_runs import run

# Of the interpreter itself, which has no stub of its own there; of the port's first start, which programs do not import.
BUILT_IN = {"array", "asyncio", "builtins", "collections", "io", "json", "os", "re", "ssl", "struct", "sys", "uasyncio"}
NOT_IMPORTED = {
    "__builtins__": "of the stubs",
    "_boot": "runs at the start of a board",
    "_onewire": "the inside of `onewire`",
    "flashbdev": "the inside of the flash",
    "inisetup": "formats a new flash",
    "uplatform": "an alias of which the interpreter has the plain name",
    "uzlib": "was removed from the firmware in 1.22 (`deflate`)",
}
ATTEMPTS = {
    "_thread.start_new_thread": "import _thread\n_thread.start_new_thread(print, ())",
    "ssl": "import ssl\nssl.wrap_socket(None)",
    "os.VfsFat": "import os\nos.VfsFat(None)",
    "os.VfsLfs2": "import os\nos.VfsLfs2.mkfs(None)",
    "os.dupterm": "import io, os\nos.dupterm(io.BytesIO())",
    "esp32.wake_on_touch": "import esp32\nesp32.wake_on_touch(True)",
    "esp32.wake_on_ulp": "import esp32\nesp32.wake_on_ulp(True)",
    "machine.mem32": "import machine\nmachine.mem32[0x3ff48000]",
}


def official() -> set[str]:
    files = (str(file) for file in distribution("micropython-esp32-stubs").files or ())
    return {
        name.removesuffix(".pyi").removesuffix("/__init__").replace("/", ".") for name in files if name.endswith(".pyi")
    }


def test_every_module_of_the_firmware_is_there_or_named_as_not_simulated():
    wanted = sorted((official() | BUILT_IN) - MODULES - set(NOT_IMPORTED))
    program = "\n".join(f"try:\n    import {one}\nexcept ImportError:\n    print('{one}')" for one in wanted)
    outcome = run(program)
    assert (outcome.output, outcome.error) == ("", None)
    assert [event.where for event in outcome.events if event.kind == EVENT] == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_that_is_not_simulated_is_an_import_error_and_an_event(module):
    outcome = run(f"import {module}")
    assert outcome.error.type == "ImportError"
    assert [event.where for event in outcome.events if event.kind == EVENT] == [module]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_name_that_is_not_simulated_is_an_error_and_an_event(name):
    module, _, member = name.partition(".")
    outcome = run(ATTEMPTS.get(name, f"import {module}\n{module}.{member}"))
    assert outcome.error.type == ("NotImplementedError" if name in ATTEMPTS else "AttributeError")
    assert [event.where for event in outcome.events if event.kind == EVENT] == [name]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_submission_that_meets_such_a_limit_could_not_be_checked(language):
    exercise = load_exercise("blink")
    report = grade(exercise, "import bluetooth\nbluetooth.BLE().active(True)\n", language=language)
    assert report.verdict is Verdict.COULD_NOT_CHECK
    assert "bluetooth" in report.summary


@pytest.mark.parametrize(
    ("files", "printed", "error"),
    [
        ({"webrepl_cfg.py": b"PASS = 'abcd'"}, "Started webrepl in normal mode\n", None),
        ({}, "WebREPL is not configured, run 'import webrepl_setup'\n", "TypeError"),
    ],
)
def test_webrepl_starts_as_on_a_board_and_nobody_connects(files, printed, error):
    outcome = run("import webrepl\nwebrepl.start()", files=files)
    assert (outcome.output, outcome.error and outcome.error.type) == (printed, error)
    assert (EVENT in {event.kind for event in outcome.events}) is (error is None)


def test_a_wrong_program_that_bears_the_limit_still_fails():
    exercise = load_exercise("blink")
    program = "try:\n    import bluetooth\nexcept ImportError:\n    pass\n"
    assert grade(exercise, program, language="en").verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("Pin(2, Pin.OUT, value=1)\nprint(mem32[0x3FF44004] >> 2 & 1, mem32[0x3FF44020] >> 2 & 1)", "1 1"),
        ("Pin(2, Pin.OUT)\nmem32[0x3FF44008] = 1 << 2\nprint(Pin(2).value())\nmem32[0x3FF4400C] = 1 << 2\nprint(Pin(2)())", "1\n0"),
        ("Pin(4, Pin.IN, Pin.PULL_UP)\nprint(mem32[0x3FF4403C] >> 4 & 1)", "1"),
        ("mem32[0x3FF44020] = mem32[0x3FF44020] | 1 << 16\nmem32[0x3FF44008] = 1 << 16\nprint(Pin(16).value())", "1"),
        ("mem32[0x3FF44024] = 1 << 4\nmem32[0x3FF44028] = 1 << 4\nprint(mem32[0x3FF44020] >> 4 & 1)", "0"),
        ("mem32[0x3FF44030] = 3\nprint(mem32[0x3FF4402C] & 0xFF)", "3"),
        ("Pin(33, Pin.OUT)\nmem32[0x3FF44014] = 2\nprint(Pin(33).value(), mem32[0x3FF44040] >> 1 & 1)", "1 1"),
    ],
)  # fmt: skip
def test_registers_of_the_pins_are_those_of_the_chip(program, said):
    assert run("from machine import Pin, mem32\n" + program).output == said + "\n"


def test_upysh_and_apa106_work():
    program = """
from upysh import *
from apa106 import APA106
from machine import Pin
with open("a.txt", "w") as file:
    file.write("one")
cp("a.txt", "b.txt")
cat("b.txt")
print()
repr(pwd)
lights = APA106(Pin(5), 1)
lights[0] = (1, 2, 3)
print(lights.buf)
"""
    assert run(program).output == "one\n/\nbytearray(b'\\x01\\x02\\x03')\n"
