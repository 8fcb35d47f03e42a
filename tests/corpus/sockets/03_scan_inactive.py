# expect: scan of an inactive station
# prints: STA must be active
import network

try:
    network.WLAN(network.STA_IF).scan()
except OSError as error:
    print(error)
