# expect: a list as default value is shared between calls
# prints: [1]
# prints: [1, 2]
# prints: [1] [2]
def remember(value, kept=[]):
    kept.append(value)
    return kept


print(remember(1))
print(remember(2))


def remember_well(value, kept=None):
    kept = [] if kept is None else kept
    kept.append(value)
    return kept


print(remember_well(1), remember_well(2))
