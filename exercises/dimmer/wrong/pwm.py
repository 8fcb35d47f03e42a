from machine import ADC, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)

while True:
    print(knob.read_u16())
    time.sleep_ms(200)
