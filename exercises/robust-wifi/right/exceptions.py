# style: an exception of its own for giving up, try/except/finally
from lab import room
from umqtt.simple import MQTTClient
import json
import network
import time


class GaveUp(Exception):
    pass


def wait_until(condition, milliseconds):
    begin = time.ticks_ms()
    while not condition():
        if time.ticks_diff(time.ticks_ms(), begin) > milliseconds:
            raise OSError("too late")
        time.sleep_ms(100)


def attempt(wlan):
    wlan.disconnect()
    print("joining")
    wlan.connect(room.ssid, room.wifi_password)
    try:
        wait_until(wlan.isconnected, 10000)
    except OSError:
        wlan.disconnect()
        raise


def join(wlan):
    for number in range(1, 6):
        try:
            attempt(wlan)
            return number
        except OSError:
            if number < 5:
                time.sleep(5)
    raise GaveUp()


def tell(attempts):
    client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
    client.connect()
    try:
        client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
    finally:
        client.disconnect()


def main():
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    try:
        while True:
            attempts = 0
            if not wlan.isconnected():
                attempts = join(wlan)
            print("joined")
            tell(attempts)
            while wlan.isconnected():
                time.sleep_ms(500)
            print("lost")
    except GaveUp:
        print("failed")


main()
