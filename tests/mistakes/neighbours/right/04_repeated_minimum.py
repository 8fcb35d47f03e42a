# style: no sort: the nearest is taken k times
relevés_lumiere = []
relevés_humidite = []
etiquettes = []

with open("samples.csv") as fichier:
    entete = fichier.readline()
    for ligne in fichier:
        morceaux = ligne.strip().split(",")
        relevés_lumiere.append(float(morceaux[0]))
        relevés_humidite.append(float(morceaux[1]))
        etiquettes.append(morceaux[2])

largeur_lumiere = max(relevés_lumiere) - min(relevés_lumiere)
largeur_humidite = max(relevés_humidite) - min(relevés_humidite)


def predict(sample, k):
    distances = []
    for i in range(len(etiquettes)):
        a = (relevés_lumiere[i] - sample[0]) / largeur_lumiere
        b = (relevés_humidite[i] - sample[1]) / largeur_humidite
        distances.append(a * a + b * b)
    votes = {"ripe": 0, "dry": 0, "dark": 0}
    dans_l_ordre = []
    for _ in range(k):
        plus_petite = min(distances)
        i = distances.index(plus_petite)
        distances[i] = float("inf")
        votes[etiquettes[i]] += 1
        dans_l_ordre.append(etiquettes[i])
    gagnante = dans_l_ordre[0]
    for e in dans_l_ordre[1:]:
        if votes[e] > votes[gagnante]:
            gagnante = e
    return gagnante
