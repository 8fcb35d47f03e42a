# mistake: The first line of the file, the names of the columns, is not skipped: float("light") is an error.
# line: 10
# names.fr: premiere ligne|titre|en-tete|entete|colonne|readline ; float|nombre|saut|passer|light|convert
# names.en: first line|header|title|column|readline|names ; float|number|skip|jump|light|convert
# Lecture du fichier
donnees = []
f = open("samples.csv")
for ligne in f:
    champs = ligne.strip().split(",")
    donnees.append((float(champs[0]), float(champs[1]), champs[2]))
f.close()

lux = [d[0] for d in donnees]
eau = [d[1] for d in donnees]
e_lux = max(lux) - min(lux)
e_eau = max(eau) - min(eau)


def voisins(point, k, sauf=-1):
    liste = []
    for i in range(len(donnees)):
        if i != sauf:
            d = donnees[i]
            ecart = abs(d[0] - point[0]) / e_lux + abs(d[1] - point[1]) / e_eau
            liste.append((ecart, i))
    liste.sort()
    return [donnees[i][2] for _, i in liste[:k]]


def gagnante(etiquettes):
    meilleure = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(meilleure):
            meilleure = e
    return meilleure


def predict(sample, k):
    return gagnante(voisins(sample, k))


def card():
    ordre = ["ripe", "dry", "dark"]
    c = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(len(donnees)):
        rep = voisins(donnees[i], 1, i)[0]
        c[ordre.index(donnees[i][2])][ordre.index(rep)] += 1
    return {"data": "lumière et humidité, quelques semaines", "people": "une personne sur son balcon",
            "limits": "une seule plante, quelques erreurs", "confusion": c}
