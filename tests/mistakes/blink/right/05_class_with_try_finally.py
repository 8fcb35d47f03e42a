# style: class, try/finally that leaves the LED off
from machine import Pin
import time


class Flasher:
    def __init__(self, pin_number, half_ms=500):
        self._pin = Pin(pin_number, Pin.OUT, value=0)
        self._half_ms = half_ms

    def flash(self):
        self._pin(1)
        time.sleep_ms(self._half_ms)
        self._pin(0)
        time.sleep_ms(self._half_ms)

    def run(self, times):
        try:
            for _ in range(times):
                self.flash()
        finally:
            self._pin.off()


if __name__ == "__main__":
    Flasher(2).run(5)
