# expect: the connection watched through an outage
# prints: up
# prints: down
# prints: up
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
state, changes = False, 0
while changes < 3:
    now = wlan.isconnected()
    if now != state:
        state = now
        changes += 1
        print("up" if state else "down")
    time.sleep_ms(200)
