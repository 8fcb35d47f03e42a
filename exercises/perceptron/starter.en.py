people = []
samples = []
with open("tilt.csv") as file:
    file.readline()  # the names of the columns
    for line in file:
        person, x, y, label = line.strip().split(",")
        people.append(person)
        samples.append([[float(x), float(y)], 1 if label == "bent" else -1])

print(len(samples), "samples")


def learn(samples):
    # Your turn: correct the three numbers at each mistake.
    return [0, 0, 0]


def predict(point):
    return -1


def posture():
    return -1


def card():
    return {"data": "", "people": "", "limits": "", "confusion": [[0, 0], [0, 0]]}
