# expect: an exception of one's own, raised, caught, raised again
# prints: Silent dht22 ('dht22', 3) True
# prints: first
# prints: second 3
# prints: 110 (110,)
class SensorError(Exception):
    pass


class Silent(SensorError):
    def __init__(self, name, tries):
        super().__init__(name, tries)
        self.name = name


def read(name):
    raise Silent(name, 3)


try:
    read("dht22")
except SensorError as error:
    print(type(error).__name__, error.name, error.args, isinstance(error, Exception))

try:
    try:
        read("bme280")
    except SensorError:
        print("first")
        raise
except Exception as error:
    print("second", error.args[1])

try:
    raise OSError(110)
except OSError as error:
    print(error.errno, error.args)
