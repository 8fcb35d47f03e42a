# Movements: an MPU6050 on I2C (SCL 22, SDA 21) feels acceleration and rotation 50 times a second, for the AI bench.
import lab
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def read():
    try:
        now = sensor.read()
    except OSError:
        print("The MPU6050 does not answer: check its wires on GPIO22 and GPIO21.")
        return None
    ax, ay, az = now.acceleration_g
    gx, gy, gz = now.rotation_dps
    return {"ax": ax, "ay": ay, "az": az, "gx": gx, "gy": gy, "gz": gz}


lab.stream("motion", read, hz=50, per=100)
lab.run()
