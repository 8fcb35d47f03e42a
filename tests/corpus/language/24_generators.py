# expect: a moving mean, a countdown, send, and a chain of generators
# prints: ['1.00', '1.50', '3.00', '3.67', '6.00']
# prints: [3, 2, 1, 'go']
# prints: a b
# prints: 1
# prints: stop go
# prints: 30 ['1', '2']
def moving_mean(values, size):
    window = []
    for value in values:
        window.append(value)
        if len(window) > size:
            window.pop(0)
        yield sum(window) / len(window)


def countdown(n):
    while n:
        yield n
        n -= 1
    return "go"


def both():
    result = yield from countdown(3)
    yield result


def echo():
    got = None
    while True:
        got = yield got


print(["%.2f" % m for m in moving_mean([1, 2, 6, 3, 9], 3)])
print(list(both()))
e = echo()
next(e)
print(e.send("a"), e.send("b"))
g = countdown(1)
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)
print(sum(x * x for x in range(5)), list(map(str, filter(None, [0, 1, 2]))))
