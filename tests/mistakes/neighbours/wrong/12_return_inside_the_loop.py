# mistake: return stands inside the loop, so that only the first neighbour counts.
# line: 29
# names.fr: return|rend|renvoi|retourn ; boucle|for|décal|indent|premier|retrait
# names.en: return ; loop|for|indent|first
class Modele:
    def __init__(self, chemin):
        self.releves = []
        with open(chemin) as f:
            f.readline()
            for ligne in f:
                a, b, c = ligne.strip().split(",")
                self.releves.append((float(a), float(b), c))
        self.etendues = [
            max(r[i] for r in self.releves) - min(r[i] for r in self.releves) for i in (0, 1)
        ]

    def distance(self, r, s):
        return sum(((r[i] - s[i]) / self.etendues[i]) ** 2 for i in (0, 1))

    def juger(self, s, k):
        voisins = sorted(self.releves, key=lambda r: self.distance(r, s))[:k]
        votes = {}
        for v in voisins:
            votes[v[2]] = votes.get(v[2], 0) + 1
        gagnant = voisins[0][2]
        for v in voisins:
            if votes[v[2]] > votes[gagnant]:
                gagnant = v[2]
            return gagnant


modele = Modele("samples.csv")


def predict(sample, k):
    return modele.juger(sample, k)
