from lab import room
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
print("joining")
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
time.sleep(28)
print("joined")
time.sleep(37)
print("lost")
print("joining")
time.sleep(22)
print("joined")
