# expect: sensor, display and rules joined by classes, no hardware
# prints:  24.0
# prints:  26.0 ALARM
# prints:  25.5
# prints:  24.5
# prints:  23.9 calm
# prints:  27.0 ALARM
class Source:
    def __init__(self, values):
        self._values = iter(values)

    def read(self):
        return next(self._values, None)


class Alarm:
    def __init__(self, limit, hysteresis):
        self.limit, self.hysteresis, self.on = limit, hysteresis, False

    def update(self, value):
        if not self.on and value > self.limit:
            self.on = True
            return "ALARM"
        if self.on and value < self.limit - self.hysteresis:
            self.on = False
            return "calm"
        return ""


source, alarm = Source([24, 26, 25.5, 24.5, 23.9, 27]), Alarm(25, 1)
while True:
    value = source.read()
    if value is None:
        break
    print("{:5.1f} {}".format(value, alarm.update(value)).rstrip())
