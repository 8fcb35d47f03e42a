# mistake: 1000 / 2 is a float, and sleep_ms wants an integer.
# line: 15
# names.fr: sleep_ms|pause|attente ; entier|virgule|//|int(|float|flottant|décimal
# names.en: sleep_ms|pause|wait ; integer|whole|//|int(|float|decimal
import time
from machine import Pin

PERIOD_MS = 1000
led = Pin(2, Pin.OUT)


def blink(times):
    for _ in range(times):
        led.value(1)
        time.sleep_ms(PERIOD_MS / 2)
        led.value(0)
        time.sleep_ms(PERIOD_MS // 2)


blink(5)
