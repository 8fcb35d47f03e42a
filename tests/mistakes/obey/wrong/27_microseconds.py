# mistake: The width of the pulse is computed in microseconds but duty_ns wants nanoseconds, so the pulse is a thousand times too short.
# line: 21
# names.fr: nanoseconde|ns|microseconde|µs|1000|mille|milliard|unité ; duty_ns|impulsion|largeur|court|servo
# names.en: nanosecond|ns|microsecond|µs|1000|thousand|billion|unit ; duty_ns|pulse|width|short|servo
import time
import network
from lab import room
from machine import PWM, Pin
from umqtt.simple import MQTTClient

MIN_PULSE = 500      # us, 0 degrees
MAX_PULSE = 2400     # us, 180 degrees


class Servo:
    def __init__(self, pin):
        self.pwm = PWM(Pin(pin), freq=50, duty_u16=0)

    def turn(self, angle):
        pulse = MIN_PULSE + (MAX_PULSE - MIN_PULSE) * angle // 180
        self.pwm.duty_ns(pulse)


class Listener:
    def __init__(self, servo):
        self.servo = servo
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self.received)
        self.client.connect()
        self.client.subscribe(room.topic("do/angle"))

    def received(self, topic, message):
        if not message.isdigit():
            return
        angle = int(message)
        if angle > 180:
            return
        self.servo.turn(angle)
        self.client.publish(room.topic("angle"), str(angle))

    def run(self):
        while True:
            self.client.check_msg()
            time.sleep_ms(10)


wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
Listener(Servo(18)).run()
