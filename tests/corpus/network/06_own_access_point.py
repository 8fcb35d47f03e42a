# expect: the board opens its own network
# prints: True 192.168.4.1
# prints: kit
import network
import time

ap = network.WLAN(network.AP_IF)
ap.active(True)
ap.config(ssid="kit", password="12345678", authmode=network.AUTH_WPA2_PSK)
time.sleep(1)
print(ap.active(), ap.ifconfig()[0])
print(ap.config("ssid"))
