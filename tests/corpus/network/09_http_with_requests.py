# expect: JSON fetched with requests
# prints: 200 21.5
# prints: 404
import network
import requests
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
answer = requests.get("http://192.168.4.1/weather.json")
print(answer.status_code, answer.json()["temperature"])
answer.close()
missing = requests.get("http://192.168.4.1/nothing")
print(missing.status_code)
missing.close()
