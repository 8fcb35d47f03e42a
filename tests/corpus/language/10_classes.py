# expect: a sensor with a property, class attribute, __repr__, __len__, __getitem__
# prints: <Sensor ldr: 3> 3 5.0 15.0 10.0
# prints: 100.0 <Sensor dummy: 0> 2
# prints: True True False none
class Sensor:
    made = 0

    def __init__(self, name, scale=1.0):
        Sensor.made += 1
        self.name = name
        self._scale = scale
        self._values = []

    def add(self, raw):
        self._values.append(raw * self._scale)
        return self

    @property
    def mean(self):
        return sum(self._values) / len(self._values)

    @staticmethod
    def celsius(fahrenheit):
        return (fahrenheit - 32) * 5 / 9

    @classmethod
    def dummy(cls):
        return cls("dummy")

    def __len__(self):
        return len(self._values)

    def __getitem__(self, i):
        return self._values[i]

    def __repr__(self):
        return "<Sensor %s: %d>" % (self.name, len(self))


s = Sensor("ldr", 0.5)
s.add(10).add(20).add(30)
print(s, len(s), s[0], s[-1], s.mean)
print("%.1f" % Sensor.celsius(212), Sensor.dummy(), Sensor.made)
print(isinstance(s, Sensor), hasattr(s, "mean"), hasattr(s, "colour"), getattr(s, "colour", "none"))
