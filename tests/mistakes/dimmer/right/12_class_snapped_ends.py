from machine import ADC, PWM, Pin
import time

FULL = 65535


class Dimmer:
    def __init__(self, knob, light):
        self._knob, self._light = knob, light
        self._duty = -1

    def turn(self):
        value = self._knob.read_u16()
        if value < 500:
            value = 0
        elif value > FULL - 500:
            value = FULL
        if abs(value - self._duty) > 150 or value in (0, FULL):
            self._duty = value
            self._light.duty_u16(value)


dimmer = Dimmer(ADC(Pin(34), atten=ADC.ATTN_11DB), PWM(Pin(25), freq=500, duty_u16=0))
while True:
    dimmer.turn()
    time.sleep_ms(50)
