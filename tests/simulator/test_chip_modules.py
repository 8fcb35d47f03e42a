"""The modules around the chip: esp32, RTC, os, sys, micropython, _thread, and their old names."""

from __future__ import annotations

import pytest

from iot_lab.simulator.storage.nvs import ENTRIES, Nvs, NvsError
from tests.rigs.simulator_runs import run

PROGRAMS = {
    "NVS keeps numbers and blobs": (
        """
import esp32
n = esp32.NVS("app")
n.set_i32("count", -5)
n.set_blob("key", b"abc")
n.commit()
b = bytearray(8)
print(n.get_i32("count"), n.get_blob("key", b), bytes(b[:3]), esp32.NVS("app").get_i32("count"))
""",
        "-5 3 b'abc' -5\n",
    ),
    "NVS says what ESP-IDF says": (
        """
import esp32
n = esp32.NVS("app")
n.set_blob("blob", b"12345678")
def attempt(act):
    try:
        act()
    except OSError as error:
        print(error.args)
attempt(lambda: n.get_i32("nothing"))
attempt(lambda: n.get_i32("blob"))
attempt(lambda: n.set_i32("x" * 16, 1))
attempt(lambda: n.get_blob("blob", bytearray(2)))
attempt(lambda: n.erase_key("nothing"))
attempt(lambda: esp32.NVS("x" * 16))
attempt(lambda: n.set_blob("big", bytes(30000)))
""",
        (
            "(-4354, 'ESP_ERR_NVS_NOT_FOUND')\n(-4354, 'ESP_ERR_NVS_NOT_FOUND')\n(-4361, 'ESP_ERR_NVS_KEY_TOO_LONG')\n"
            "(-4364, 'ESP_ERR_NVS_INVALID_LENGTH')\n(-4354, 'ESP_ERR_NVS_NOT_FOUND')\n(-4361, 'ESP_ERR_NVS_KEY_TOO_LONG')\n"
            "(-4357, 'ESP_ERR_NVS_NOT_ENOUGH_SPACE')\n"
        ),
    ),
    "NVS forgets what is erased": (
        "import esp32\nn = esp32.NVS('a')\nn.set_i32('k', 1)\nn.erase_key('k')\ntry:\n    n.get_i32('k')\nexcept OSError:\n    print('gone')",
        "gone\n",
    ),
    "the chip is warm, in Fahrenheit": ("import esp32\nprint(100 < esp32.raw_temperature() < 140)", "True\n"),
    "only RTC pins wake the chip": (
        "import esp32\nfrom machine import Pin\ntry:\n    esp32.wake_on_ext0(Pin(5, Pin.IN), 0)\nexcept ValueError as e:\n    print(e)",
        "invalid pin\n",
    ),
    "RTC memory has 2048 bytes": (
        (
            "from machine import RTC\nr = RTC()\nr.memory(bytes(2048))\nprint(len(r.memory()))\n"
            "try:\n    r.memory(bytes(2049))\nexcept ValueError as e:\n    print(e)"
        ),
        "2048\nbuffer too long\n",
    ),
    "RTC tells and takes the date": (
        (
            "from machine import RTC\nimport time\nr = RTC()\nprint(r.datetime()[:7])\nr.datetime((2026, 2, 28, 5, 23, 59, 59, 0))\n"
            "time.sleep(1)\nprint(r.datetime()[:7], time.time())"
        ),
        "(2000, 1, 1, 5, 0, 0, 0)\n(2026, 3, 1, 6, 0, 0, 0) 825638400\n",
    ),
    "the system is an esp32": (
        (
            "import os, sys\nu = os.uname()\nprint(u.sysname, u[0], u.machine, sys.platform, sys.implementation.name)\n"
            "print(sys.implementation._machine == u.machine, sys.implementation[1][:2], len(os.urandom(5)))"
        ),
        "esp32 esp32 Generic ESP32 module with ESP32 esp32 micropython\nTrue (1, 27) 5\n",
    ),
    "u names are the same modules": (
        (
            "import os, uos, time, utime, json, ujson, binascii, ubinascii, sys, usys, machine, umachine\n"
            "print(uos.listdir() == os.listdir(), utime.ticks_ms is time.ticks_ms, ujson.dumps is json.dumps)\n"
            "print(ubinascii.hexlify is binascii.hexlify, usys.platform, umachine.Pin is machine.Pin)"
        ),
        "True True True\nTrue esp32 True\n",
    ),
    "micropython's own words": (
        (
            "import micropython\nfrom micropython import const\nmicropython.alloc_emergency_exception_buf(100)\nmicropython.kbd_intr(3)\n"
            "print(const(5), micropython.opt_level(), micropython.stack_use() > 0)\nmicropython.mem_info()"
        ),
        None,
    ),
    "schedule runs soon": (
        "import micropython\ndef f(x): print('ran', x)\nmicropython.schedule(f, 3)\nfor i in range(3): pass\nprint('after')",
        "ran 3\nafter\n",
    ),
    "threads are refused with what to use instead": (
        "import _thread\ntry:\n    _thread.start_new_thread(print, ())\nexcept NotImplementedError as e:\n    print(e)",
        "a simulated board has one thread: use asyncio or machine.Timer\n",
    ),
    "locks work alone": (
        "import _thread\nl = _thread.allocate_lock()\nwith l:\n    print(l.locked(), l.acquire(0))\nprint(l.locked(), _thread.get_ident() > 0)",
        "True False\nFalse True\n",
    ),
    "sys.path is a board's": ("import sys\nprint(sys.path[0] == '', '/lib' in sys.path)", "True True\n"),
    "errno has the board's numbers": (
        "import errno\nprint(errno.ENOENT, errno.EEXIST, errno.ETIMEDOUT, errno.ECONNRESET, errno.errorcode[5])",
        "2 17 116 104 EIO\n",
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_module_behaves_as_on_a_board(name):
    program, expected = PROGRAMS[name]
    outcome = run(program, seconds=60)
    assert outcome.error is None
    if expected is not None:
        assert outcome.output == expected


def test_nvs_outlives_every_reset():
    program = """
        import esp32, machine
        n = esp32.NVS("app")
        try:
            count = n.get_i32("boots")
        except OSError:
            count = 0
        print(count)
        n.set_i32("boots", count + 1)
        if count == 0: machine.reset()
        if count == 1: machine.deepsleep(1000)
    """
    assert run(program).output == "0\n1\n2\n"


def test_random_bytes_are_the_same_for_the_same_seed_only():
    program = "import os\nprint(os.urandom(8) == os.urandom(8), os.urandom(8))"
    first, same, other = run(program, seed=1), run(program, seed=1), run(program, seed=2)
    assert first.output.startswith("False")
    assert first.output == same.output != other.output


def test_nvs_is_full_when_its_pages_are():
    nvs = Nvs()
    for index in range(ENTRIES):
        nvs.set("a", str(index), index)
    with pytest.raises(NvsError) as refused:
        nvs.set("a", "more", 1)
    assert refused.value.name == "ESP_ERR_NVS_NOT_ENOUGH_SPACE"
    nvs.set("a", "0", 5)


@pytest.mark.parametrize("key", ["", "x" * 16])
def test_nvs_refuses_keys_that_esp_idf_refuses(key):
    with pytest.raises(NvsError):
        Nvs().set("a", key, 1)


def test_nvs_needs_a_namespace():
    with pytest.raises(NvsError):
        Nvs().open("")
