from machine import Pin
import time

bouton = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memoire = Pin(4, Pin.OUT)

avant = False
while True:
    appuye = bouton.value() == 0
    if appuye != avant:
        avant = appuye
        led.value(appuye)
        if appuye:
            memoire.value(not memoire.value())
        time.sleep_ms(30)
    time.sleep_ms(5)
