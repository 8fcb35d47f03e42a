"""Nothing lost end to end: other right programs pass, whatever their queue."""

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Verdict, grade

START = """
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht, json, network, time
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
sensor = dht.DHT22(Pin(15))
"""
OTHER_WAYS = {
    "a deque, a new client each time, plain sleep": """
from collections import deque
queue = deque((), 120)
client = None
while True:
    sensor.measure()
    queue.append((time.time(), round(sensor.temperature(), 1)))
    try:
        if client is None:
            client = MQTTClient(room.client_id, room.broker, 0, room.user, room.password)
            client.connect()
        while queue:
            t, temperature = queue.popleft()
            try:
                client.publish(room.topic("samples"), '{"t": %d, "temperature": %.1f}' % (t, temperature), qos=1)
            except OSError:
                queue.appendleft((t, temperature))
                raise
    except OSError:
        client = None
    time.sleep(5)
""",
    "newest first, own clock": """
begin = time.ticks_ms()
while not wlan.isconnected():
    time.sleep_ms(50)
client = MQTTClient(room.client_id, room.broker, 0, room.user, room.password)
client.connect()
begin_sampling = time.ticks_ms()
stack, online, turn = [], True, 0
while True:
    sensor.measure()
    now = time.ticks_diff(time.ticks_ms(), begin) / 1000
    stack.append({"temperature": sensor.temperature(), "t": now})
    stack = stack[-120:]
    try:
        if not online:
            client.connect()
            online = True
        while stack:
            client.publish(room.topic("samples"), json.dumps(stack[-1]), False, 1)
            stack.pop()
    except Exception as error:
        online = False
    turn += 1
    time.sleep_ms(turn * 5000 - time.ticks_diff(time.ticks_ms(), begin_sampling))
""",
    "looks at the Wi-Fi first, tries every twenty seconds": """
client = MQTTClient(room.client_id, room.broker, 0, room.user, room.password)
waiting, online, turn = [], False, 0
while True:
    sensor.measure()
    waiting.append({"t": time.ticks_ms() / 1000, "temperature": sensor.temperature()})
    del waiting[:-120]
    turn += 1
    try:
        if not wlan.isconnected():
            online = False
        elif not online and turn % 4 == 1:
            client.connect()
            online = True
        while online and waiting:
            client.publish(room.topic("samples"), json.dumps(waiting[0]), qos=1)
            del waiting[0]
    except OSError:
        online = False
    time.sleep(5)
""",
}


@pytest.fixture(scope="module")
def nothing_lost():
    return load_exercise("nothing-lost")


@pytest.mark.parametrize("way", sorted(OTHER_WAYS))
def test_another_queue_that_loses_nothing_passes(nothing_lost, way):
    report = grade(nothing_lost, START + OTHER_WAYS[way], language="en", seed=1)
    assert [(check.id, check.seen) for check in report.checks if check.verdict is not Verdict.PASSED] == []


@pytest.mark.parametrize(("bound", "verdict"), [(117, "failed"), (118, "passed"), (122, "passed"), (125, "failed")])
def test_bound_is_held_to_with_the_slack_of_the_statement(nothing_lost, bound, verdict):
    program = nothing_lost.solution.replace("MOST_WAITING = 120", f"MOST_WAITING = {bound}")
    assert grade(nothing_lost, program, language="en").verdict == verdict
