# mistake: The Wi-Fi is asked with room.password, the password of the broker, instead of room.wifi_password.
# line: 15
# names.fr: wifi_password|mot de passe|room.password ; wifi_password|Wi-Fi|courtier|broker|MQTT
# names.en: wifi_password|password|room.password ; wifi_password|Wi-Fi|broker|MQTT
from lab import room
from umqtt.simple import MQTTClient
import json, network, time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def un_essai():
    print("joining")
    wlan.connect(room.ssid, room.password)
    t0 = time.ticks_ms()
    while not wlan.isconnected() and time.ticks_diff(time.ticks_ms(), t0) < 10000:
        time.sleep_ms(100)
    if not wlan.isconnected():
        wlan.disconnect()
        return False
    return True


def annoncer(n):
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), json.dumps({"attempts": n}))
    client.disconnect()


essais = 0
while True:
    if wlan.isconnected():
        annoncer(essais)
        while wlan.isconnected():
            time.sleep_ms(200)
        print("lost")
        wlan.disconnect()
        essais = 0
        time.sleep(5)
    elif essais < 5:
        essais = essais + 1
        if not un_essai():
            time.sleep(1)
    else:
        print("failed")
        break
