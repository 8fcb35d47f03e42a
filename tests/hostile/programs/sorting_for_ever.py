# Sorts with a comparison that changes what is sorted. Ends: deadline. Hint: nothing-yet.
import random

values = [random.random() for _ in range(2000)]


def compare(value):
    values[0] = value
    return random.random()


for turn in range(10**9):
    values.sort(key=compare)
