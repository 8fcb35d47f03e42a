# mistake: The def line lacks its colon.
# line: 15
# names.fr: deux-points|deux points|« : »|":"|`:`|« : »|« : » ; def|predict|ligne|fonction|fin
# names.en: colon|":"|`:`|':' ; def|predict|line|function|end
donnees = []
with open("samples.csv") as f:
    f.readline()
    for l in f:
        morceaux = l.strip().split(",")
        donnees.append([float(morceaux[0]), float(morceaux[1]), morceaux[2]])

el = max([d[0] for d in donnees]) - min([d[0] for d in donnees])
eh = max([d[1] for d in donnees]) - min([d[1] for d in donnees])

def predict(sample, k)
    def ecart(d):
        return ((d[0] - sample[0]) / el) ** 2 + ((d[1] - sample[1]) / eh) ** 2
    voisins = sorted(donnees, key=ecart)[:k]
    etiquettes = [v[2] for v in voisins]
    choix = etiquettes[0]
    for e in etiquettes:
        if etiquettes.count(e) > etiquettes.count(choix):
            choix = e
    return choix
