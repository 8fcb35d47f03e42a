# expect: class attributes, name mangling is none, slots of operators, del, property setter
# prints: 2 ['a', 'b'] False no colour
# prints: 3 True [0, 1, 2] True 7
# prints: 10 Counter True
# prints: negative
# prints: 1 True
class Counter:
    count = 0
    names = []

    def __init__(self, name):
        self.__name = name
        Counter.count += 1
        self.names.append(name)
        self._value = 0

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        if new < 0:
            raise ValueError("negative")
        self._value = new

    def __bool__(self):
        return self._value > 0

    def __contains__(self, item):
        return item == self._value

    def __iter__(self):
        yield from range(self._value)

    def __getattr__(self, name):
        return "no " + name

    def __setitem__(self, key, value):
        self._value = key * value

    def __hash__(self):
        return 7

    def __del__(self):
        pass


a, b = Counter("a"), Counter("b")
print(Counter.count, a.names, bool(a), a.colour)
a.value = 3
print(a.value, 3 in a, list(a), bool(a), hash(a))
a[2] = 5
print(a.value, type(a).__name__, a.__class__ is Counter)
try:
    b.value = -1
except ValueError as error:
    print(error)
b.extra = 1
print(b.extra, "extra" in b.__dict__)
