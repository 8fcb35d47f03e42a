# mistake: There is no loop: the program looks at the button once and ends.
# line: 23
# names.fr: boucle|while ; fin|arrêt|une fois|une seule fois|toujours|sans cesse|termin
# names.en: loop|while ; end|stop|once|always|again|finish
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)


def regarder(avant):
    maintenant = bouton.value()
    if maintenant != avant:
        led.value(maintenant == 0)
        if maintenant == 0:
            memoire.value(not memoire.value())
        time.sleep_ms(30)
    return maintenant


regarder(1)
