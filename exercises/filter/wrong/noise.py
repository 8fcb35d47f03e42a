from machine import ADC, Pin

sensor = ADC(Pin(35), atten=ADC.ATTN_11DB)
good = None
refused = 0


def filtered(value):
    # Throws away what is far from the measure before, unless it lasts: noise passes untouched.
    global good, refused
    if good is None or abs(value - good) < good * 0.3 or refused == 2:
        good, refused = value, 0
    else:
        refused += 1
    return good


def light():
    return filtered(sensor.read_u16())
