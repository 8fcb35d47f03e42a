from machine import PWM, Pin
import time

lamp = PWM(Pin(2), freq=1000, duty=0)

for _ in range(5):
    lamp.duty(1023)
    time.sleep_ms(500)
    lamp.duty(0)
    time.sleep_ms(500)

lamp.deinit()
