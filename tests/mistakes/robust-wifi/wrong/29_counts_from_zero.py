# mistake: range(5) counts 0, 1, 2..., so the published number of attempts is one too small: 0 for the first attempt.
# line: 19
# names.fr: range|zéro|0|i + 1|+ 1|attempts ; un de moins|essai|commence|trop petit
# names.en: range|zero|0|i + 1|+ 1|attempts ; one less|attempt|start|begin|too small
import json
import network
import time
from lab import room
from umqtt.simple import MQTTClient

sta = network.WLAN(network.STA_IF)
sta.active(True)

while True:
    took = None
    if sta.isconnected():
        took = 0
    else:
        for i in range(5):
            print("joining")
            sta.connect(room.ssid, room.wifi_password)
            for _ in range(100):            # 10 s
                if sta.isconnected():
                    break
                time.sleep_ms(100)
            if sta.isconnected():
                took = i
                break
            sta.disconnect()
            time.sleep_ms(1500)
    if took is None:
        print("failed")
        break

    print("joined")
    mqtt = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    mqtt.connect()
    mqtt.publish(room.topic("wifi"), json.dumps({"attempts": took}))
    mqtt.disconnect()

    while sta.isconnected():
        time.sleep_ms(300)
    print("lost")
    sta.disconnect()
    time.sleep(5)
