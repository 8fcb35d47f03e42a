# style: class, try/finally that leaves the LED off
from machine import ADC, PWM, Pin
import time


class Dimmer:
    def __init__(self, knob_pin, light_pin, hertz=1000):
        self._knob = ADC(Pin(knob_pin), atten=ADC.ATTN_11DB)
        self._light = PWM(Pin(light_pin), freq=hertz, duty_u16=0)

    @property
    def share(self):
        return self._knob.read_u16() / 65535

    @share.setter
    def share(self, value):
        self._light.duty_u16(round(max(0.0, min(1.0, value)) * 65535))

    def run(self):
        try:
            while True:
                self.share = self.share
                time.sleep_ms(10)
        finally:
            self._light.duty_u16(0)


Dimmer(34, 25).run()
