import time
from machine import Pin


class Blinker:
    def __init__(self, pin, half):
        self.led = Pin(pin, Pin.OUT)
        self.half = half

    def run(self, count):
        next_time = time.ticks_ms()
        state = 0
        changes = 0
        while changes < 2 * count:
            if time.ticks_diff(time.ticks_ms(), next_time) >= 0:
                state = 1 - state
                self.led.value(state)
                changes += 1
                next_time = time.ticks_add(next_time, self.half)
            time.sleep_ms(1)


Blinker(2, 500).run(5)
print("The end")
