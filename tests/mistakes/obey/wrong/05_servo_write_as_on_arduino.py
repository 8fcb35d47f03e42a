# mistake: write(angle) belongs to Arduino's Servo; a PWM has none.
# line: 17
# names.fr: write ; pwm|duty|arduino|servo.turn|méthode|existe|connaît
# names.en: write ; pwm|duty|arduino|servo.turn|method|exist|know
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time


class Arm:
    def __init__(self, pin):
        self.servo = PWM(Pin(pin), freq=50, duty_u16=0)

    def go(self, angle):
        self.servo.write(angle)


arm = Arm(18)
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep(0.1)


def on_message(topic, payload):
    if payload.isdigit() and int(payload) <= 180:
        arm.go(int(payload))
        client.publish(room.topic("angle"), payload)


client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
client.set_callback(on_message)
client.connect()
client.subscribe(room.topic("do/angle"))
while True:
    client.check_msg()
    time.sleep_ms(10)
