# Uses a network that is not there, for ever. Ends: fuel. Hint: never-sleeps.
import network

wlan = network.WLAN(network.STA_IF)
while True:
    wlan.active(True)
    try:
        wlan.connect("x" * 32, "y" * 64)
    except OSError:
        pass
    wlan.disconnect()
    wlan.active(False)
