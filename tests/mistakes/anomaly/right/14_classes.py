import dht
import json
import network
import time
from lab import room
from machine import Pin
from umqtt.simple import MQTTClient


class Movements:
    KEEP = 24 * 60 * 60

    def __init__(self, number):
        self.begun = []
        self.pin = Pin(number, Pin.IN)
        self.pin.irq(self._began, Pin.IRQ_RISING)

    def _began(self, pin):
        self.begun.append(time.time())

    def forget_old(self):
        while self.begun and time.time() - self.begun[0] > self.KEEP:
            self.begun.pop(0)

    def ages(self):
        self.forget_old()
        now = time.time()
        return [now - moment for moment in self.begun]

    def erase(self):
        self.begun.clear()


class Voice:
    """The connection: it knows three topics and nothing about people."""

    def __init__(self, on_erase):
        self.on_erase = on_erase
        self.client = None

    def _message(self, topic, message):
        self.on_erase()
        self.client.publish(room.topic("done/erase"), "done")

    def open(self):
        wlan = network.WLAN(network.STA_IF)
        wlan.active(True)
        if not wlan.isconnected():
            wlan.connect(room.ssid, room.wifi_password)
        while not wlan.isconnected():
            time.sleep_ms(100)
        self.client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        self.client.set_callback(self._message)
        self.client.connect()
        self.client.subscribe(room.topic("do/erase"))

    def say(self, name, temperature):
        self.client.publish(room.topic(name), json.dumps({"temperature": temperature}))

    def listen(self):
        self.client.check_msg()


class Sober:
    def __init__(self):
        self.said = None
        self.at = 0

    def worth_saying(self, t):
        now = time.time()
        if self.said is None or abs(t - self.said) >= 0.5 or now - self.at >= 3000:
            self.said = t
            self.at = now
            return True
        return False


class Watchful:
    def __init__(self):
        self.past = []
        self.told = False

    def alarm(self, t):
        answer = False
        if len(self.past) >= 3:
            gap = abs(t - sum(self.past) / len(self.past))
            if gap >= 3 and not self.told:
                self.told = answer = True
            elif gap < 1:
                self.told = False
        self.past.append(t)
        self.past = self.past[-30:]
        return answer


movements = Movements(27)


def presence():
    return movements.ages()


def main():
    sensor = dht.DHT22(Pin(15))
    voice = Voice(movements.erase)
    voice.open()
    sober = Sober()
    watchful = Watchful()
    due = time.ticks_ms()
    while True:
        if time.ticks_diff(time.ticks_ms(), due) >= 0:
            due = time.ticks_add(due, 60000)
            sensor.measure()
            t = sensor.temperature()
            if sober.worth_saying(t):
                voice.say("climate", t)
            if watchful.alarm(t):
                voice.say("alert", t)
            movements.forget_old()
        voice.listen()
        time.sleep_ms(250)


main()
