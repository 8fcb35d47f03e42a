"""A program and its board's kit share one connection; neither harms the other."""

from __future__ import annotations

import json
import time

from iot_lab.contract.info import facts_of_program
from tests.rigs.live_rig import BOARD
from tests.rigs.running_kit import wait_until

JOIN = """
import json, network, time
from umqtt.simple import MQTTClient
wlan = network.WLAN()
wlan.active(True)
wlan.connect('atelier', 'atelier123')
while not wlan.isconnected():
    time.sleep_ms(20)
with open('config.json') as file:
    config = json.load(file)
def client(name='capteur-01', secret='right'):
    return MQTTClient(name, config['broker']['host'], config['broker']['port'], 'capteur-01', secret, 60)
"""
HEARS = (
    JOIN
    + """
mine = client()
mine.set_callback(lambda topic, payload: print(topic.decode()[23:], payload.decode()))
mine.connect()
mine.subscribe('lab/atelier/capteur-01/do/#', 1)
print('ready')
while True:
    mine.wait_msg()
"""
)


def log(listener) -> str:
    return "\n".join(listener.of("capteur-01/log"))


def test_program_s_own_will_and_status_do_not_harm_the_board(start, listener):
    start(
        JOIN
        + "mine = client()\nmine.set_last_will('lab/atelier/capteur-01/status', 'offline', True, 1)\nmine.connect()\n"
        "mine.publish('lab/atelier/capteur-01/status', 'offline', True, 1)\nmine.disconnect()\nprint('left')"
    )
    listener.wait_online()
    wait_until(lambda: "left" in log(listener))
    wait_until(lambda: listener.program_state() == "ended")
    assert listener.of("capteur-01/status")[-1] == "online"


def test_series_of_the_program_join_the_board_s_description(start, listener):
    start(
        JOIN + "mine = client()\nmine.connect()\n"
        "mine.publish('lab/atelier/capteur-01/info', json.dumps({'series': {'light': 'lx'}, 'free_heap': 5}), True, 1)\n"
        "time.sleep(1000)"
    )
    wait_until(lambda: listener.info().get("series") == {"light": "lx"})
    info = listener.info()
    assert (info["free_heap"], info["queue"], info["simulated"], info["reset_cause"]) == (5, 0, True, "power")
    assert info["program"]["state"] == "running"


def test_odd_descriptions_are_passed_over():
    assert facts_of_program(b"\xff") == facts_of_program(b"[]") == facts_of_program(b'{"series": 3}') == {"series": {}}
    assert facts_of_program(b'{"series": {"A B": "x", "t": 4, "h": "%"}, "queue": true}') == {"series": {"h": "%"}}


def test_program_hears_its_own_orders_and_not_the_kit_s(start, listener):
    start(HEARS)
    wait_until(lambda: "ready" in log(listener))
    listener.client.publish(f"{BOARD}do/lamp", "1", 1)
    assert listener.order("identify")["result"] == "blinked"
    wait_until(lambda: "do/lamp 1" in log(listener))
    assert "identify" not in log(listener)


def test_time_told_before_the_program_listened_is_told_again_moved_on(start, listener):
    board = start("import time\ntime.sleep(1000)")
    listener.wait_online()
    told_ms, told_s = 1_764_000_000_000, time.monotonic()
    listener.client.publish(f"{BOARD}do/time", json.dumps({"t": told_ms}), 1)
    assert listener.send(HEARS)["result"] == "running"
    wait_until(lambda: "do/time" in log(listener))
    said = json.loads(log(listener).split("do/time ")[1].split("\n")[0])["t"]
    assert 0 <= said - told_ms <= (time.monotonic() - told_s) * 1000
    assert board.program_state == "running"


def test_another_client_identifier_has_a_connection_of_its_own(start, listener):
    start(
        JOIN + "mine = client('other')\nmine.set_last_will('lab/atelier/capteur-01/data/last', '7', False, 1)\n"
        "mine.connect()\nmine.publish('lab/atelier/capteur-01/data/first', '6', False, 1)"
    )
    wait_until(lambda: listener.of("capteur-01/data/last"))
    assert listener.of("capteur-01/data/first") == ["6"]
    assert listener.of("capteur-01/status")[-1] == "online"


def test_wrong_secret_in_the_program_is_refused_and_leaves_the_board_alone(start, listener):
    board = start(JOIN + "client(secret='wrong').connect()")
    listener.wait_online()
    wait_until(lambda: board.state == "error")
    assert board.error.type == "MQTTException"
    assert listener.order("stop")["result"] == "not-running"


def test_board_without_its_wifi_is_offline_until_it_is_back(start, listener):
    board = start("import time\ntime.sleep(1000)")
    listener.wait_online()
    board.turn("wifi", 0)
    wait_until(lambda: listener.of("capteur-01/status")[-1] == "offline")
    board.turn("wifi", None)
    wait_until(lambda: listener.of("capteur-01/status")[-1] == "online")


def test_reset_of_the_board_is_seen_by_the_room(start, listener):
    start("import machine, time\nif machine.reset_cause() != machine.HARD_RESET: machine.reset()\ntime.sleep(1000)")
    wait_until(lambda: listener.info().get("reset_cause") == "button")
    assert "offline" in listener.of("capteur-01/status")
