# mistake: for runs over the number 5 instead of range(5).
# line: 11
# names.fr: range|parcour|itér|répét ; 5|nombre|for
# names.en: range|iterat|repeat|loop ; 5|number|for
import time
from machine import Pin

led = Pin(2, Pin.OUT)
number_of_flashes = 5

for flash in number_of_flashes:
    led.value(1)
    time.sleep_ms(500)
    led.value(0)
    time.sleep_ms(500)
