# mistake: The method value() is misspelt valeu().
# line: 11
# names.fr: value|valeu ; nom|orthographe|lettre|faute de frappe|existe|connaît|connait
# names.en: value|valeu ; name|spell|letter|typo|exist|unknown|know
from machine import Pin
import time

led = Pin(2, Pin.OUT)

for _ in range(5):
    led.valeu(1)
    time.sleep_ms(500)
    led.value(0)
    time.sleep_ms(500)
