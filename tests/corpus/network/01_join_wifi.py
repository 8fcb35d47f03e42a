# expect: the three steps, and the state before and after
# prints: False
# prints: True
# prints: True True
# prints: 4
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
print(wlan.isconnected())
wlan.connect("atelier", "atelier123")
for _ in range(100):
    if wlan.isconnected():
        break
    time.sleep_ms(200)
print(wlan.isconnected())
print(wlan.status() == network.STAT_GOT_IP, -100 < wlan.status("rssi") < 0)
print(len(wlan.ifconfig()))
