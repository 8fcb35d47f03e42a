# Gestures: an MPU6050 on I2C (SCL 22, SDA 21) gives acceleration on three axes, a button on GPIO4 marks moments.
import lab
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
button = Pin(4, Pin.IN, Pin.PULL_UP)


def measure():
    try:
        x, y, z = sensor.read().acceleration_g
    except OSError:
        print("The MPU6050 does not answer: check its wires on GPIO22 and GPIO21.")
        return
    lab.publish("acceleration", {"x": round(x, 3), "y": round(y, 3), "z": round(z, 3)}, unit="g")
    lab.publish("button", 1 - button.value())


lab.every(0.25, measure)
lab.run()
