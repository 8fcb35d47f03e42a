# mistake: The program is written for gpiozero on a Raspberry Pi.
# line: 5
# names.fr: gpiozero ; machine|micropython|raspberry|module|adc
# names.en: gpiozero ; machine|micropython|raspberry|module|adc
from gpiozero import LightSensor
from machine import Pin
from neopixel import NeoPixel

sensor = LightSensor(35)
lamp = NeoPixel(Pin(27), 8)


def night():
    lamp.fill((60, 60, 60))
    lamp.write()


def day():
    lamp.fill((0, 0, 0))
    lamp.write()


sensor.when_dark = night
sensor.when_light = day
