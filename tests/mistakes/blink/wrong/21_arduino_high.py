# mistake: Pin has no method high() on the ESP32 (a habit from Arduino and the Pico).
# line: 16
# names.fr: high
# names.en: high
from machine import Pin
from time import sleep

LED = Pin(2, Pin.OUT)


def setup():
    LED.value(0)


def loop():
    LED.high()
    sleep(0.5)
    LED.value(0)
    sleep(0.5)


setup()
for i in range(5):
    loop()
