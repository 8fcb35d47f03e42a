# The board's place in the room: connected or coming back, one step at a time (topics and payloads: docs/protocol.md).
#
# `step` is called again and again, by the kit's thread on a board, by `lab` where there is no thread. Only the caller of `step`
# touches the connection; everybody else puts things in queues. A step receives a few orders, then sends answers, samples, lines
# of the log and, every 30 s, the board's health. A sample leaves its queue only once the broker has acknowledged it, so that a
# connection that breaks anywhere loses none.
#
# Every wait has a limit below the watchdog (client.py), whatever the far end does: a broker that is silent is `lost`, and is
# tried again later, after 1 s, then twice as long up to 30 s.
import gc
import json
import random
import time

from micropython import const
from umqtt.simple import MQTTException

from kit import description, files
from kit.client import Client, TooLong, value_of
from kit.clock import STEP_MS, Clock
from kit.notices import say
from kit.numbers import Numbers
from kit.outbox import Outbox
from kit.wifi import Wifi

gc.collect()  # what importing leaves would make the heap grow into the Wi-Fi's memory
_KEEPALIVE_S = const(60)  # with _ the compiler puts the number in its place, and the name costs no memory
HEALTH_MS, SAVE_MS, FIRST_PAUSE_MS, LAST_PAUSE_MS = 30000, 600000, 1000, 30000
TIME_MS = 1000  # the laptop says the time at once to a board that comes
_NAME_MS = const(60000)  # longest search for the laptop's address, where the settings give a name
_MOST_ANSWER_BYTES = const(4096)
MOST_ID, RECEIVED_IN_A_STEP, SAMPLES_IN_A_STEP = 40, 8, 8
_MOST_UNITS = const(64)
_SHORT_STAY_MS = const(10000)
_SHORT_STAYS = const(10)  # lost so soon so often: another board has this name
_SAME_NAME_PAUSE_MS = const(5000)
CLOCK_END_MS = 4102444800000  # 2100: beyond, the chip's clock has no date
_UNAVAILABLE = const(3)  # what a broker answers that cannot serve anybody now


class Room:
    """`on_order(name, value, request_id)` gets each order; it answers by `answer`, for it is called amid a reception."""

    def __init__(self, config, on_order, cause=None):
        self.units = {}
        self.measured = 0  # samples that the program gave
        self.program = None  # {"state", "sha256"...}, where the kit runs the program
        self.is_ending = self.is_leaving = False
        self.trouble = None  # why the board is not in the room, in a few words
        self.log = None  # where lines for `log` wait: .take() -> bytes
        self.watchdog = None  # .feed(), .allow(ms) for the next wait
        self.clock = Clock()
        self.wifi = Wifi(config["wifi"])
        self._boot = files.count(files.read(files.STATE), "boots")
        self.outbox = Outbox(self._boot)
        self.numbers = Numbers(self.outbox)
        self.mac = ":".join("%02x" % byte for byte in self.wifi.station.config("mac"))
        self._cause = description.reset_cause() if cause is None else cause
        self._config = config
        self._on_order = on_order
        self._root = "lab/%s/%s/" % (config["room"], config["name"])
        self._client = None
        self._answers = []  # (order, JSON)
        self._untold = set()  # series of this start that Home Assistant does not know yet
        self._pause_ms = FIRST_PAUSE_MS
        self._short_stays = self.closed_here = 0
        self._up_ms = self._joined_ms = self._next_try_ms = self._next_health_ms = 0  # ms since the start
        self._next_save_ms = SAVE_MS

    def publish(self, series, value, unit):
        """Queue one sample, dated and numbered now; once the board is about to restart, never come back."""
        while self.is_ending:
            time.sleep_ms(50)
        if series not in self.units or unit not in (None, self.units[series]):
            self.learn_unit(series, unit)
        self.measured += 1
        up_ms = self.clock.up_ms()
        self.outbox.put(series, value, up_ms, self.numbers.next(series), self.clock.date_ms(up_ms))

    def answer(self, order, **result):
        """Queue the answer to an order; what is no JSON is said to be none."""
        try:
            text = json.dumps(result)
            json.loads(text)
            error = None if len(text) <= _MOST_ANSWER_BYTES else "the answer is too long"
        except Exception:
            error = "the answer is neither a number, a text, a list nor a dict"
        if error:
            text = json.dumps({"id": result.get("id"), "error": error})
        self._answers.append((order, text))

    def is_in(self):
        return self._client is not None

    def has_answers(self):
        return bool(self._answers) and self.is_in()

    def wait_answered(self, limit_ms):
        """Wait in another thread until the answers are sent, at most `limit_ms`."""
        for _ in range(limit_ms // 10):
            if not self.has_answers():
                return
            time.sleep_ms(10)

    def tell_program(self, state, sha256, is_on_trial=False, reason=None):
        """Say what the program is doing now."""
        program = {"state": state, "sha256": sha256[:12]}
        if is_on_trial:
            program["trial"] = True
        if reason:
            program["reason"] = reason
        self.program = program
        self._next_health_ms = 0

    def end_trial(self):
        self.program.pop("trial", None)
        self._next_health_ms = 0

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
        except BaseException:
            self._client = _close(self._client)  # amid a packet, perhaps, or before `online` was said: begin anew
            self._next_try_ms = self._up_ms + FIRST_PAUSE_MS
            raise
        self.numbers.keep(self._up_ms)
        if self._client is None:
            self.outbox.save(self._up_ms)
        if self._up_ms >= self._next_save_ms:
            self._next_save_ms = self._up_ms + SAVE_MS
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

    def learn_unit(self, series, unit):
        unit = description.unit_of(unit)
        if self.units.get(series) != unit and (series in self.units or len(self.units) < _MOST_UNITS):
            self.units[series] = unit
            self._untold.add(series)
            self._next_health_ms = 0

    def _come_back(self):
        if self._up_ms < self._next_try_ms:
            return
        self._wait_begins()
        if not self.wifi.step():
            self.trouble = "wifi " + self.wifi.state
            return
        self._join()

    def _join(self):
        config = self._config
        me = "lab_%s_%s" % (config["room"], config["name"])  # two rooms may share a broker
        client = Client(me, config["name"], config["broker"], config["secret"], _KEEPALIVE_S)
        client.set_callback(self._arrived)
        client.set_last_will((self._root + "status").encode(), b"offline", True, 1)
        self._wait_begins(client)
        if self.watchdog is not None:
            self.watchdog.allow(_NAME_MS)
        try:
            client.connect()
            self._wait_begins(client)
            client.subscribe((self._root + "do/#").encode(), 1)
        except BaseException:
            _close(client)
            raise
        self._client = client
        self._joined_ms = self._up_ms
        self._pause_ms = FIRST_PAUSE_MS
        self._send_info()
        self._send("status", "online", True)

    def _wait_begins(self, client=None):
        """What comes next may wait: the watchdog knows that the kit lives, the client how long it may take."""
        if client is not None:
            client.begin()
        if self.watchdog is not None:
            self.watchdog.feed()

    def _stay(self):
        client = self._client
        for _ in range(RECEIVED_IN_A_STEP):
            self._wait_begins(client)
            if client.check_msg() is None:
                break
        if self._up_ms - self._joined_ms > _SHORT_STAY_MS:
            self._short_stays = self.closed_here = 0
        self._send_answers()
        self._send_samples()
        if self.log and (text := self.log.take()):
            self._send("log", text, False, 0)
        if self._up_ms >= self._next_health_ms:
            self._send_info()  # acknowledged: a broker that died in silence is noticed here

    def _lost(self, error):
        """Say why in words a person can act on, and try again later: twice later each time, up to every 30 s."""
        self.trouble, cause = self._trouble(error)
        say("lab: not connected (%s), next try in %d s" % (cause, self._pause_ms // 1000))
        self._client = _close(self._client)
        gc.collect()  # what a broken connection leaves may be what the next one needs
        self._next_try_ms = self.clock.up_ms() + self._pause_ms + random.getrandbits(8)
        self._pause_ms = min(LAST_PAUSE_MS, 2 * self._pause_ms)

    def _trouble(self, error):
        """Return the word for `info`, and the sentence for the log."""
        if isinstance(error, MQTTException) and error.args[0] != _UNAVAILABLE:
            return "refused", "refused: is the secret right? Was the board renamed meanwhile? Flash it again"
        if self._client is None:
            return "laptop-unreachable", "laptop unreachable, asleep, or devices kept apart? %s" % error
        self.closed_here += Client.rivals > 0 or error.args[:1] == (9,)  # EBADF: the program closed the socket
        if self.clock.up_ms() - self._joined_ms < _SHORT_STAY_MS:
            self._short_stays += 1
        if self._short_stays >= _SHORT_STAYS:
            self._pause_ms = _SAME_NAME_PAUSE_MS
            return "same-name", "lost again at once: does another board have this name? Give each its own"
        return "lost", error

    def _send(self, topic, content, retain=False, qos=1):
        """Publish under the board's root; umqtt gets bytes only."""
        self._publish(self._root + topic, content, retain, qos)

    def _publish(self, topic, content, retain, qos):
        self._wait_begins(self._client)
        self._client.publish(topic.encode(), content if isinstance(content, bytes) else content.encode(), retain, qos)

    def _send_samples(self):
        for _ in range(min(SAMPLES_IN_A_STEP, len(self.outbox))):
            if (sample := self.outbox.first()) is None:
                return  # dropped meanwhile
            series, value, up_ms, number, date_ms, boot = sample
            if boot == self._boot:
                date_ms = self.clock.redate_ms(date_ms, up_ms)
                if date_ms is None and self._up_ms < self._joined_ms + TIME_MS:
                    return
            if type(value) is list:
                said = value[0]  # a stream's block (streams.py)
            else:
                said = {"v": value, "n": number}
                if series in self._untold:
                    self._announce(series, value)
            said["t"] = date_ms
            self._send("data/" + series, json.dumps(said))
            self.outbox.sent(sample)

    def _send_answers(self):
        while self._answers:
            order, text = self._answers[0]
            self._send("done/" + order, text)
            self._answers.pop(0)

    def _send_info(self):
        self._next_health_ms = self._up_ms + HEALTH_MS
        info = description.of_board(self._config, self.wifi)
        info.update({"mac": self.mac, "reset_cause": self._cause, "uptime_s": self._up_ms // 1000, "trouble": self.trouble})
        info.update({"queue": len(self.outbox), "dropped": self.outbox.dropped, "series": self.units})
        if self.program:
            info["program"] = self.program
        self._send("info", json.dumps(info), True)

    def _announce(self, series, value):
        unit = self.units[series]
        for topic, told in description.of_series(self._root, self._config["name"], series, value, unit) or ():
            self._publish(topic, json.dumps(told), True, 1)
            if self.units[series] == unit:
                self._untold.discard(series)  # where there is none, it is tried again with the next sample

    def _arrived(self, topic, payload):
        """Hand over an order. Sending here would cut into a publication that waits for its acknowledgement."""
        order, request = topic.decode()[len(self._root) + 3 :] if topic else "", None
        try:
            value = value_of(payload)
            if order == "time":
                self._take_time(value.get("t") if isinstance(value, dict) else None)
                return
            request = value.get("id") if isinstance(value, dict) else None
            if not isinstance(request, (str, int)) or not 0 < len(str(request)) <= MOST_ID:
                request = None
            self._on_order(order, value, request)
        except UnicodeError:
            pass
        except TooLong:
            self.answer(order, id=None, error="size")
        except MemoryError:
            self.answer(order, id=request, error="memory")  # said to be lost; the connection and the orders behind it are not

    def _take_time(self, now_ms):
        if not isinstance(now_ms, int) or not 0 < now_ms < CLOCK_END_MS:
            return
        moved_s = self.clock.set(now_ms)
        if moved_s and abs(moved_s) * 1000 > STEP_MS:
            moved = "forward" if moved_s > 0 else "back", abs(moved_s) // 60
            say("lab: the laptop's clock went %s by %d min: samples are dated by it" % moved)


def _close(client):
    try:
        client.sock.drop()
    except (OSError, AttributeError):
        pass  # it was never open
