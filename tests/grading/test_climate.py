"""Climate end to end: other right programs pass, whatever their style."""

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Verdict, grade
from tests.rigs.course_programs import program_of

JOIN = """
from machine import Pin
from umqtt.simple import MQTTClient
from lab import room
import dht, json, network, time
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(1)
client = MQTTClient(room.client_id, room.broker, 0, room.user, room.password, keepalive=60)
client.connect()
sensor = dht.DHT22(Pin(15))
"""
OTHER_WAYS = {
    "plain sleep, rounded, text made by hand": """
while True:
    try:
        sensor.measure()
        said = '{"humidity": %.1f, "temperature": %.1f}' % (sensor.humidity(), sensor.temperature())
        client.publish(room.topic("climate").encode(), said)
    except Exception:
        pass
    time.sleep(5)
""",
    "retained and acknowledged, on a timer of its own": """
due = time.ticks_ms()
while True:
    if time.ticks_diff(time.ticks_ms(), due) >= 0:
        due = time.ticks_add(due, 5000)
        try:
            sensor.measure()
        except Exception as error:
            print(error)
        else:
            values = {"temperature": round(sensor.temperature(), 1), "humidity": round(sensor.humidity(), 1)}
            client.publish(room.topic("climate"), json.dumps(values), retain=True, qos=1)
    client.check_msg()
    time.sleep_ms(20)
""",
    "tries again after two seconds": """
while True:
    try:
        sensor.measure()
    except Exception:
        time.sleep(2)
        continue
    client.publish(room.topic("climate"), json.dumps({"temperature": sensor.temperature(), "humidity": sensor.humidity()}))
    time.sleep(5)
""",
    "with more on other topics": """
while True:
    try:
        sensor.measure()
        values = {"temperature": sensor.temperature(), "humidity": sensor.humidity(), "name": "desk"}
        client.publish(room.topic("climate"), json.dumps(values))
        client.publish(room.topic("desk/alive"), "1")
    except (OSError, Exception):
        client.publish(room.topic("desk/alive"), "0")
    time.sleep(5)
""",
}


@pytest.fixture(scope="module")
def climate():
    return load_exercise("climate")


@pytest.mark.parametrize("way", sorted(OTHER_WAYS))
def test_another_way_to_the_same_messages_passes(climate, way):
    report = grade(climate, JOIN + OTHER_WAYS[way], language="en", seed=1)
    assert [(check.id, check.seen) for check in report.checks if check.verdict is not Verdict.PASSED] == []


def test_recording_of_the_public_weather_passes_there_and_nowhere_else(climate):
    report = grade(climate, program_of(climate.cheats(), "known-weather"), language="en")
    assert [one.verdict for one in report.scenarios] == [Verdict.PASSED, Verdict.FAILED, Verdict.FAILED]


def test_only_the_missing_answer_caught_lets_the_blurred_one_through(climate):
    program = climate.solution.replace("except Exception as error", "except OSError as error")
    report = grade(climate, program, language="en")
    assert report.hint.id == "only-oserror"
    assert report.checks[0].seen.startswith("line ")
