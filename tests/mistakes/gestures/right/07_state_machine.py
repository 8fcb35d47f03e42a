# style: state machine (quiet, perhaps, moving), tuples, publish at each confirmed answer
import json, math, network, time
from machine import I2C, Pin
from mpu6050 import MPU6050
from umqtt.simple import MQTTClient
from lab import room

QUIET, PERHAPS, MOVING = 0, 1, 2
KINDS = "rest", "circle", "shake"


def features(window):
    n = len(window)
    mx = sum(w[0] for w in window) / n
    my = sum(w[1] for w in window) / n
    mz = sum(w[2] for w in window) / n
    sx = math.sqrt(sum((w[0] - mx) ** 2 for w in window) / n)
    sy = math.sqrt(sum((w[1] - my) ** 2 for w in window) / n)
    sz = math.sqrt(sum((w[2] - mz) ** 2 for w in window) / n)
    return [mx, my, mz, sx, sy, sz]


def short(x):
    return float("%.6g" % x)


class Memory:
    """Sums of numbers and of squares: nothing else is kept to learn."""

    def __init__(self):
        self.n = 0
        self.mean = [0.0] * 6
        self.m2 = [0.0] * 6

    def add(self, f):
        self.n += 1
        for i in range(6):
            gap = f[i] - self.mean[i]
            self.mean[i] += gap / self.n
            self.m2[i] += gap * (f[i] - self.mean[i])

    def centre(self):
        return [short(m) for m in self.mean]

    def deviations(self):
        return [short(math.sqrt(m / self.n)) or 1.0 for m in self.m2]


def learn(rows):
    all_of_them = Memory()
    each = {kind: Memory() for kind in KINDS}
    for _, kind, f in rows:
        all_of_them.add(f)
        each[kind].add(f)
    return {"centres": {kind: each[kind].centre() for kind in KINDS}, "scales": all_of_them.deviations()}


def closest(knowledge, f):
    answer, least = None, 1e30
    for kind in KINDS:
        total = 0.0
        for i in range(6):
            total += ((f[i] - knowledge["centres"][kind][i]) / knowledge["scales"][i]) ** 2
        if total < least:
            answer, least = kind, total
    return answer


rows = []
part = []
for line in open("gestures.csv"):
    if line.startswith("take"):
        continue
    take, person, kind, x, y, z = line.strip().split(",")
    part.append((int(x), int(y), int(z)))
    if len(part) == 40:
        rows.append((person, kind, features(part)))
        part = []
knowledge = learn(rows)


def model():
    return knowledge


def predict(window):
    return closest(knowledge, features(window))


def card():
    last = rows[-1][0]
    blind = learn(r for r in rows if r[0] != last)
    grid = [[0, 0, 0] for _ in KINDS]
    for person, kind, f in rows:
        if person == last:
            grid[KINDS.index(kind)][KINDS.index(closest(blind, f))] += 1
    return {
        "data": "960 measures, 25 in a second",
        "people": "four people who were asked",
        "limits": "a bus or a lift may fool it",
        "confusion": grid,
    }


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
imu = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))


def say(kind):
    client.publish(room.topic("gesture"), json.dumps({"label": kind}))


state, candidate = QUIET, "rest"
window = []
fresh = 0
due = time.ticks_ms()
while True:
    x, y, z = imu.read_accel_data()
    window.append((x * 1000, y * 1000, z * 1000))
    fresh += 1
    if len(window) == 40:
        if fresh >= 10:
            fresh = 0
            kind = predict(window)
            if kind == "rest":
                state = QUIET
            elif state == QUIET or kind != candidate:
                state = PERHAPS
            else:
                state = MOVING
                say(kind)
            candidate = kind
        window.pop(0)
    due = time.ticks_add(due, 40)
    while time.ticks_diff(due, time.ticks_ms()) > 0:
        time.sleep_ms(1)
