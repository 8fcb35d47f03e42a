# style: the mean of the measures that are near to the median
from machine import ADC, Pin

broche_lumiere = ADC(Pin(35), atten=ADC.ATTN_11DB)
TAILLE_DE_LA_FENETRE = 5
ECART_ADMIS = 0.15
dernieres_mesures = []


def valeur_du_milieu(mesures):
    return sorted(mesures)[len(mesures) // 2]


def moyenne_des_voisines(mesures):
    milieu = valeur_du_milieu(mesures)
    voisines = [m for m in mesures if abs(m - milieu) <= ECART_ADMIS * abs(milieu)]
    return sum(voisines) / len(voisines)


def filtered(value):
    dernieres_mesures.append(value)
    if len(dernieres_mesures) > TAILLE_DE_LA_FENETRE:
        dernieres_mesures.pop(0)
    return moyenne_des_voisines(dernieres_mesures)


def light():
    return moyenne_des_voisines([broche_lumiere.read_u16() for _ in range(TAILLE_DE_LA_FENETRE)])


print("Lumière :", light())
