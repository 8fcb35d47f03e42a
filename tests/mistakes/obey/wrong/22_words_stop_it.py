# mistake: int() of a message that is no number raises ValueError, which nothing catches.
# line: 23
# names.fr: ValueError|int|try|nombre
# names.en: ValueError|int|try|number
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient
import network
import time


class Arm:
    def __init__(self):
        self.pwm = PWM(Pin(18), freq=50, duty_u16=0)
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self.obey)

    def start(self):
        self.client.connect()
        self.client.subscribe(room.topic("do/angle"))

    def obey(self, topic, message):
        angle = int(message)
        if angle < 0 or angle > 180:
            return
        self.pwm.duty_ns(int((0.5 + 1.9 * angle / 180) * 1000000))
        self.client.publish(room.topic("angle"), str(angle))

    def loop(self):
        while True:
            self.client.check_msg()
            time.sleep_ms(40)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
arm = Arm()
arm.start()
arm.loop()
