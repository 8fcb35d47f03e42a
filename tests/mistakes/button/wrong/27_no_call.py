# mistake: bouton.value is compared with 0 without being called (parentheses forgotten), so a press is never seen.
# line: 14
# names.fr: parenthèse|value()|appel ; bouton|value|lire|lit|lecture|méthode|fonction
# names.en: parenthes|value()|call|bracket ; bouton|button|value|read|method|function
import time
from machine import Pin

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led_verte = Pin(2, Pin.OUT)
led_rouge = Pin(4, Pin.OUT)

avant = False
while True:
    appuye = bouton.value == 0
    if appuye != avant:
        avant = appuye
        if appuye:
            led_verte.on()
            led_rouge.value(1 - led_rouge.value())
        else:
            led_verte.off()
        time.sleep_ms(30)     # rebonds
    time.sleep_ms(2)
