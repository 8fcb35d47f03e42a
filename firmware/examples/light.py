# Night lamp: a photoresistor on GPIO34 measures the light, an LED on GPIO2 shines when it is dark.
# Two thresholds instead of one (hysteresis), so that the lamp does not flicker at dusk.
import lab
from machine import ADC, Pin

DARK_PERCENT = 30
BRIGHT_PERCENT = 40

eye = ADC(Pin(34), atten=ADC.ATTN_11DB)
lamp = Pin(2, Pin.OUT, value=0)


def light_percent():
    # The mean of 16 readings: an ESP32's converter is noisy.
    total = sum(eye.read_u16() for _ in range(16))
    return total / 16 / 65535 * 100


def measure():
    light = light_percent()
    if light < DARK_PERCENT:
        lamp.on()
    elif light > BRIGHT_PERCENT:
        lamp.off()
    lab.publish("light", round(light, 1), unit="%")
    lab.publish("lamp", lamp.value())


lab.every(1, measure)
lab.run()
