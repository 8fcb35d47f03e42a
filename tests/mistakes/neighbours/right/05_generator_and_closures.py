# style: generator that reads the file, predict made by an outer function
def read(path):
    with open(path) as lines:
        next(lines)
        for line in lines:
            fields = line.strip().split(",")
            if len(fields) == 3:
                yield float(fields[0]), float(fields[1]), fields[2]


def learn(path):
    samples = list(read(path))
    scales = []
    for column in range(2):
        values = sorted(sample[column] for sample in samples)
        scales.append(1 / (values[-1] - values[0]))

    def nearest_first(sample):
        def distance(other):
            return sum(((other[i] - sample[i]) * scales[i]) ** 2 for i in range(2))

        return sorted(samples, key=distance)

    def judge(sample, k):
        labels = [label for _, _, label in nearest_first(sample)[:k]]
        return max(labels, key=lambda label: (labels.count(label), -labels.index(label)))

    return judge


predict = learn("samples.csv")
