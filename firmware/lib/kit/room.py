# The board's place in the room: connected or coming back, one step at a time. `step` is called again and again, by the kit's
# thread on a board, by `lab` where there is no thread. Only the caller of `step` touches the connection; everybody else puts
# things in queues. Topics and payloads: docs/protocol.md.
import gc
import json
import random
import sys
import time

import machine
from umqtt.simple import MQTTClient, MQTTException

from kit import VERSION, files
from kit.clock import Clock
from kit.numbers import Numbers
from kit.outbox import Outbox
from kit.wifi import Wifi

KEEPALIVE_S = 60
ANSWER_S = 10  # longest silence of the broker in the middle of a packet
HEALTH_MS, SAVE_MS = 30000, 600000
TIME_MS = 1000  # the laptop says the time at once to a board that comes
FIRST_PAUSE_MS, LAST_PAUSE_MS = 1000, 30000
MOST_ORDER_BYTES = 4096
RECEIVED_IN_A_STEP = SAMPLES_IN_A_STEP = 8
RESETS = ("", "power", "button", "watchdog", "deep-sleep", "program")


class Room:
    """`on_order(name, value, request_id)` gets each order; it answers by `answer`, for it is called amid a reception."""

    def __init__(self, config, on_order):
        self.units = {}
        self.program = None  # {"state", "sha256"}, where the kit runs the program
        self.is_ending = self.is_leaving = False
        self.trouble = None  # why the board is not in the room, in a few words
        self.log = None  # where lines for `log` wait: .take() -> text
        self.clock = Clock()
        self.wifi = Wifi(config["wifi"])
        boot = files.count(files.read(files.STATE), "boots")
        self.outbox = Outbox(boot)
        self.numbers = Numbers(self.outbox.numbers())
        self.mac = ":".join("%02x" % byte for byte in self.wifi.station.config("mac"))
        self._boot = boot
        self._config = config
        self._on_order = on_order
        self._root = "lab/%s/%s/" % (config["room"], config["name"])
        self._client = None
        self._answers = []
        self._announced = {}  # series already told to Home Assistant
        self._pause_ms = FIRST_PAUSE_MS
        self._up_ms = self._next_try = self._next_health = 0  # ms since the start
        self._next_save = SAVE_MS

    def publish(self, series, value, unit):
        """Queue one sample, dated and numbered now; once the board is about to restart, never come back."""
        while self.is_ending:
            time.sleep_ms(50)
        if series not in self.units or unit not in (None, self.units[series]):
            self.units[series] = unit or ""
            self._next_health = 0
        up_ms = self.clock.up_ms()
        self.outbox.put(series, value, up_ms, self.numbers.next(series), self.clock.date_ms(up_ms))

    def answer(self, order, **result):
        """Queue the answer to an order."""
        self._answers.append((order, result))

    def wait_answered(self, limit_ms):
        """Wait in another thread until the answers are sent, at most `limit_ms`."""
        end = time.ticks_add(time.ticks_ms(), limit_ms)
        while self._answers and self._client and time.ticks_diff(end, time.ticks_ms()) > 0:
            time.sleep_ms(10)

    def tell_program(self, state, sha256):
        """Say what the program is doing now."""
        self.program = {"state": state, "sha256": sha256[:12]}
        self._next_health = 0

    def save(self):
        """Put in flash what a restart would lose."""
        self.outbox.save()
        self.numbers.save()

    def step(self):
        """Go one step further: join, come back, send, receive. Blocks for seconds only while the broker is silent."""
        self._up_ms = self.clock.up_ms()  # asked once: it costs as much as the rest of an idle step
        try:
            if self._client is None:
                self._come_back()
            else:
                self._stay()
        except (OSError, MQTTException, AssertionError, IndexError, TypeError) as error:
            self._lost(error)  # umqtt raises the last three when a packet is cut short
        self.numbers.keep(self._up_ms)
        if self._client is None:
            self.outbox.save(self._up_ms)
        if self._up_ms >= self._next_save:
            self._next_save = self._up_ms + SAVE_MS
            self.numbers.save()

    def leave(self):
        """Say goodbye: asleep is not lost."""
        if self._client is not None:
            try:
                self._send("status", "offline", True)
                self._client.disconnect()
            except (OSError, AssertionError, IndexError, TypeError):
                pass
            self._client = None
        self.is_leaving = False

    def _come_back(self):
        if self._up_ms < self._next_try:
            return
        if not self.wifi.step():
            self.trouble = "wifi " + self.wifi.state
            return
        self._join()

    def _join(self):
        name, broker = self._config["name"], self._config["broker"]
        client = MQTTClient(name, broker["host"], broker["port"], name, self._config["secret"], KEEPALIVE_S)
        client.set_callback(self._arrived)
        client.set_last_will(self._root + "status", "offline", True, 1)
        client.connect()
        if hasattr(client.sock, "settimeout"):
            client.sock = _Patient(client.sock)
        client.subscribe(self._root + "do/#", 1)
        self._client = client
        self._pause_ms, self._joined_ms = FIRST_PAUSE_MS, self._up_ms
        self._send_info()
        self._send("status", "online", True)

    def _stay(self):
        for _ in range(RECEIVED_IN_A_STEP):
            if self._client.check_msg() is None:
                break
        self._send_answers()
        self._send_samples()
        if self.log and (text := self.log.take()):
            self._send("log", text, False, 0)
        if self._up_ms >= self._next_health:
            self._send_info()  # acknowledged: a broker that died in silence is noticed here

    def _lost(self, error):
        """Say why in words a person can act on, and try again later: twice later each time, up to every 30 s."""
        reached = "lost" if self._client else "laptop-unreachable"
        self.trouble = "refused" if isinstance(error, MQTTException) else reached
        cause = {"refused": "refused: is the secret right?", "lost": error}.get(self.trouble, "laptop unreachable, devices kept apart? %s" % error)
        print("lab: not connected (%s), next try in %d s" % (cause, self._pause_ms // 1000))
        self._client = None
        self._next_try = self.clock.up_ms() + self._pause_ms + random.getrandbits(8)
        self._pause_ms = min(LAST_PAUSE_MS, 2 * self._pause_ms)

    def _send(self, topic, text, retain=False, qos=1):
        self._client.publish(self._root + topic, text, retain, qos)

    def _send_samples(self):
        for _ in range(min(SAMPLES_IN_A_STEP, len(self.outbox))):
            sample = self.outbox.first()
            if sample is None:
                return  # dropped meanwhile
            series, value, up_ms, number, date_ms, boot = sample
            if date_ms is None and boot == self._boot:
                date_ms = self.clock.date_ms(up_ms)
                if date_ms is None and self._up_ms < self._joined_ms + TIME_MS:
                    return
            if self._announced.get(series) != self.units.get(series, ""):
                self._announce(series, value)
            self._send("data/" + series, json.dumps({"v": value, "t": date_ms, "n": number}))
            self.outbox.sent(sample)

    def _send_answers(self):
        while self._answers:
            order, result = self._answers[0]
            self._send("done/" + order, json.dumps(result))
            self._answers.pop(0)

    def _send_info(self):
        self._next_health = self._up_ms + HEALTH_MS
        info = {
            "kit": VERSION, "chip": self._config.get("chip", "ESP32"), "simulated": self._config.get("simulated", False),
            "micropython": "%d.%d.%d" % sys.implementation[1][:3], "mac": self.mac,
            "address": self.wifi.station.ifconfig()[0], "rssi": self.wifi.signal_dbm(),
            "reset_cause": RESETS[machine.reset_cause()], "uptime_s": self._up_ms // 1000,
            "trouble": self.trouble, "free_heap": gc.mem_free(), "queue": len(self.outbox), "dropped": self.outbox.dropped, "series": self.units,
        }  # fmt: skip
        if self.program:
            info["program"] = self.program
        self._send("info", json.dumps(info), True)

    def _announce(self, series, value):
        """Tell Home Assistant, once in a connection, what a series is (MQTT discovery)."""
        unit = self._announced[series] = self.units.get(series, "")
        name = self._config["name"]
        keys = sorted(value) if isinstance(value, dict) else (None,)
        for key in keys:
            path = series if key is None else "%s-%s" % (series, key)
            told = {
                "name": path, "unique_id": "%s-%s" % (name, path), "device": {"identifiers": [name], "name": name},
                "state_topic": self._root + "data/" + series, "availability_topic": self._root + "status",
                "payload_available": "online", "payload_not_available": "offline",
                "value_template": "{{ value_json.v%s }}" % ("" if key is None else "['%s']" % key),
            }  # fmt: skip
            if unit:
                told["unit_of_measurement"] = unit
            topic = "homeassistant/sensor/%s/%s/config" % (name, path)
            self._client.publish(topic, json.dumps(told), True, 1)

    def _arrived(self, topic, payload):
        """Hand over an order. Sending here would cut into a publication that waits for its acknowledgement."""
        order = topic.decode()[len(self._root) + 3 :]
        if len(payload) > MOST_ORDER_BYTES:
            self.answer(order, error="size")
            return
        try:
            text = value = payload.decode()
            value = json.loads(text)
        except UnicodeError:
            return
        except ValueError:
            pass  # plain text is an order too
        if order != "time":
            self._on_order(order, value, value.get("id") if isinstance(value, dict) else None)
        elif isinstance(value, dict) and isinstance(value.get("t"), int):
            self.clock.set(value["t"])


class _Patient:
    """A socket that waits, but not for ever: umqtt sets it back to blocking at each packet."""

    def __init__(self, sock):
        self._sock = sock
        self.read = sock.read
        self.write = sock.write
        self.close = sock.close
        sock.settimeout(ANSWER_S)

    def setblocking(self, is_blocking):
        if is_blocking:
            self._sock.settimeout(ANSWER_S)
        else:
            self._sock.setblocking(False)
