# style: generator of attempts, the next one only when it is asked for
from lab import room
from umqtt.simple import MQTTClient
import network
import time

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def attempts():
    """Yield the number of each attempt, once it has begun."""
    for number in range(1, 6):
        begin = time.ticks_ms()
        wlan.disconnect()
        wlan.connect(room.ssid, room.wifi_password)
        print("joining")
        yield number
        wlan.disconnect()
        while number < 5 and time.ticks_diff(time.ticks_ms(), begin) < 12000:
            time.sleep_ms(20)


def is_in_within(seconds):
    for _ in range(seconds * 10):
        if wlan.isconnected():
            return True
        time.sleep_ms(100)
    return False


def join():
    for number in attempts():
        if is_in_within(10):
            return number
    return -1


def celebrate(number):
    print("joined")
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    client.publish(room.topic("wifi"), '{"attempts": %d}' % number)
    client.disconnect()


number = 0 if wlan.isconnected() else join()
while number >= 0:
    celebrate(number)
    while wlan.isconnected():
        time.sleep_ms(100)
    print("lost")
    number = join()
print("failed")
