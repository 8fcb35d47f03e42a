# lab: share a board's measurements with the room. The same file runs on an ESP32 and on a simulated board.
#
#     lab.every(2, measure)                          call measure() every 2 s
#     lab.publish("temperature", 21.5, unit="°C")    send a number, or a dict of numbers
#     lab.on("lamp", switch)                         call switch(value) when the room sends do/lamp
#     lab.run()                                      do all that for ever
#
# Room, name, secret, Wi-Fi and broker come from config.json. Topics and payloads: docs/protocol.md.
import json
import sys
import time

import machine
import network
from umqtt.simple import MQTTClient, MQTTException

VERSION = "0.1.0"
KEEPALIVE_S = 60
WIFI_WAIT_S = 15
FIRST_RETRY_MS, LAST_RETRY_MS = 1000, 30000
STEP_MS, STEP_WITH_COMMANDS_MS = 1000, 100
CLOCK_WAIT_MS = 1000
NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
RESETS = ("", "power", "button", "watchdog", "deep-sleep", "program")

with open("config.json") as _file:
    config = json.load(_file)

_root = "lab/%s/%s/" % (config["room"], config["name"])
_wlan = network.WLAN(network.STA_IF)
_client = None
_units, _numbers, _commands, _tasks = {}, {}, {}, []
_clock = None  # [ms since 1970, the ticks at which they were true]
_retry_ms = FIRST_RETRY_MS
_checked = time.ticks_ms()  # ticks of the next try, or of the last ping


def publish(series, value, unit=None):
    """Send one measurement; False when the room cannot be reached (the next call tries again)."""
    _check(series, value)
    is_new = series not in _units or unit not in (None, _units[series])
    if is_new:
        _units[series] = unit or ""
    if not _stay_connected(time.ticks_ms()):
        return False
    _numbers[series] = _numbers.get(series, 0) + 1
    try:
        if is_new:
            _send("info", _info(), retain=True)
        _send("data/" + series, {"v": value, "t": now_ms(), "n": _numbers[series]})
    except OSError as error:
        return _lost(error)
    return True


def on(command, function):
    """Call function(value) when the room sends do/<command>; what it returns is the answer."""
    _commands[command] = function


def every(seconds, function):
    """Call function() now and then every `seconds`, once lab.run() has started."""
    _tasks.append([int(seconds * 1000), function, None])


def run():
    """Do what `every` and `on` asked for; come back by itself after every loss of the network."""
    while True:
        now = time.ticks_ms()
        _stay_connected(now)
        wait_ms = STEP_WITH_COMMANDS_MS if _commands else STEP_MS
        for task in _tasks:
            period_ms, function, due = task
            left_ms = 0 if due is None else time.ticks_diff(due, now)
            if left_ms <= 0:
                # What a long wait (Wi-Fi, broker) made late is not caught up.
                is_late = due is None or -left_ms > period_ms // 4
                task[2] = time.ticks_add(time.ticks_ms() if is_late else due, period_ms)
                function()
                left_ms = time.ticks_diff(task[2], time.ticks_ms())
            wait_ms = min(wait_ms, left_ms)
        time.sleep_ms(max(0, wait_ms))


def now_ms():
    """Milliseconds since 1970 by the laptop's clock; None until the room has said them."""
    if _clock is not None:
        now = time.ticks_ms()
        _clock[:] = _clock[0] + time.ticks_diff(now, _clock[1]), now
        return _clock[0]


def _check(series, value):
    if not 0 < len(series) <= 32 or any(letter not in NAME_LETTERS for letter in series):
        raise ValueError("a series is named with small letters, digits and '-': %r" % series)
    for number in value.values() if isinstance(value, dict) else (value,):
        if not isinstance(number, (int, float)) or not -1e38 < number < 1e38:
            raise ValueError("a measurement is a number or a dict of numbers, not %r" % (value,))


def _stay_connected(now):
    global _checked
    try:
        if _client is None:
            if time.ticks_diff(now, _checked) < 0:
                return False
            _join_wifi()
            _join_broker()
        while _client.check_msg():
            pass
        if time.ticks_diff(now, _checked) > KEEPALIVE_S * 500:
            _checked = now
            _client.ping()
        return True
    except (OSError, MQTTException) as error:
        return _lost(error)


def _lost(error):
    # Try again later, each time twice later, up to every 30 s.
    global _client, _checked, _retry_ms
    reason = "refused: is the secret right?" if isinstance(error, MQTTException) else error
    print("lab: not connected (%s), next try in %d s" % (reason, _retry_ms // 1000))
    _client = None
    _checked = time.ticks_add(time.ticks_ms(), _retry_ms)
    _retry_ms = min(LAST_RETRY_MS, _retry_ms * 2)
    return False


def _join_wifi():
    for wifi in config["wifi"]:
        if _wlan.isconnected():
            return
        _wlan.active(True)
        _wlan.disconnect()
        _wlan.connect(wifi["ssid"], wifi["password"])
        for _ in range(WIFI_WAIT_S * 10):
            if _wlan.isconnected():
                return
            time.sleep_ms(100)
    is_refused = _wlan.status() == network.STAT_WRONG_PASSWORD
    raise OSError("Wi-Fi: %s" % ("wrong password" if is_refused else "no known network"))


def _join_broker():
    global _client, _checked, _retry_ms
    name, broker = config["name"], config["broker"]
    client = MQTTClient(name, broker["host"], broker["port"], name, config["secret"], KEEPALIVE_S)
    client.set_callback(_arrived)
    client.set_last_will(_root + "status", "offline", True, 1)
    client.connect()
    client.subscribe(_root + "do/#", 1)
    _client, _checked, _retry_ms = client, time.ticks_ms(), FIRST_RETRY_MS
    _send("info", _info(), retain=True)
    _send("status", "online", retain=True)
    # The room answers `online` with the time: waiting for it here keeps the clock right to 20 ms.
    for _ in range(CLOCK_WAIT_MS // 20):
        if client.check_msg() and _clock is not None:
            break
        time.sleep_ms(20)


def _send(topic, value, retain=False):
    _client.publish(_root + topic, value if isinstance(value, str) else json.dumps(value), retain, 1)


def _info():
    return {
        "kit": VERSION,
        "chip": "ESP32",
        "micropython": ".".join(str(number) for number in sys.implementation[1][:3]),
        "mac": ":".join("%02x" % byte for byte in _wlan.config("mac")),
        "address": _wlan.ifconfig()[0],
        "rssi": _wlan.status("rssi"),
        "simulated": config.get("simulated", False),
        "reset_cause": RESETS[machine.reset_cause()],
        "series": _units,
    }


def _arrived(topic, payload):
    global _clock
    command = topic.decode()[len(_root) + 3 :]
    try:
        value = json.loads(payload)
    except ValueError:
        value = payload.decode()
    if command == "time" and isinstance(value, dict):
        _clock = [value["t"], time.ticks_ms()]
    elif command in _commands:
        _send("done/" + command, _answer(_commands[command], value))


def _answer(function, value):
    answer = {"id": value["id"]} if isinstance(value, dict) and "id" in value else {}
    try:
        answer["result"] = function(value.get("value") if answer else value)
    except Exception as error:
        sys.print_exception(error)
        answer["error"] = "%s: %s" % (type(error).__name__, error)
    return answer
