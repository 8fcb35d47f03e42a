# expect: median and exponential smoothing of noisy values
# prints: 21 21.0
# prints: ['20.0', '20.3', '38.9', '34.2', '31.2', '28.6']
def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def smooth(values, weight):
    state = values[0]
    for value in values:
        state += weight * (value - state)
        yield state


raw = [20, 21, 95, 20, 22, 21]
print(median(raw[:5]), median(raw))
print(["%.1f" % v for v in smooth(raw, 0.25)])
