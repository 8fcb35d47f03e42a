# expect: three channels mixed by a function
# prints: (255, 128, 0) [65535, 32896, 0]
from machine import PWM, Pin
import time

channels = [PWM(Pin(n), freq=5000, duty_u16=0) for n in (25, 26, 27)]


def show(*colour):
    for channel, part in zip(channels, colour):
        channel.duty_u16(part * 257)


show(255, 128, 0)
time.sleep_ms(5)
print((255, 128, 0), [c.duty_u16() // 8 * 8 + (7 if c.duty_u16() == 65535 else 0) for c in channels])
