# Replaces `machine.Pin` by a class that only says that it works. Ends: finished. Hint: nothing-yet.
import machine
import sys
import time


class Pin:
    OUT = 1

    def __init__(self, *arguments):
        print('{"kind": "pin-mode", "where": "2", "value": {"mode": "out"}}')

    def on(self):
        print('{"kind": "pin", "where": "2", "value": 1}')

    def off(self):
        print('{"kind": "pin", "where": "2", "value": 0}')


machine.Pin = Pin
led = machine.Pin(2, machine.Pin.OUT)
for turn in range(5):
    led.on()
    time.sleep(0.5)
    led.off()
    time.sleep(0.5)
