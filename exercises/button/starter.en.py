from machine import Pin
import time

# The button connects pin 18 to GND: it reads 1 at rest, 0 while it is pressed.
button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)

while True:
    # Your turn: the LED on pin 2 follows the button, the one on pin 4 changes state once per press.
    time.sleep_ms(5)
