# expect: status before, during and after
# prints: 1000 1001 1010
# prints: 1000
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
before = wlan.status()
wlan.connect("atelier", "atelier123")
during = wlan.status()
while not wlan.isconnected():
    time.sleep_ms(50)
print(before, during, wlan.status())
wlan.disconnect()
time.sleep(1)
print(wlan.status())
