# mistake: range(1, 5) runs four times only.
# line: 10
# names.fr: range|boucle|quatre|4 ; 5|cinq|fois|tours
# names.en: range|loop|four|4 ; 5|five|times
from machine import Pin
from time import sleep_ms

led = Pin(2, Pin.OUT)

for i in range(1, 5):
    led.value(1)
    sleep_ms(500)
    led.value(0)
    sleep_ms(500)
