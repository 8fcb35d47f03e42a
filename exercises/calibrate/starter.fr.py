from machine import ADC, Pin
import json

sonde = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    # À vous : où est raw, entre dry (0 %) et wet (100 %) ?
    return 0


def moisture():
    # À vous : lire la sonde, prendre les points dans calibration.json.
    return 0


print("Humidité :", moisture())
