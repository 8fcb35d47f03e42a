# expect: defaults, keywords, star arguments, a function as a value
# prints: ('light', '', (), 1, [])
# prints: ('light', 'lux', (1, 2), 0, [('door', 'B'), ('room', 'A')])
# prints: 16
# prints: 1 2 1
# prints: TypeError
def describe(name, unit="", *extra, digits=1, **more):
    return name, unit, extra, digits, sorted(more.items())


print(describe("light"))
print(describe("light", "lux", 1, 2, digits=0, room="A", door="B"))
twice = lambda f, x: f(f(x))
print(twice(lambda n: n + 3, 10))


def make_counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


a, b = make_counter(), make_counter()
print(a(), a(), b())
try:
    describe()
except TypeError as error:
    print("TypeError")
