# style: Timer sets a flag, the main loop measures; a dict of state
from machine import I2C, Pin, Timer
from bme280 import BME280
from math import sqrt
import time

sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))
ticks = 0


def on_second(timer):
    global ticks
    ticks += 1


def empty():
    return {"count": 0, "mean": 0.0, "squares": 0.0, "min": None, "max": None}


def add(state, x):
    state["count"] += 1
    gap = x - state["mean"]
    state["mean"] += gap / state["count"]
    state["squares"] += gap * (x - state["mean"])
    if state["count"] == 1:
        state["min"] = state["max"] = x
    state["min"] = min(state["min"], x)
    state["max"] = max(state["max"], x)


def report(state):
    if state["count"] == 0:
        return None
    answer = {key: state[key] for key in ("count", "mean", "min", "max")}
    answer["deviation"] = sqrt(state["squares"] / state["count"])
    return answer


def summarise(name):
    state = empty()
    with open(name) as file:
        while True:
            line = file.readline()
            if line == "":
                break
            if line.strip() != "":
                add(state, float(line.strip()))
    return report(state)


live = empty()


def summary():
    return report(live)


Timer(0).init(period=1000, mode=Timer.PERIODIC, callback=on_second)
done = 0
while True:
    if done != ticks:
        done = ticks
        try:
            add(live, sensor.read().temperature_c)
        except OSError as error:
            print(error)
    time.sleep_ms(10)
