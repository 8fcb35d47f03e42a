# style: class, French names, absolute gaps, one pass that keeps the k nearest
ETIQUETTES = ["ripe", "dry", "dark"]


class Jardin:
    def __init__(self, fichier):
        self.releves = []
        with open(fichier) as lignes:
            for ligne in lignes.read().split("\n")[1:]:
                if ligne:
                    lumiere, sol, etiquette = ligne.split(",")
                    self.releves.append(((float(lumiere), float(sol)), etiquette))
        self.etendues = []
        for colonne in (0, 1):
            valeurs = [mesure[colonne] for mesure, _ in self.releves]
            self.etendues.append(max(valeurs) - min(valeurs))

    def ecart(self, a, b):
        return sum(abs(x - y) / etendue for x, y, etendue in zip(a, b, self.etendues))

    def juge(self, mesure, k, sauf=None):
        proches = []
        for numero, (connue, etiquette) in enumerate(self.releves):
            if numero == sauf:
                continue
            proches.append((self.ecart(mesure, connue), numero, etiquette))
        proches.sort()
        voix = [etiquette for _, _, etiquette in proches[:k]]
        return max(voix, key=lambda etiquette: (voix.count(etiquette), -voix.index(etiquette)))


jardin = Jardin("samples.csv")


def predict(mesure, k):
    return jardin.juge(mesure, k)


def card():
    tableau = [[0] * 3 for _ in range(3)]
    for numero, (mesure, etiquette) in enumerate(jardin.releves):
        tableau[ETIQUETTES.index(etiquette)][ETIQUETTES.index(jardin.juge(mesure, 1, sauf=numero))] += 1
    return {
        "data": "une quarantaine de relevés d'un balcon",
        "people": "la voisine qui arrose en été",
        "limits": "ni d'autres plantes, ni l'hiver, ni d'autres capteurs",
        "confusion": tableau,
    }
