# style: polling without pause, the PWM is touched only at a change
from machine import ADC, PWM, Pin

knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
light = PWM(Pin(25), freq=1000, duty_u16=0)
shown = 0

while True:
    now = knob.read_u16()
    if abs(now - shown) > 256 or (now in (0, 65535) and now != shown):
        shown = now
        light.duty_u16(now)
