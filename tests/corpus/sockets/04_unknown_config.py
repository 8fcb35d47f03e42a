# expect: a setting that does not exist
# prints: ValueError unknown config param
# prints: True
import network

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
try:
    wlan.config("speed")
except ValueError as error:
    print("ValueError", error)
print(wlan.config("channel") >= 0)
