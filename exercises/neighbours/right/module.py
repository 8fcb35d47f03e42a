# style: two files, distances and votes in the second one
with open("voting.py", "w") as file:
    file.write(
        """
def closest(rows, gap, k):
    left = list(range(len(rows)))
    left.sort(key=lambda place: gap(rows[place]))
    return [rows[place]["label"] for place in left[:k]]


def winner(labels):
    counts = [(labels.count(label), -place) for place, label in enumerate(labels)]
    return labels[-max(counts)[1]]
"""
    )

from voting import closest, winner
import os

FILE = "samples.csv"
assert FILE in os.listdir()
rows = []
with open(FILE) as file:
    header = file.readline().strip().split(",")
    for line in file:
        row = dict(zip(header, line.strip().split(",")))
        if len(row) == 3:
            row["light"], row["soil"] = float(row["light"]), float(row["soil"])
            rows.append(row)

span = {name: max(row[name] for row in rows) - min(row[name] for row in rows) for name in ("light", "soil")}


def judge(light, soil, k, known):
    return winner(closest(known, lambda row: abs(row["light"] - light) / span["light"] + abs(row["soil"] - soil) / span["soil"], k))


def predict(sample, k):
    light, soil = sample
    return judge(light, soil, k, rows)


def card():
    order = {"ripe": 0, "dry": 1, "dark": 2}
    confusion = [[0, 0, 0] for _ in order]
    for row in rows:
        told = judge(row["light"], row["soil"], 1, [other for other in rows if other is not row])
        confusion[order[row["label"]]][order[told]] += 1
    return dict(
        data="light and soil of one tomato plant",
        people="one gardener who wrote every label",
        limits="other plants and other places are unknown",
        confusion=confusion,
    )
