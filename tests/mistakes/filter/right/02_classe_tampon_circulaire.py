# style: class with a ring buffer, French names
from machine import ADC, Pin


class MedianeGlissante:
    """La valeur du milieu des dernières mesures."""

    def __init__(self, taille=5):
        self.taille = taille
        self.tampon = []
        self.position = 0

    def ajouter(self, mesure):
        if len(self.tampon) < self.taille:
            self.tampon.append(mesure)
        else:
            self.tampon[self.position] = mesure
        self.position = (self.position + 1) % self.taille
        return self.mediane()

    def mediane(self):
        dans_l_ordre = sorted(self.tampon)
        return dans_l_ordre[len(dans_l_ordre) // 2]


photoresistance = ADC(Pin(35), atten=ADC.ATTN_11DB)
filtre_du_signal = MedianeGlissante()


def filtered(value):
    return filtre_du_signal.ajouter(value)


def light():
    filtre = MedianeGlissante()
    for _ in range(5):
        filtre.ajouter(photoresistance.read_u16())
    return filtre.mediane()


print("Lumière :", light())
