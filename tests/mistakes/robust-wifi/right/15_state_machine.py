# A state machine: one small step each 100 ms, no waiting anywhere else.
import asyncio
import json
import network
import time
from lab import room
from umqtt.simple import MQTTClient

wlan = network.WLAN(network.STA_IF)
wlan.active(True)


def announce(attempts):
    print("joined")
    try:
        client = MQTTClient(room.client_id, room.broker, room.port, room.user, room.password)
        client.connect()
        client.publish(room.topic("wifi"), json.dumps({"attempts": attempts}))
        client.disconnect()
    except OSError as e:
        print("broker:", e)


async def main():
    state = "outside"
    attempts = 0
    since = time.ticks_add(time.ticks_ms(), -6000)
    while True:
        passed = time.ticks_diff(time.ticks_ms(), since)
        if state == "outside":
            if wlan.isconnected():
                state = "inside"
                announce(attempts)
            elif attempts == 5:
                print("failed")
                return
            elif passed >= 5000:
                attempts += 1
                print("joining")
                wlan.connect(room.ssid, room.wifi_password)
                since = time.ticks_ms()
                state = "trying"
        elif state == "trying":
            if wlan.isconnected():
                state = "inside"
                announce(attempts)
            elif passed >= 10000:
                wlan.disconnect()
                state = "outside"
        elif state == "inside" and not wlan.isconnected():
            print("lost")
            wlan.disconnect()
            attempts = 0
            since = time.ticks_ms()
            state = "outside"
        await asyncio.sleep_ms(100)


asyncio.run(main())
