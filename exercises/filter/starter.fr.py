from machine import ADC, Pin

capteur = ADC(Pin(35), atten=ADC.ATTN_11DB)
dernieres = []


def filtered(value):
    # À vous : garder les dernières mesures, rendre la valeur filtrée.
    return value


def light():
    return filtered(capteur.read_u16())

