from machine import Pin
import time

# The LED is wired to pin 2. This line gets the pin ready.
led = Pin(2, Pin.OUT)

# Your turn: five blinks, half a second on, half a second off.
# led.value(1) switches it on, led.value(0) switches it off, time.sleep_ms(...) waits.

