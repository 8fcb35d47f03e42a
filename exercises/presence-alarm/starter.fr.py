from lab import room
from machine import I2C, Pin
from ssd1306 import SSD1306
from umqtt.simple import MQTTClient
import network
import time

eye = Pin(13, Pin.IN)
screen = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))
screen.text("bonjour", 0, 28)
screen.show()

# À vous :
# 1. Rejoindre le Wi-Fi, préparer le testament, se connecter au courtier, dire « 1 » sur room.topic("watching").
# 2. Laisser passer 60 s : le détecteur chauffe.
# 3. À chaque changement du détecteur : publier, message gardé, et montrer à l’écran.
print(eye.value())
