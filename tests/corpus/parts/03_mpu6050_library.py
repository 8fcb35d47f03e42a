# expect: which way is up
# prints: flat
# prints: on its side
from machine import I2C, Pin
from mpu6050 import MPU6050
import time

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))
time.sleep_ms(100)
for _ in range(2):
    x, y, z = sensor.read().acceleration_g
    print("flat" if z > 0.8 else "on its side" if abs(x) > 0.8 else "?")
    time.sleep(2.5)
