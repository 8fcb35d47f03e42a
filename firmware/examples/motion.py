# Gestures: an MPU6050 on I2C (SCL 22, SDA 21) gives acceleration on three axes, a button on GPIO4 marks moments.
import struct

import lab
from machine import I2C, Pin

ADDRESS = 0x68
PWR_MGMT_1 = 0x6B
ACCEL_XOUT_H = 0x3B
PER_G = 16384  # full scale of 2 g, as at power-on

bus = I2C(0, scl=Pin(22), sda=Pin(21), freq=400000)
button = Pin(4, Pin.IN, Pin.PULL_UP)


def wake():
    # The chip starts asleep: its data stay at zero until bit 6 is cleared.
    bus.writeto_mem(ADDRESS, PWR_MGMT_1, b"\x00")


def measure():
    try:
        x, y, z = struct.unpack(">hhh", bus.readfrom_mem(ADDRESS, ACCEL_XOUT_H, 6))
    except OSError:
        print("The MPU6050 does not answer: check its wires on GPIO21 and GPIO22.")
        return
    lab.publish("motion", {"ax": round(x / PER_G, 3), "ay": round(y / PER_G, 3), "az": round(z / PER_G, 3)}, unit="g")
    lab.publish("button", 1 - button.value())


wake()
lab.every(0.25, measure)
lab.run()
