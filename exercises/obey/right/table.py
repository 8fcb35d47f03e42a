# style: table of what each topic does, retained answers, robust client
from lab import room
from machine import PWM, Pin
from umqtt.robust import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)

servo = PWM(Pin(18), freq=50, duty_u16=0)


def turn(text):
    angle = int(text)
    assert 0 <= angle <= 180
    servo.duty_ns(500000 + angle * 10555 + angle * 5 // 9)
    return angle


actions = {"angle": turn}


def received(topic, message):
    name = topic.decode().split("/")[-1]
    try:
        done = actions[name](message)
    except Exception as error:
        print("put aside:", message, repr(error))
        return
    client.publish(room.topic(name), str(done), retain=True)


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(received)
client.connect()
for name in actions:
    client.subscribe(room.topic("do/" + name))
while True:
    client.check_msg()
    time.sleep_ms(40)
