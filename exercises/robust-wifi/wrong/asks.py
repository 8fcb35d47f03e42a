from lab import room
import network

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
print("joining")
if wlan.isconnected():
    print("joined", room.ssid)
