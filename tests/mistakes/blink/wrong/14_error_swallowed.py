# mistake: A bare except hides that led.allume does not exist.
# line: 12
# names.fr: except|erreur ; allume|cache|avale|ignor|tait|masqu
# names.en: except|error ; allume|hid|swallow|ignor|silen
from machine import Pin
import time

led = Pin(2, Pin.OUT)

for tour in range(5):
    try:
        led.allume()
        time.sleep_ms(500)
        led.eteint()
        time.sleep_ms(500)
    except:
        pass
