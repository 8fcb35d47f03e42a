# expect: a PID that brings a simulated room to 21 degrees
# prints: 21 degrees True
class PID:
    def __init__(self, p, i, d, target):
        self.p, self.i, self.d, self.target = p, i, d, target
        self.total = 0
        self.last = None

    def step(self, value, dt):
        error = self.target - value
        self.total += error * dt
        slope = 0 if self.last is None else (error - self.last) / dt
        self.last = error
        return max(0, min(100, self.p * error + self.i * self.total + self.d * slope))


pid = PID(20, 0.5, 1, 21)
room = 15.0
for second in range(200):
    power = pid.step(room, 1)
    room += power * 0.01 - (room - 12) * 0.02
print("%.0f degrees" % room, 15 < power < 22)
