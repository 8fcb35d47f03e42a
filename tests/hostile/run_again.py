"""Run and grade one program that uses chance everywhere, again and again; write one line: the distinct traces and fuels."""

import hashlib
import json
import sys

from iot_lab.course import load_exercise
from iot_lab.grading import grade
from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.world.curves import Noise, Sum
from iot_lab.simulator.world.scenario import Arrival, BrokerThere

SEED = 11
PROGRAM = """
import dht, json, network, os, random, time
from machine import Pin
from umqtt.simple import MQTTClient

presses = []
Pin(4, Pin.IN, Pin.PULL_UP).irq(lambda pin: presses.append(time.ticks_ms()), Pin.IRQ_FALLING)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient("climate", "192.168.4.1")
client.set_callback(lambda topic, message: print(topic, message))
client.connect()
client.subscribe("room/#")
sensor = dht.DHT22(Pin(15))
names = {"temperature", "humidity", "presses", random.randint(0, 9), os.urandom(4)}
while True:
    sensor.measure()
    climate = {"temperature": sensor.temperature(), "humidity": sensor.humidity(), "presses": presses, "names": len(names)}
    client.publish("room/climate", json.dumps(climate))
    client.check_msg()
    print(hash("temperature"), names, id(sensor) % 7, random.random())
    time.sleep_ms(2000 + random.randint(0, 200))
"""
WORLD = Scenario(
    duration_s=60,
    parts=(
        Dht22(15, temperature_c=Sum((21.0, Noise(0.8))), humidity_percent=Sum((45.0, Noise(3.0)))),
        Button(4, tuple(Press(at_s=number * 7.3) for number in range(1, 8)), bounces=3),
    ),
    broker=BrokerThere(arrivals=tuple(Arrival(number * 5.0, "room/word", b"hello") for number in range(1, 10))),
)


def main(times: int) -> None:
    """Write the distinct traces and fuels of `times` runs, and the distinct reports of a fifth as many gradings."""
    blink = load_exercise("blink")
    traces, fuels, reports = set(), set(), set()
    for number in range(times):
        outcome = run_virtual(PROGRAM, WORLD, seed=SEED)
        traces.add(_hash(repr((outcome.end, outcome.virtual_us, outcome.output, outcome.events))))
        fuels.add(outcome.fuel)
        if number % 5:
            continue
        reports.add(_hash(json.dumps(grade(blink, blink.solution + PROGRAM, language="fr", seed=SEED).as_json())))
    told = {"end": outcome.end, "events": len(outcome.events), "traces": sorted(traces), "fuels": sorted(fuels)}
    sys.stdout.write(json.dumps({**told, "reports": sorted(reports)}) + "\n")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main(int(sys.argv[1]))
