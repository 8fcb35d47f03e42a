from machine import ADC, PWM, Pin
import time

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)

while True:
    # Your turn: the light follows the knob.
    time.sleep_ms(20)
