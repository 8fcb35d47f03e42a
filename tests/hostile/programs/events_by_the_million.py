# Makes a million events. Ends: fuel. Hint: never-sleeps.
from machine import Pin

led = Pin(2, Pin.OUT)
while True:
    led.on()
    led.off()
