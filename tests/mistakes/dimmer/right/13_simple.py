from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    light.duty_u16(knob.read_u16())
    time.sleep_ms(20)
