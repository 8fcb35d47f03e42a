# style: closures, a table without loops
def loaded(name):
    rows = []
    with open(name) as file:
        text = file.read()
    for line in text.strip().split("\n")[1:]:
        *numbers, label = line.strip().split(",")
        rows.append((tuple(map(float, numbers)), label))
    return tuple(rows)


def model(rows):
    columns = list(zip(*[numbers for numbers, _ in rows]))
    widths = [max(column) - min(column) for column in columns]

    def gap(one, other):
        return sum(((a - b) / width) ** 2 for a, b, width in zip(one, other, widths))

    def ranked(sample, known):
        return [label for _, label in sorted(((gap(sample, numbers), label) for numbers, label in known), key=lambda pair: pair[0])]

    def vote(labels):
        for label in labels:
            if all(labels.count(label) >= labels.count(other) for other in labels):
                return label

    return lambda sample, k, known=rows: vote(ranked(sample, known)[:k])


samples = loaded("samples.csv")
ask = model(samples)


def predict(sample, k):
    return ask(sample, k)


def card():
    answers = [ask(numbers, 1, samples[:place] + samples[place + 1 :]) for place, (numbers, _) in enumerate(samples)]
    pairs = [(label, answer) for (_, label), answer in zip(samples, answers)]
    names = "ripe dry dark".split()
    return {
        "data": "all lines of the file samples.csv",
        "people": "the one who keeps this balcony",
        "limits": "it knows nothing of winter or of roses",
        "confusion": [[pairs.count((said, got)) for got in names] for said in names],
    }
