# style: generator, try and finally
from machine import ADC, PWM, Pin
import time


def readings(adc):
    while True:
        yield adc.read_u16()
        time.sleep_ms(25)


light = PWM(Pin(25), freq=1000, duty_u16=0)
try:
    for value in readings(ADC(Pin(34), atten=ADC.ATTN_11DB)):
        light.duty_u16(value)
finally:
    light.deinit()
