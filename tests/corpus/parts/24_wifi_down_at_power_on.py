# expect: the network comes only later
# prints: no
# prints: yes
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
time.sleep(8)
print("yes" if wlan.isconnected() else "no")
time.sleep(20)
print("yes" if wlan.isconnected() else "no")
