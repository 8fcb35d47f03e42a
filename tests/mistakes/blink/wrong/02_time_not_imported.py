# mistake: time is used but never imported.
# line: 14
# names.fr: time ; import
# names.en: time ; import
from machine import Pin

LED = 2
DUREE = 500

broche = Pin(LED, Pin.OUT)
compteur = 0
while compteur < 5:
    broche.on()
    time.sleep_ms(DUREE)
    broche.off()
    time.sleep_ms(DUREE)
    compteur += 1
print("fini")
