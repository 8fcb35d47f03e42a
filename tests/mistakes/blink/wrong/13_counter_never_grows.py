# mistake: The counter of the while loop never grows, so that it flashes for ever.
# line: 11
# names.fr: while|boucle|compteur|flashes|cinq|5 ; arrêt|fini|augment|incrément|+|avance|toujours|sans fin|infini
# names.en: while|loop|count|flashes|five|5 ; stop|end|increas|increment|+|grow|forever|for ever|never
import time
from machine import Pin

led = Pin(2, Pin.OUT, value=0)
flashes = 0

while flashes < 5:
    led.on()
    time.sleep_ms(500)
    led.off()
    time.sleep_ms(500)
