# mistake: moisture uses the numbers of the statement's example instead of those of the board's file.
# line: 7
# names.fr: fichier|calibration.json ; 60000|20000|points|exemple|écrit|constante
# names.en: file|calibration.json ; 60000|20000|points|example|written|constant
from machine import ADC, Pin

DRY = 60000
WET = 20000
probe = ADC(Pin(32), atten=ADC.ATTN_11DB)


def percent(raw, dry, wet):
    if dry == wet:
        return None
    return max(0, min(100, (raw - dry) / (wet - dry) * 100))


def moisture():
    return percent(probe.read_u16(), DRY, WET)


print("Moisture:", moisture())
