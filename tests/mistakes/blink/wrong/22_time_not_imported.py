# mistake: The module time is used but never imported.
# line: 11
# names.fr: time ; import
# names.en: time ; import
from machine import Pin

lampe = Pin(2, Pin.OUT)
compteur = 0
while compteur < 5:
    lampe.on()
    time.sleep(0.5)
    lampe.off()
    time.sleep(0.5)
    compteur += 1
