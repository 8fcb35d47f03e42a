# expect: the time of day from a time server
# prints: 2026 1
# prints: True
import network
import ntptime
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
ntptime.host = "192.168.4.1"
ntptime.settime()
now = time.localtime()
print(now[0], now[1])
print(0 <= time.time() - (1768000000 - 946684800) < 20)
