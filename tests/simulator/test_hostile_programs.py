"""Whatever a program tries, its run ends by itself, and nothing outside the sandbox is reached."""

from __future__ import annotations

import pytest

from iot_lab.simulator.limits import Limits
from tests.rigs.simulator_runs import run

SMALL = Limits(fuel=150_000_000, output_bytes=4096, calls=3000, ends_runaways=True)


def test_endless_computing_reaches_the_scenario_s_end_as_on_a_board():
    outcome = run("def f(): pass\nwhile True: f()")
    assert (outcome.end, outcome.error, outcome.virtual_us) == ("deadline", None, 10_000_000)


def test_computing_beyond_what_is_followed_ends_as_too_much_work():
    outcome = run("n = 0\nwhile True: n += 1", limits=SMALL)
    assert (outcome.end, outcome.error) == ("fuel", None)


def test_bare_except_cannot_catch_the_end():
    program = """
        n = 0
        while True:
            try:
                n += 1
            except:
                pass
    """
    assert run(program, limits=SMALL).end == "fuel"
    assert run(program).end == "deadline"


def test_endless_pin_writing_ends_as_never_sleeping():
    program = "from machine import Pin\nled = Pin(2, Pin.OUT)\nwhile True: led.toggle()"
    assert run(program, limits=SMALL).end == "fuel"


def test_memory_bomb_is_a_memory_error():
    outcome = run("blocks = []\nwhile True: blocks.append(bytearray(1000))")
    assert (outcome.end, outcome.error.type, outcome.error.line) == ("memory", "MemoryError", 2)


def test_endless_recursion_is_an_exception():
    outcome = run("def f(): return f()\nf()")
    assert outcome.error.message == "maximum recursion depth exceeded"


def test_output_flood_keeps_its_first_and_last_lines_and_goes_on():
    outcome = run("n = 0\nwhile True:\n    print(n)\n    n += 1", limits=Limits(output_bytes=4096))
    lines = outcome.output.splitlines()
    left_out = next(index for index, line in enumerate(lines) if line.startswith("[+"))
    assert (outcome.end, outcome.virtual_us) == ("deadline", 10_000_000)
    assert lines[:left_out] == [str(n) for n in range(left_out)]
    assert int(lines[left_out + 1]) == left_out + int(lines[left_out][2:-1])
    assert [int(line) for line in lines[left_out + 1 :]] == list(range(int(lines[left_out + 1]), int(lines[-1]) + 1))
    assert len(outcome.output) <= 4096 + len("[+999999]\n")


@pytest.mark.parametrize(
    "call",
    [
        "'pin-write', ''",
        "'pin-write', '2'",
        "'pin-write', '99 1'",
        "'pin-mode', '34 1 0'",
        "'pin-mode', '2 9 0'",
        "'pin-write', '2 ' + '9' * 5000",
        "'i2c-read', '22 21 104 99999999'",
        "'i2c-write', '22 21 104 zz'",
        "'mqtt-publish', '1 0 0 61 61'",
        "'mqtt-open', 'a b'",
        "'wifi-connect', 'zz zz'",
        "'file-read', '../../etc/passwd'",
        "'sleep', '1e9'",
        "'reset', 'everything'",
        "'no such call', ''",
        "'more', ''",
        "'x' * 100, ''",
        "'print', '\\x00\\xff'",
    ],
)
def test_malformed_call_is_refused_and_the_program_goes_on(call):
    program = f"""
        import host
        try:
            answer = host.call({call})
        except (ValueError, RuntimeError):
            answer = "\\x02"
        print(answer[0] == "\\x02")
    """
    outcome = run(program)
    assert (outcome.end, outcome.output) == ("finished", "True\n")


@pytest.mark.parametrize("path", ["/etc/passwd", "../../etc/passwd", "/proc/self/environ", "C:/Windows/win.ini"])
def test_no_file_of_the_computer_can_be_opened(path):
    outcome = run(f"open({path!r})")
    assert (outcome.error.type, outcome.error.message) == ("OSError", "[Errno 2] ENOENT")


def test_flash_shows_only_the_board_s_own_files():
    program = "import os\nprint(os.listdir(), os.getcwd(), hasattr(os, 'getenv'), os.stat('data')[0] == 0x4000)"
    outcome = run(program, files={"data/table.csv": b"1;2"})
    assert outcome.output == "['data', 'main.py'] / False True\n"


def test_old_mount_of_the_c_library_reaches_nothing():
    program = "import vfs\nvfs.mount(vfs.VfsPosix('/'), '/pc')\nimport os\nprint(os.listdir('/pc'))"
    outcome = run(program)
    assert outcome.end == "exception"
    assert outcome.error.type == "OSError"


def test_two_runs_share_nothing():
    run("import builtins\nbuiltins.leak = 1")
    assert run("print(leak)").error.type == "NameError"


def test_huge_message_is_refused():
    program = """
        import host
        print(host.call("sleep", "1" * 70000)[0] == "\\x02")
    """
    assert run(program).end in ("exception", "memory")
