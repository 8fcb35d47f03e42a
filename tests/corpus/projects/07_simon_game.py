# expect: a sequence that grows, with the player simulated
# prints: score 3
import random

random.seed(1)
sequence = []


def player(shown):
    return shown[:] if len(shown) < 4 else shown[:-1] + [(shown[-1] + 1) % 3]


while True:
    sequence.append(random.randint(0, 2))
    if player(sequence) != sequence:
        break
print("score", len(sequence) - 1)
