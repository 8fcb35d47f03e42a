# mistake: The confusion counts the samples of all days, not of the last day only.
# line: 108
# names.fr: dernier|jour ; confusion|tous|card|compt|fiche
# names.en: last|day ; confusion|all|card|count
from collections import namedtuple
from machine import ADC, I2C, Pin
from aht20 import AHT20

Releve = namedtuple("Releve", ("jour", "valeurs", "etiquette"))
Noeud = namedtuple("Noeud", ("colonne", "seuil", "si_plus_petit", "sinon"))
TOUTES_LES_ETIQUETTES = ("empty", "people", "airing")
TOUTES_LES_COLONNES = ("temperature", "humidity", "light")


def charger(nom_du_fichier):
    resultat = []
    with open(nom_du_fichier) as fichier:
        fichier.readline()
        for ligne in fichier:
            jour, temperature, humidite, lumiere, etiquette = ligne.strip().split(",")
            resultat.append(Releve(jour, (float(temperature), float(humidite), float(lumiere)), etiquette))
    return resultat


class ModeleArbre:
    def __init__(self, releves, nombre_de_questions=3):
        self.racine = self.pousser(releves, nombre_de_questions)

    @staticmethod
    def etiquette_la_plus_frequente(releves):
        toutes = [r.etiquette for r in releves]
        return max(TOUTES_LES_ETIQUETTES, key=toutes.count)

    @staticmethod
    def nombre_de_fautes(releves):
        """Un carré favorise les moitiés presque pures."""
        toutes = [r.etiquette for r in releves]
        nombres = [toutes.count(e) for e in TOUTES_LES_ETIQUETTES]
        return len(toutes) - sum(n * n for n in nombres) / len(toutes)

    def pousser(self, releves, questions_restantes):
        depart = self.nombre_de_fautes(releves)
        if questions_restantes == 0 or depart < 0.5:
            return self.etiquette_la_plus_frequente(releves)
        essais = []
        for colonne in range(len(TOUTES_LES_COLONNES)):
            for releve in releves:
                seuil = releve.valeurs[colonne]
                petits = [r for r in releves if r.valeurs[colonne] < seuil]
                grands = [r for r in releves if not r.valeurs[colonne] < seuil]
                if len(petits) >= 3 and len(grands) >= 3:
                    essais.append((self.nombre_de_fautes(petits) + self.nombre_de_fautes(grands), colonne, seuil))
        if not essais or min(essais)[0] > depart - 0.1:
            return self.etiquette_la_plus_frequente(releves)
        _, colonne, seuil = min(essais)
        del essais
        return Noeud(
            colonne,
            seuil,
            self.pousser([r for r in releves if r.valeurs[colonne] < seuil], questions_restantes - 1),
            self.pousser([r for r in releves if not r.valeurs[colonne] < seuil], questions_restantes - 1),
        )

    def repondre(self, valeurs):
        questions_posees = []
        endroit = self.racine
        while isinstance(endroit, tuple):
            plus_petit = valeurs[endroit.colonne] < endroit.seuil
            nom = TOUTES_LES_COLONNES[endroit.colonne]
            questions_posees.append([nom, "<" if plus_petit else ">=", endroit.seuil])
            endroit = endroit.si_plus_petit if plus_petit else endroit.sinon
        return endroit, questions_posees


releves_de_la_piece = charger("room.csv")
arbre_de_la_piece = ModeleArbre(releves_de_la_piece)
capteur_d_air = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
capteur_de_lumiere = ADC(Pin(34), atten=ADC.ATTN_11DB)


def by_hand(sample):
    temperature, humidite, lumiere = sample
    if temperature < 17.5:
        return "airing"
    if lumiere < 40:
        return "empty"
    return "people"


def predict(sample):
    return arbre_de_la_piece.repondre(sample)[0]


def explain(sample):
    return arbre_de_la_piece.repondre(sample)[1]


def now():
    air = capteur_d_air.read()
    lumiere_en_pourcent = capteur_de_lumiere.read_u16() / 65535 * 100
    return predict((air.temperature_c, air.humidity_percent, lumiere_en_pourcent))


def card():
    dernier_jour = releves_de_la_piece[-1].jour
    appris_sans = ModeleArbre([r for r in releves_de_la_piece if r.jour != dernier_jour])
    confusion = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for r in releves_de_la_piece:
        reponse, _ = appris_sans.repondre(r.valeurs)
        confusion[TOUTES_LES_ETIQUETTES.index(r.etiquette)][TOUTES_LES_ETIQUETTES.index(reponse)] += 1
    return {
        "data": "Soixante-treize relevés d'une pièce, sept jours",
        "people": "Personne en particulier, aucun nom gardé",
        "limits": "Ne reconnaît pas une personne dans le noir",
        "confusion": confusion,
    }
