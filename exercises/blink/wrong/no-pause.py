from machine import Pin

led = Pin(2, Pin.OUT)

for _ in range(5):
    led.value(1)
    led.value(0)
