from machine import Pin
import time

# Le bouton relie la broche 18 à GND : au repos on lit 1, pendant l’appui on lit 0.
bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)

while True:
    # À vous : la LED de la broche 2 suit le bouton, celle de la broche 4 change d’état une fois par appui.
    time.sleep_ms(5)
