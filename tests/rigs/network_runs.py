"""Programs that begin with Wi-Fi and MQTT, for the tests of the network."""

from __future__ import annotations

from textwrap import dedent

from tests.rigs.simulator_runs import run

WIFI = """
import network, time
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
"""
JOINED = (
    WIFI
    + """wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(50)
"""
)
TRY = """
def tried(act):
    try:
        return act()
    except Exception as error:
        return "%s %s" % (type(error).__name__, error)
"""
MQTT = (
    JOINED
    + TRY
    + """
from umqtt.simple import MQTTClient, MQTTException
def client(name="b1", keepalive=0, **more):
    one = MQTTClient(name, "192.168.4.1", keepalive=keepalive, **more)
    one.set_callback(lambda topic, message: print(topic, message))
    return one
def sleep_until(seconds):
    time.sleep_ms(seconds * 1000 - time.ticks_ms())
"""
)


def run_after(beginning: str, program: str, **around):
    return run(beginning + dedent(program), **{"seconds": 60, **around})


def printed(beginning: str, program: str, **around) -> list[str]:
    outcome = run_after(beginning, program, **around)
    assert outcome.error is None, outcome.error.traceback
    assert outcome.fault is None
    return outcome.output.splitlines()
