# expect: six bytes, written as text
# prints: 6 17
# prints: True
import binascii
import network

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
mac = wlan.config("mac")
print(len(mac), len(binascii.hexlify(mac, ":")))
print(all(c in "0123456789abcdef:" for c in binascii.hexlify(mac, ":").decode()))
