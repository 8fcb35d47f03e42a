# mistake: In card() no sample is set aside: each one finds itself at distance 0, so the confusion shows no mistakes at all.
# line: 36
# names.fr: cote|lui-meme|soi-meme|elle-meme|retir|autres|sauf ; card|confusion|releve|fiche|distance|diagonale
# names.en: aside|itself|leave out|left out|others|without|remove|except ; card|confusion|sample|distance|diagonal
class Model:
    LABELS = ("ripe", "dry", "dark")

    def __init__(self, path):
        self.rows = []
        with open(path) as file:
            file.readline()
            for line in file:
                parts = line.strip().split(",")
                if len(parts) == 3:
                    self.rows.append((float(parts[0]), float(parts[1]), parts[2]))
        lights = [row[0] for row in self.rows]
        soils = [row[1] for row in self.rows]
        self.dl = max(lights) - min(lights)
        self.ds = max(soils) - min(soils)

    def gap(self, row, point):
        return ((row[0] - point[0]) / self.dl) ** 2 + ((row[1] - point[1]) / self.ds) ** 2

    def answer(self, rows, point, k):
        near = sorted(rows, key=lambda row: self.gap(row, point))[:k]
        labels = [row[2] for row in near]
        winner = labels[0]
        for label in labels:
            if labels.count(label) > labels.count(winner):
                winner = label
        return winner

    def confusion(self):
        table = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
        for row in self.rows:
            answer = self.answer(self.rows, row, 1)
            table[self.LABELS.index(row[2])][self.LABELS.index(answer)] += 1
        return table


model = Model("samples.csv")


def predict(sample, k):
    return model.answer(model.rows, sample, k)


def card():
    return {
        "data": "some weeks of light and soil samples",
        "people": "labels by one person, on a balcony",
        "limits": "other plants and other places are unknown",
        "confusion": model.confusion(),
    }
