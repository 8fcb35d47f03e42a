# expect: a fixed address by ifconfig
# prints: ('192.168.4.77', '255.255.255.0', '192.168.4.1', '192.168.4.1')
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.ifconfig(("192.168.4.77", "255.255.255.0", "192.168.4.1", "192.168.4.1"))
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
print(wlan.ifconfig())
