# style: a generator that receives the measures with send()
from machine import ADC, Pin


def mediane_glissante(taille):
    recentes = []
    sortie = None
    while True:
        mesure = yield sortie
        recentes = (recentes + [mesure])[-taille:]
        sortie = sorted(recentes)[len(recentes) // 2]


def nouveau_filtre():
    filtre = mediane_glissante(5)
    next(filtre)
    return filtre


filtre_principal = nouveau_filtre()
photo = ADC(Pin(35), atten=ADC.ATTN_11DB)


def filtered(value):
    return filtre_principal.send(value)


def light():
    filtre = nouveau_filtre()
    for _ in range(6):
        resultat = filtre.send(photo.read_u16())
    return resultat


print("Lumière filtrée :", light())
