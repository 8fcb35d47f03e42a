"""Boards in wall time, on a real broker."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iot_lab.simulator import Scenario
from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.live.large_blocks import give_back_large_blocks
from iot_lab.simulator.live.live_board import stop_all
from iot_lab.simulator.world.scenario import Wifi
from tests.rigs.running_kit import free_port, wait_until

ENDLESS = {
    "pass": "while True: pass",
    "function": "def f(): pass\nwhile True: f()",
    "sum": "sum(i for i in range(10**9))",
    "sleep": "import time\ntime.sleep(1000)",
    "bare except": "while True:\n    try:\n        x = [1] * 10\n    except: pass",
}


def test_demo_publishes_to_the_room_and_leaves_its_will(start, listener):
    board = start(
        DEMOS["climate"].program, around=Scenario(parts=DEMOS["climate"].scenario.parts, wifi=Wifi(joining_s=0.05))
    )
    wait_until(lambda: listener.of("capteur-01/data/humidity"))
    assert listener.of("capteur-01/status")[-1] == "online"
    assert json.loads(listener.of("capteur-01/info")[-1])["series"] == {"temperature": "°C", "humidity": "%"}
    assert board.state == "running"
    board.stop()
    wait_until(lambda: listener.of("capteur-01/status")[-1] == "offline")
    assert board.state == "stopped"


def test_command_from_the_room_is_answered(start, listener):
    start("import lab\nlab.on('double', lambda value: 2 * value)\nlab.run()")
    wait_until(lambda: "online" in listener.of("capteur-01/status"))
    listener.client.publish("lab/atelier/capteur-01/do/double", '{"id": 1, "value": 4}', 1)
    wait_until(lambda: listener.of("capteur-01/done/double"))
    assert json.loads(listener.of("capteur-01/done/double")[0]) == {"id": 1, "result": 8}


def test_prints_and_traceback_reach_the_log(start, listener):
    board = start("print('bonjour')\nprint(1 / 0)")
    wait_until(lambda: "ZeroDivisionError" in "".join(listener.of("capteur-01/log")))
    assert "".join(listener.of("capteur-01/log")).startswith("bonjour")
    wait_until(lambda: board.state == "error")
    assert (board.error.line, board.error.type) == (2, "ZeroDivisionError")


def test_print_flood_is_limited_and_what_was_left_out_is_said(start, listener):
    start("while True: print('x')")
    wait_until(lambda: any("[+" in text for text in listener.of("capteur-01/log")))
    assert len("\n".join(listener.of("capteur-01/log")).split("\n")) < 200


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_program_can_be_stopped(start, name):
    seen = []
    board = start("print('go')\n" + ENDLESS[name], watch=seen.append)
    wait_until(lambda: any(one.kind == "print" for one in seen))
    board.stop()
    assert (board.state, board.error, board.fault) == ("stopped", None, None)


def test_endless_program_leaves_the_processor_to_others(start):
    board = start(ENDLESS["function"])
    wait_until(lambda: board._board is not None and board._board.now_us > 300_000)
    spent_s, start_us = time.process_time(), board._board.now_us
    wait_until(lambda: board._board.now_us > start_us + 1_000_000)
    assert time.process_time() - spent_s < 0.5


def test_wall_clock_keeps_real_time(start):
    seen = []
    start("import time\nwhile True:\n    print(1)\n    time.sleep_ms(300)", watch=seen.append)
    wait_until(lambda: len([one for one in seen if one.kind == "print"]) > 3)
    printed = [one.t_us for one in seen if one.kind == "print"][1:]
    gaps = [after - before for before, after in itertools.pairwise(printed)]
    assert all(300_000 <= gap < 420_000 for gap in gaps)


def test_absent_broker_is_an_os_error_for_the_program(start):
    board = start(
        "import network, time\nfrom umqtt.simple import MQTTClient\nw = network.WLAN()\nw.active(True)\n"
        "w.connect('atelier', 'atelier123')\nwhile not w.isconnected(): time.sleep_ms(20)\n"
        f"MQTTClient('a', '127.0.0.1', {(port := free_port())}).connect()",
        port=port,
    )
    wait_until(lambda: board.state == "error")
    assert (board.error.type, board.error.message) == ("OSError", "[Errno 111] ECONNREFUSED")


def test_other_hosts_cannot_be_reached(start):
    board = start(
        "import network, time\nfrom umqtt.simple import MQTTClient\nw = network.WLAN()\nw.active(True)\n"
        "w.connect('atelier', 'atelier123')\nwhile not w.isconnected(): time.sleep_ms(20)\n"
        "MQTTClient('a', '192.0.2.1', 22).connect()"
    )
    wait_until(lambda: board.state == "error")
    assert board.error.message == "[Errno 118] EHOSTUNREACH"


def test_wrong_secret_is_said_in_the_program_s_output(start):
    said = []
    start("import lab\nlab.run()", secret="wrong", watch=said.append)
    wait_until(lambda: any("is the secret right?" in str(one.value) for one in said))


def test_program_starts_again_after_an_error_when_asked(start):
    seen = []
    start("print('again')\n1 / 0", restart_after_s=0.01, watch=seen.append)
    wait_until(lambda: len([one for one in seen if one.kind == "print"]) >= 3)


def test_reset_starts_the_program_again(start):
    seen = []
    start("import machine\nprint('boot')\nmachine.reset()", watch=seen.append)
    wait_until(lambda: len([one for one in seen if one.value == "boot\n"]) >= 2)


def test_button_can_be_pressed_from_outside(start):
    seen = []
    program = (
        "from machine import Pin\nb = Pin(4, Pin.IN, Pin.PULL_UP)\nb.irq(lambda p: print('pressed'), Pin.IRQ_FALLING)\n"
        "print('ready')\nwhile True: pass"
    )
    board = start(program, watch=seen.append)
    wait_until(lambda: any(one.value == "ready\n" for one in seen))
    board.post(lambda hardware: hardware.pins.drive(4, 0))
    wait_until(lambda: any(one.value == "pressed\n" for one in seen))


def test_thirty_boards_start_and_stop_together(start):
    boards = [start("import time\nwhile True: time.sleep(1)", name=f"capteur-{n:02}") for n in range(30)]
    wait_until(lambda: all(board._board is not None and board._board.now_us > 200_000 for board in boards))
    stop_all()
    assert {board.state for board in boards} == {"stopped"}


def test_forgotten_board_does_not_hold_the_process(broker_port):
    script = (
        "from iot_lab.mqtt.address import BrokerAddress\nfrom iot_lab.simulator import Scenario\n"
        "from iot_lab.simulator.live.live_board import *\n"
        f"b = LiveBoard(BoardIdentity('atelier', 'capteur-02', 'right'), BrokerAddress('127.0.0.1', {broker_port}), 'print(1)\\nwhile True: pass',"
        " Scenario())\nb.start()\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=Path.cwd(),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_typed_at_a_live_board_is_read_by_its_program(start, listener):
    board = start("while True: print('heard', input())")
    board.say("on\n")
    wait_until(lambda: "heard on" in "".join(listener.of("capteur-01/log")))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc has such a threshold")
def test_large_blocks_of_memory_go_back_to_the_system() -> None:
    assert give_back_large_blocks()
