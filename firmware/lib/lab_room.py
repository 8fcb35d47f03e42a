# lab_room: the board's place in the room: Wi-Fi, broker, status, info, and the laptop's clock. `lab` stands on it.
import json
import sys
import time

import machine
import network
from umqtt.simple import MQTTClient, MQTTException

VERSION = "0.1.0"
KEEPALIVE_S = 60
WIFI_WAIT_S = 15
CLOCK_WAIT_MS = 1000
FIRST_RETRY_MS, LAST_RETRY_MS = 1000, 30000
RESETS = ("", "power", "button", "watchdog", "deep-sleep", "program")


class Room:
    """One connection, made again after every loss. `on_command(name, value)` gets what the room asks."""

    def __init__(self, config, on_command):
        self.units = {}
        self._config = config
        self._on_command = on_command
        self._root = "lab/%s/%s/" % (config["room"], config["name"])
        self._wlan = network.WLAN(network.STA_IF)
        self._client = None
        self._clock = None  # (ms since 1970, the ticks at which they were true)
        self._retry_ms = FIRST_RETRY_MS
        self._looked = time.ticks_ms()  # ticks of the next try, or of the last ping

    @property
    def is_open(self):
        return self._client is not None

    def stay(self, now):
        """Connect if needed and handle what arrived; False when the room cannot be reached. `now` is in ticks."""
        try:
            if self._client is None:
                if time.ticks_diff(now, self._looked) < 0:
                    return False
                self._join_wifi()
                self._join_broker()
            while self._client.check_msg():
                pass
            if time.ticks_diff(now, self._looked) > KEEPALIVE_S * 500:
                self._looked = now
                self._client.ping()
            return True
        except (OSError, MQTTException) as error:
            return self.lost(error)

    def lost(self, error):
        """Say why, and try again later: each time twice later, up to every 30 s."""
        reason = "refused: is the secret right?" if isinstance(error, MQTTException) else error
        print("lab: not connected (%s), next try in %d s" % (reason, self._retry_ms // 1000))
        self._client = None
        self._looked = time.ticks_add(time.ticks_ms(), self._retry_ms)
        self._retry_ms = min(LAST_RETRY_MS, self._retry_ms * 2)
        return False

    def send(self, topic, text, retain=False):
        """Publish under the board's own prefix, with QoS 1; raises OSError when the connection is lost."""
        self._client.publish(self._root + topic, text, retain, 1)

    def announce(self):
        """Publish what the board is and what it measures."""
        info = {
            "kit": VERSION,
            "chip": "ESP32",
            "micropython": ".".join(str(number) for number in sys.implementation[1][:3]),
            "mac": ":".join("%02x" % byte for byte in self._wlan.config("mac")),
            "address": self._wlan.ifconfig()[0],
            "rssi": self._wlan.status("rssi"),
            "simulated": self._config.get("simulated", False),
            "reset_cause": RESETS[machine.reset_cause()],
            "series": self.units,
        }
        self.send("info", json.dumps(info), retain=True)

    def now_ms(self):
        """Return milliseconds since 1970 by the laptop's clock; None until the room has said them."""
        if self._clock is not None:
            # Moved on at each call, because ticks wrap after 12 days.
            then_ms, then = self._clock
            now = time.ticks_ms()
            self._clock = then_ms + time.ticks_diff(now, then), now
            return self._clock[0]

    def _join_wifi(self):
        for wifi in self._config["wifi"]:
            if self._wlan.isconnected():
                return
            self._wlan.active(True)
            self._wlan.disconnect()
            self._wlan.connect(wifi["ssid"], wifi["password"])
            for _ in range(WIFI_WAIT_S * 10):
                if self._wlan.isconnected():
                    return
                time.sleep_ms(100)
        is_refused = self._wlan.status() == network.STAT_WRONG_PASSWORD
        raise OSError("Wi-Fi: %s" % ("wrong password" if is_refused else "no known network"))

    def _join_broker(self):
        name, broker = self._config["name"], self._config["broker"]
        client = MQTTClient(
            name, broker["host"], broker["port"], name, self._config["secret"], KEEPALIVE_S
        )
        client.set_callback(self._arrived)
        client.set_last_will(self._root + "status", "offline", True, 1)
        client.connect()
        client.subscribe(self._root + "do/#", 1)
        self._client, self._looked, self._retry_ms = client, time.ticks_ms(), FIRST_RETRY_MS
        self.announce()
        self.send("status", "online", retain=True)
        # The room answers `online` with the time: waiting for it here keeps the clock right to 20 ms.
        old_clock, self._clock = self._clock, None
        for _ in range(CLOCK_WAIT_MS // 20):
            client.check_msg()
            if self._clock is not None:
                return
            time.sleep_ms(20)
        self._clock = old_clock

    def _arrived(self, topic, payload):
        command = topic.decode()[len(self._root) + 3 :]
        try:
            text = payload.decode()
        except UnicodeError:
            return
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        if command == "time":
            if isinstance(value, dict) and isinstance(value.get("t"), int):
                self._clock = value["t"], time.ticks_ms()
        else:
            self._on_command(command, value)
