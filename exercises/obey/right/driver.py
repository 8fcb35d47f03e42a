# style: the driver of the board, generator of angles, try and finally
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient
import network
import time
from servo import Servo

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

arm = Servo(Pin(18))
inbox = []
client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(lambda topic, message: inbox.append(message))
client.connect()
client.subscribe(room.topic("do/angle"))


def angles():
    while True:
        client.check_msg()
        while inbox:
            try:
                angle = int(inbox.pop())
            except Exception:
                continue
            if 0 <= angle <= 180:
                yield angle
        time.sleep_ms(30)


try:
    for angle in angles():
        arm.turn(angle)
        client.publish(room.topic("angle"), str(angle))
finally:
    arm.release()
