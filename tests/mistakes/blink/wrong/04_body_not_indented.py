# mistake: The body of the function is not indented.
# line: 11
# names.fr: décal|indent|retrait|espaces|tabulation ; def|fonction|flash|ligne|bloc
# names.en: indent|spaces|tab ; def|function|flash|line|block
from machine import Pin
import time

led = Pin(2, Pin.OUT)

def flash():
led.on()
time.sleep_ms(500)
led.off()
time.sleep_ms(500)

for n in range(5):
    flash()
