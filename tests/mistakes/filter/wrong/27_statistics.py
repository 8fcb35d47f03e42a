# mistake: MicroPython has no module statistics (it is a module of Python on a PC).
# line: 6
# names.fr: statistics|import|module ; MicroPython|n'existe|n’existe|sorted|pas sur la carte|absent|ordinateur|trouv
# names.en: statistics|import|module ; MicroPython|not exist|no module|sorted|not on the board|PC|computer|found
from machine import ADC, Pin
from statistics import median

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
recent = []


def filtered(value):
    recent.append(value)
    if len(recent) > 5:
        recent.pop(0)
    return median(recent)


def light():
    return filtered(sensor.read_u16())


for _ in range(10):
    print(light())
