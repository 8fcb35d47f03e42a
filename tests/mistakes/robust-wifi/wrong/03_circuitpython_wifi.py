# mistake: The program is written for CircuitPython's wifi.
# line: 6
# names.fr: wifi|circuitpython ; network|wlan|micropython|module
# names.en: wifi|circuitpython ; network|wlan|micropython|module
import time
import wifi
from lab import room
from umqtt.simple import MQTTClient

for attempt in range(1, 6):
    print("joining")
    try:
        wifi.radio.connect(room.ssid, room.wifi_password, timeout=10)
        print("joined")
        break
    except ConnectionError:
        time.sleep(5)
else:
    print("failed")
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.connect()
client.publish(room.topic("wifi"), '{"attempts": %d}' % attempt)
