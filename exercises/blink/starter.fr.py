from machine import Pin
import time

# La LED est branchée sur la broche 2. Cette ligne prépare la broche.
led = Pin(2, Pin.OUT)

# À vous : cinq clignotements, une demi-seconde allumée, une demi-seconde éteinte.
# led.value(1) allume, led.value(0) éteint, time.sleep_ms(...) attend.

