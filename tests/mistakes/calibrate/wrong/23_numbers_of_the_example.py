# mistake: moisture() uses the example's numbers instead of those of the file.
# line: 7
# names.fr: calibration.json|fichier|60000|20000|exemple
# names.en: calibration.json|file|60000|20000|example
from machine import ADC, Pin

DRY = 60000
WET = 20000
probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    p = (raw - dry) * 100 / (wet - dry)
    if p < 0:
        return 0
    if p > 100:
        return 100
    return p


def moisture():
    return percent(probe.read_u16(), DRY, WET)


print("Moisture:", moisture())
