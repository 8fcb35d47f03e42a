# mistake: The timer stops after five changes of the LED instead of ten, so it flashes three times and stays on.
# line: 17
# names.fr: 10|dix|deux fois|double|deux change ; 5|cinq|bascul|changement|nb|allumée
# names.en: 10|ten|twice|double|two changes ; 5|five|toggl|change|nb|on
from machine import Pin, Timer

led = Pin(2, Pin.OUT)
led.value(0)
nb = 0


def basculer(minuterie):
    """appelée toutes les 500 ms"""
    global nb
    led.value(not led.value())
    nb += 1
    if nb == 5:
        minuterie.deinit()


t = Timer(0)
t.init(period=500, mode=Timer.PERIODIC, callback=basculer)
