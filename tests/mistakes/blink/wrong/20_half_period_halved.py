# mistake: Each state lasts 250 ms instead of 500 ms.
# line: 9
# names.fr: 250|0,25|0.25|500|0,5|0.5|demi-seconde ; durée|pause|sleep|attente|court|vite|rapide|temps|moitié|allumée
# names.en: 250|0.25|500|0.5|half a second ; long|pause|sleep|wait|short|fast|time|half|on
import time
import machine

led = machine.Pin(2, machine.Pin.OUT)
demi_periode = 500 // 2
debut = time.ticks_ms()
etat = 0
restant = 10
led.value(0)
while restant > 0:
    if time.ticks_diff(time.ticks_ms(), debut) >= demi_periode or restant == 10:
        debut = time.ticks_ms()
        etat = 1 - etat
        led.value(etat)
        restant -= 1
