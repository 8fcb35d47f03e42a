# expect: lambdas in a loop see the last value
# prints: [2, 2, 2] [0, 1, 2]
# prints: [2, 2, 2]
# prints: 2 5 5
late = [lambda: n for n in range(3)]
early = [lambda n=n: n for n in range(3)]
print([f() for f in late], [f() for f in early])


def maker():
    things = []
    for i in range(3):
        things.append(lambda: i)
    return [t() for t in things]


print(maker())
total = 0


def add(n):
    global total
    total += n
    return total


print(add(2), add(3), total)
