"""A program that turns against the kit itself: the board can be stopped, or restarts without the program and says so."""

from __future__ import annotations

import pytest

from tests.rigs.unix_board import HERE, UnixBoard

WAITS = "time.sleep(1000)\n"
MOST_PRINTED = 20_000  # bytes; it was 300 KB
ENDED_BY_RESTART = {
    "a word of Python": "import builtins, time\nbuiltins.len = None\n" + WAITS,
    "a word of Python, again and again": "import builtins, time\nwhile True:\n    builtins.len = None\n    time.sleep_ms(1)\n",
    "what fails": "import builtins, time\nfor name in ('Exception', 'OSError', 'BaseException', 'open', 'print'):\n"
    "    setattr(builtins, name, None)\n" + WAITS,
    "the kit's class": "import kit.room, time\nkit.room.Room.step = lambda self: None\n" + WAITS,
    "the kit's room": "import time\nfrom kit import link\nlink._room.step = lambda: None\n" + WAITS,
    "its sockets": "import time\nfrom kit import link\nwhile True:\n    try:\n        link._room._client.sock._sock.close()\n"
    "    except Exception:\n        pass\n    time.sleep_ms(5)\n",
}
TAKES_ITS_PLACE = {
    "and closes": """from lab import room
from umqtt.simple import MQTTClient
import time
while True:
    one = MQTTClient(room.client_id.replace("_program", ""), room.broker, room.port, room.user, room.password)
    one.set_last_will(room.topic("status"), b"offline", True, 1)
    try:
        one.connect()
        one.publish(room.topic("status"), b"offline", True)
        time.sleep(0.3)
        one.sock.close()
    except OSError as error:
        print(error)
    time.sleep(0.1)
""",
    "and stays": """from lab import room
from umqtt.simple import MQTTClient
import time
me = room.client_id.replace("_program", "").encode()
one = MQTTClient(me, room.broker, room.port, room.user, room.password)
while True:
    try:
        one.connect()
        while True:
            one.check_msg()
            time.sleep(0.1)
    except (OSError, IndexError):
        time.sleep(0.1)
""",
}
STOPPED = {
    "interruptions": "import micropython, time\nmicropython.kbd_intr(-1)\n" + WAITS,
    "modules": "import sys, time\nclass Other: pass\nfor name in list(sys.modules): sys.modules[name] = Other()\n"
    + WAITS,
    "the flash": "import os, time\ntry:\n    os.umount('/')\nexcept OSError:\n    pass\n" + WAITS,
    "no rests": "import lab\nwhile True: lab.publish('x', 1)\n",
    "prints": "while True: print('x' * 100)\n",
    "the watchdog": "import machine, time\nmachine.WDT(timeout=10**8)\n" + WAITS,
}
EVERY_FUNCTION = (
    "import sys\nfor name, module in list(sys.modules.items()):\n    if name.startswith('kit'):\n"
    "        for one in dir(module):\n            if not one.startswith('__'):\n"
    "                setattr(module, one, {value})\n"
)
WORDS = ("len", "str", "isinstance", "Exception", "OSError", "MemoryError", "range", "print", "getattr", "min", "dict", "bytes",
         "open", "__import__", "int", "BaseException", "sorted", "KeyboardInterrupt", "SystemExit")  # fmt: skip
FAULTS = {
    "every function of the kit": EVERY_FUNCTION.format(value="lambda *values, **named: None") + "while True: pass\n",
    "every function, and it ends": EVERY_FUNCTION.format(value="None"),
    "every function, and it waits": EVERY_FUNCTION.format(value="print") + "import time\n" + WAITS,
    "its files": "import kit.files as files, kit.guard as guard\nfor module in (files, guard):\n"
    "    for name in dir(module): setattr(module, name, None)\n",
    "what the kit starts with": "from kit import start\nimport time\nstart.time = None\n" + WAITS,
    "its turn": "from kit import start\nimport time\nstart.Service._turn = lambda self: None\n" + WAITS,
    "its modules emptied": "import kit.room, time\nfor name in list(kit.room.__dict__): delattr(kit.room, name)\n"
    + WAITS,
    "words of Python": f"import builtins\nfor name in {WORDS}: setattr(builtins, name, lambda *values, **named: None)\n"
    "while True: pass\n",
}
THREADS = (
    "import _thread\ndef spin():\n    while True: pass\ntry:\n    for _ in range(255): _thread.start_new_thread(spin, ())\n"
    "except OSError as error:\n    print(error)\n"
)


@pytest.fixture
def board(tmp_path, broker):
    one = UnixBoard(tmp_path / "flash", broker.port, main=str(HERE / "on_unix" / "short_trial.py"))
    one.power_on()
    yield one
    one.power_off()


@pytest.mark.parametrize("attack", ENDED_BY_RESTART)
def test_program_that_takes_the_kit_away_is_left_out_and_the_board_obeys(board, room, attack):
    room.wait_online()
    room.deliver(ENDED_BY_RESTART[attack])
    assert room.wait_program("stopped")["program"]["reason"] in ("fault", "watchdog", "lost")
    assert room.order("identify")["result"] == "blinked"
    assert board.read_state().get("good") is None


@pytest.mark.parametrize("attack", TAKES_ITS_PLACE)
def test_program_that_connects_under_the_board_s_identifier_is_left_out_with_that_cause(board, room, attack):
    room.wait_online()
    room.deliver(TAKES_ITS_PLACE[attack])
    room.wait_for("log", lambda payload: b"ten times in a row" in payload)
    assert room.wait_program("stopped")["program"]["reason"] == "lost"
    assert room.order("identify")["result"] == "blinked"


@pytest.mark.parametrize("attack", FAULTS)
def test_program_that_changes_the_kit_is_told_so_at_once_and_in_few_words(board, room, attack):
    room.wait_online()
    room.deliver(FAULTS[attack])
    assert room.wait_program("stopped")["program"]["reason"] == "fault"
    assert room.order("identify")["result"] == "blinked"
    assert board.starts == 2
    assert len(board.printed) < MOST_PRINTED


@pytest.mark.parametrize("attack", STOPPED)
def test_program_is_stopped_whatever_it_changed(board, room, attack):
    room.wait_online()
    assert room.deliver(STOPPED[attack])["result"] == "running"
    assert room.order("stop")["result"] == "stopped"
    assert room.deliver("import lab\nlab.publish('y', len([1]))\n")["result"] == "running"
    room.wait_for("data/y")
    assert board.starts == 1


def test_threads_without_rests_are_few_and_end_with_their_program(board, room):
    room.wait_online()
    room.deliver(THREADS + "import time\n" + WAITS)
    room.wait_for("log", lambda payload: b"can't create thread" in payload)
    assert room.order("stop")["result"] == "stopped"
    assert board.starts == 2
    assert room.order("identify")["result"] == "blinked"


def test_threads_with_rests_end_without_a_restart(board, room):
    room.wait_online()
    spin = "import _thread, time\ndef spin():\n    while __rest__(True): time.sleep_ms(20)\n_thread.start_new_thread(spin, ())\n"
    room.deliver(spin + "print('begun')\n" + WAITS)
    room.wait_for("log", lambda payload: b"begun" in payload)
    assert room.order("stop")["result"] == "stopped"
    assert room.deliver("import lab\nlab.publish('y', 1)\n")["result"] == "running"
    room.wait_for("data/y")
    assert board.starts == 1


def test_words_of_python_are_the_next_program_s_again(board, room):
    room.wait_online()
    room.deliver("import builtins\nbuiltins.abs = None\nbuiltins.print = None\n")
    room.wait_program("ended")
    room.deliver("import lab\nlab.publish('y', abs(-1))\nprint('heard')\n")
    room.wait_for("data/y")
    room.wait_for("log", lambda payload: b"heard" in payload)
