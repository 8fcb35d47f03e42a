# mistake: The second wait stands outside the loop, so the LED does not stay off between two flashes.
# line: 16
# names.fr: boucle|for|indent|décal|retrait ; éteint|attente|pause|sleep|dernière|second|deuxième
# names.en: loop|for|indent ; off|wait|pause|sleep|last|second
from machine import Pin
import time

HALF = 500          # ms
lamp = Pin(2, Pin.OUT, value=0)

for flash in range(1, 6):
    print("flash number", flash)
    lamp.value(1)
    time.sleep_ms(HALF)
    lamp.value(0)
time.sleep_ms(HALF)
print("done")
