# mistake: acceleration_g belongs to what read() returns, not to the sensor.
# line: 44
# names.fr: acceleration_g ; read
# names.en: acceleration_g ; read
from machine import I2C, Pin
from mpu6050 import MPU6050

accel = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
data = []
with open("tilt.csv") as f:
    f.readline()
    for row in f:
        who, x, y, what = row.strip().split(",")
        data.append((who, [float(x), float(y)], 1 if what == "bent" else -1))


def value(w, point):
    return w[0] * point[0] + w[1] * point[1] + w[2]


def learn(samples):
    w = [0, 0, 0]
    for _ in range(1000):
        ok = True
        for point, label in samples:
            if label * value(w, point) <= 0:
                ok = False
                for i, x in enumerate((point[0], point[1], 1)):
                    w[i] += label * x
        if ok:
            return w
    return None


last = data[-1][0]
w = learn([(point, label) for who, point, label in data if who != last])


def predict(point):
    return 1 if value(w, point) > 0 else -1


def posture():
    x, y, z = accel.acceleration_g
    return predict([x, y])


def card():
    c = [[0, 0], [0, 0]]
    for who, point, label in data:
        if who == last:
            c[(label + 1) // 2][(predict(point) + 1) // 2] += 1
    return dict(data="tilt of four collars", people="four people, one is only tested",
                limits="only one line, no curve", confusion=c)
