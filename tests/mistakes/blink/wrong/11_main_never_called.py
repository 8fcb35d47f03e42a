# mistake: The function main is defined but never called.
# line: 9
# names.fr: main ; appel|lanc|exécut
# names.en: main ; call|run|execut
from machine import Pin
import time


def main():
    led = Pin(2, Pin.OUT)
    for i in range(5):
        led.value(1)
        time.sleep(0.5)
        led.value(0)
        time.sleep(0.5)
