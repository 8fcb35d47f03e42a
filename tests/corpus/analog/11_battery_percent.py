# expect: a table of voltages, interpolated
# prints: [100, 90, 50, 40, 7, 0]
TABLE = ((4.20, 100), (3.90, 80), (3.75, 50), (3.60, 20), (3.30, 0))


def percent(volts):
    if volts >= TABLE[0][0]:
        return 100
    for (v1, p1), (v0, p0) in zip(TABLE, TABLE[1:]):
        if volts >= v0:
            return round(p0 + (volts - v0) * (p1 - p0) / (v1 - v0))
    return 0


print([percent(v) for v in (4.3, 4.05, 3.75, 3.7, 3.4, 3.0)])
