# Night lamp: a photoresistor on GPIO34 measures the light, an LED on GPIO2 shines when it is dark.
# Two thresholds instead of one (hysteresis), so that the lamp does not flicker at dusk.
import lab
from machine import ADC, Pin

DARK_LUX = 10
BRIGHT_LUX = 20

eye = ADC(Pin(34), atten=ADC.ATTN_11DB)
lamp = Pin(2, Pin.OUT, value=0)


def light_lux():
    # The mean of 16 readings: an ESP32's converter is noisy.
    volts = sum(eye.read_uv() for _ in range(16)) / 16 / 1_000_000
    # The photoresistor and 10 kilohms share 3.3 V. A GL5528 has 10 kilohms at 10 lux, and less when it is brighter.
    volts = min(3.2, max(0.01, volts))
    ohms = 10_000 * (3.3 - volts) / volts
    return 10 * (10_000 / ohms) ** (1 / 0.6)


def measure():
    light = light_lux()
    if light < DARK_LUX:
        lamp.on()
    elif light > BRIGHT_LUX:
        lamp.off()
    lab.publish("light", round(light, 1), unit="lx")
    lab.publish("lamp", lamp.value())


lab.every(1, measure)
lab.run()
