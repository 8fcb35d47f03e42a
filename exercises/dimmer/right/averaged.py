# style: functions, an average of eight readings, only on change
from machine import ADC, PWM, Pin
from time import sleep_ms

KNOB_PIN, LIGHT_PIN = 34, 25
knob = ADC(Pin(KNOB_PIN), atten=ADC.ATTN_11DB)
light = PWM(Pin(LIGHT_PIN), freq=1000, duty_u16=0)


def position():
    return sum(knob.read_u16() for _ in range(8)) // 8


last = -1
while True:
    now = position()
    if abs(now - last) > 200:
        light.duty_u16(now)
        last = now
    sleep_ms(10)
