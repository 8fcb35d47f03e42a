# style: heapq with (distance, number, label)
import heapq

mesures = []
with open("samples.csv", "r") as f:
    f.readline()
    for numero, ligne in enumerate(f):
        l, h, nom = ligne.rstrip().split(",")
        mesures.append((float(l), float(h), numero, nom))

l_min = min(mesures)[0]
l_max = max(mesures)[0]
h_min = min(m[1] for m in mesures)
h_max = max(m[1] for m in mesures)


def predict(sample, k):
    tas = []
    for l, h, numero, nom in mesures:
        dl = (l - sample[0]) / (l_max - l_min)
        dh = (h - sample[1]) / (h_max - h_min)
        heapq.heappush(tas, (dl * dl + dh * dh, numero, nom))
    noms = [heapq.heappop(tas)[2] for _ in range(k)]
    elu = noms[0]
    for nom in noms:
        if noms.count(nom) > noms.count(elu):
            elu = nom
    return elu
