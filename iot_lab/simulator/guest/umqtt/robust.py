# `umqtt.robust`: the simple client, which connects again by itself; each try is followed by a pause of DELAY seconds.
import time
from . import simple


class MQTTClient(simple.MQTTClient):
    DELAY = 2
    DEBUG = False

    def delay(self, i):
        time.sleep(self.DELAY)

    def log(self, in_reconnect, e):
        if self.DEBUG:
            print("mqtt reconnect: %r" % e if in_reconnect else "mqtt: %r" % e)

    def reconnect(self):
        tries = 0
        while True:
            try:
                return self.connect(False)
            except OSError as error:
                self.log(True, error)
                tries += 1
                self.delay(tries)

    def publish(self, topic, msg, retain=False, qos=0):
        return self._insist(lambda: simple.MQTTClient.publish(self, topic, msg, retain, qos))

    def wait_msg(self):
        return self._insist(lambda: simple.MQTTClient.wait_msg(self))

    def check_msg(self, attempts=2):
        while attempts:
            self.sock.setblocking(False)
            try:
                return simple.MQTTClient.wait_msg(self)
            except OSError as error:
                self.log(False, error)
            self.reconnect()
            attempts -= 1

    def _insist(self, act):
        while True:
            try:
                return act()
            except OSError as error:
                self.log(False, error)
            self.reconnect()
