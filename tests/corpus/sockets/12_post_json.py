# expect: a POST with requests, headers and a body
# prints: 201 created
# does: http-request http://192.168.4.1/samples {"method": "POST", "path": "/samples", "body": "{\"t\": 21}"}
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(100)
import requests

answer = requests.post("http://192.168.4.1/samples", json={"t": 21}, headers={"X-Key": "abc"})
print(answer.status_code, answer.text)
answer.close()
