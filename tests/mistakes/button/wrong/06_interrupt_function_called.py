# mistake: The handler is called instead of being given: its parentheses are too many.
# line: 19
# names.fr: parenthèse|()|appel ; appui|handler|irq|fonction
# names.en: parenthes|bracket|()|call ; appui|handler|irq|function
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)
drapeau = False


def appui(broche):
    global drapeau
    drapeau = True


bouton.irq(trigger=Pin.IRQ_FALLING | Pin.IRQ_RISING, handler=appui())

presse = False
while True:
    if drapeau:
        drapeau = False
        time.sleep_ms(25)
        maintenant = bouton.value() == 0
        if maintenant and not presse:
            memoire.value(not memoire.value())
        presse = maintenant
        led.value(presse)
    time.sleep_ms(1)
