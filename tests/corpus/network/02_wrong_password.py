# expect: never connected, the status says why
# prints: False
# prints: True
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.config(reconnects=1)
wlan.connect("atelier", "wrong-password")
time.sleep(15)
print(wlan.isconnected())
print(wlan.status() in (network.STAT_WRONG_PASSWORD, 15, 2, 204, network.STAT_CONNECT_FAIL))
