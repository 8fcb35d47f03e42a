# mistake: The interrupt toggles the LED at every falling edge, so each bounce of the contact counts as a press.
# line: 0
# names.fr: rebond|plusieurs fois|parasite|contact ; ignor|délai|ms|attend|dernier|temps|une fois|une seule fois
# names.en: bounc|several times|contact|chatter ; ignor|delay|ms|wait|last|time|once
from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)


def appui(broche):
    memoire.value(not memoire.value())


bouton.irq(trigger=Pin.IRQ_FALLING, handler=appui)

while True:
    led.value(not bouton.value())
    time.sleep_ms(5)
