# expect: a state machine with three LEDs and a pedestrian's button
# prints: 0.0 green
# prints: 2.5 orange
# prints: 3.5 red
# prints: 6.5 green
# ends: runs
from machine import Pin
import time

LAMPS = {"red": Pin(25, Pin.OUT), "orange": Pin(26, Pin.OUT), "green": Pin(27, Pin.OUT)}
button = Pin(18, Pin.IN, Pin.PULL_UP)
start = time.ticks_ms()


def now():
    return time.ticks_diff(time.ticks_ms(), start)


def show(state):
    for name, lamp in LAMPS.items():
        lamp.value(name == state)
    print("%.1f %s" % (now() / 1000, state))


state, since = "green", now()
show(state)
while True:
    elapsed = now() - since
    next_state = state
    if state == "green" and button.value() == 0 and elapsed > 1000:
        next_state = "orange"
    elif state == "orange" and elapsed >= 1000:
        next_state = "red"
    elif state == "red" and elapsed >= 3000:
        next_state = "green"
    if next_state != state:
        state, since = next_state, now()
        show(state)
    time.sleep_ms(10)
