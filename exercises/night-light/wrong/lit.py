from machine import ADC, Pin
import time

eye = ADC(Pin(35), atten=ADC.ATTN_11DB)
lamp = Pin(27, Pin.OUT)

while True:
    light = eye.read_u16()
    if light < 20000:
        lamp.on()
    elif light > 30000:
        lamp.off()
    time.sleep_ms(50)
