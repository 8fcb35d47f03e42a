from machine import I2C, Pin
from ssd1306 import SSD1306
import time

eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("warming up", 0, 28)
screen.show()
time.sleep(60)
presence = None

while True:
    now = eye.value()
    if now != presence:
        presence = now
        screen.fill(0)
        screen.text("somebody" if presence else "nobody", 0, 28)
        screen.show()
        print("presence", presence)
    time.sleep_ms(200)
