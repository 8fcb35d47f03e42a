# mistake: A single = is used to compare the counter with 5 where == is needed, so the program does not even start.
# line: 18
# names.fr: ==|double égal|deux signes égal|deux égal|deux = ; compar|compteur|condition|if|test|affect
# names.en: ==|double equal|two equal|two = ; compar|compteur|condition|if|test|assign
# Mon premier programme : 5 clignotements
from machine import Pin
import time

led = Pin(2, Pin.OUT)
compteur = 0

while True:
    led.value(1)
    time.sleep_ms(500)
    led.value(0)
    time.sleep_ms(500)
    compteur = compteur + 1
    if compteur = 5:
        break

print("fini")
