# expect: the networks around, strongest first
# prints: ['atelier', 'cafe']
# prints: True
import network

wlan = network.WLAN(network.WLAN.IF_STA)
wlan.active(True)
found = wlan.scan()
found.sort(key=lambda n: n[3], reverse=True)
print([n[0].decode() for n in found])
print(all(len(n) == 6 and len(n[1]) == 6 for n in found))
