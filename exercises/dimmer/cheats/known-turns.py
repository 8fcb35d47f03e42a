from machine import PWM, Pin
import time

light = PWM(Pin(25), freq=1000, duty_u16=0)
for share in (0, 0.5, 1, 0.25, 0.75):
    light.duty_u16(int(65535 * share))
    time.sleep(1.5)
