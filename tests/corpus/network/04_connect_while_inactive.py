# expect: connect before active(True)
# prints: False
# ends: error OSError
import network

wlan = network.WLAN(network.STA_IF)
print(wlan.active())
wlan.connect("atelier", "atelier123")
