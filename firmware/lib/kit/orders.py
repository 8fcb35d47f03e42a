# What the room may order of any board, whatever program runs: `run`, `stop`, `identify`, `settings`, `rescue`. The others go to
# the program. Every order with an id is answered on done/<order>, with a result or an error code (docs/protocol.md).
import time

import machine

from kit import files, link, programs

BLINKS, BLINK_MS = 25, 200
MOST_NETWORKS = 8


class Orders:
    def __init__(self, config, restart):
        self.room = None
        self.runner = None
        self._restart = restart
        self._led_pin = config.get("led", 2)
        self._delivery = programs.Delivery()
        self._blinks = 0
        self._next_blink = 0
        self._blink_request = None

    def take(self, name, value, request):
        """Obey one order."""
        if name not in ("run", "stop", "identify", "settings", "rescue"):
            link.pass_order(name, value, request)
            return
        try:
            getattr(self, "_" + name)(value if isinstance(value, dict) else {}, request)
        except programs.Refused as refused:
            self.room.answer(name, id=request, error=refused.args[0])
        except OSError:
            self.room.answer(name, id=request, error="storage")

    def turn(self):
        """Go on blinking."""
        if not self._blinks or time.ticks_diff(time.ticks_ms(), self._next_blink) < 0:
            return
        self._blinks -= 1
        self._next_blink = time.ticks_add(time.ticks_ms(), BLINK_MS)
        machine.Pin(self._led_pin, machine.Pin.OUT).value(self._blinks & 1)
        if not self._blinks:
            self.room.answer("identify", id=self._blink_request, result="blinked")

    def _run(self, value, request):
        if "part" not in value:
            self.runner.want("run", "run", request)
        elif self._delivery.take(value):
            self.runner.want("new", "run", request)

    def _stop(self, _value, request):
        self.runner.want("stop", "stop", request)

    def _identify(self, _value, request):
        self._blinks, self._next_blink, self._blink_request = BLINKS, time.ticks_ms(), request

    def _rescue(self, _value, request):
        files.change(files.STATE, skip=True, answer=["rescue", request, "rescued"])
        self._restart()

    def _settings(self, value, request):
        """Keep new settings for the next start; what is not known of settings is refused, not stored."""
        changes = {name: value[name] for name in ("wifi", "name", "room", "broker", "secret") if name in value}
        if not changes or not _are_settings(changes):
            raise programs.Refused("request")
        files.change(files.CONFIG, **changes)
        self.room.answer("settings", id=request, result="saved")


def _are_settings(changes):
    broker = changes.get("broker", {"host": "x", "port": 1})
    networks = changes.get("wifi", [])
    if not isinstance(broker, dict) or not isinstance(networks, list) or len(networks) > MOST_NETWORKS:
        return False
    texts = [changes[name] for name in ("name", "room", "secret") if name in changes] + [broker.get("host")]
    for one in networks:
        if not isinstance(one, dict) or not isinstance(one.get("password"), str) or len(one["password"]) > 64:
            return False
        texts.append(one.get("ssid"))
    return isinstance(broker.get("port"), int) and all(isinstance(one, str) and 0 < len(one) <= 64 for one in texts)
