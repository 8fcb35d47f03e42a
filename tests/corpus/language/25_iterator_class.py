# expect: a class with __iter__ and __next__
# prints: [0, 4, 8]
# prints: 0 341 682 1023
# prints: 5 True
class Ramp:
    def __init__(self, first, last, step):
        self.value, self.last, self.step = first, last, step

    def __iter__(self):
        return self

    def __next__(self):
        if self.value > self.last:
            raise StopIteration
        value = self.value
        self.value += self.step
        return value


print(list(Ramp(0, 10, 4)))
for duty in Ramp(0, 1023, 341):
    print(duty, end=" ")
print()
print(max(Ramp(1, 5, 2)), 3 in Ramp(1, 5, 2))
