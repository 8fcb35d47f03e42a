from machine import ADC, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = Pin(25, Pin.OUT)

while True:
    light.value(knob.read_u16() > 32768)
    time.sleep_ms(20)
