# expect: a name that nobody sends
# prints: False True
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.config(reconnects=1)
wlan.connect("nowhere", "12345678")
time.sleep(15)
print(wlan.isconnected(), wlan.status() == network.STAT_NO_AP_FOUND)
