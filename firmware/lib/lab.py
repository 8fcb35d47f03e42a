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

from lab_room import Room

NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
STEP_MS, STEP_WITH_COMMANDS_MS = 1000, 100

with open("config.json") as _file:
    config = json.load(_file)

_commands = {}
_tasks = []  # [period in ms, function, ticks of its next call]
_numbers = {}  # series -> how many samples were sent
_is_in_turn = False  # inside a function that run() called: the connection was just looked at


def publish(series, value, unit=None):
    """Send one measurement; False when the room cannot be reached (the next call tries again)."""
    _check_value(value)
    is_new = series not in _room.units or unit not in (None, _room.units[series])
    if is_new:
        _check_name(series)
        _room.units[series] = unit or ""
    if not (_is_in_turn or _room.stay(time.ticks_ms())) or not _room.is_open:
        return False
    _numbers[series] = _numbers.get(series, 0) + 1
    try:
        if is_new:
            _room.announce()
        sample = {"v": value, "t": _room.now_ms(), "n": _numbers[series]}
        _room.send("data/" + series, json.dumps(sample))
    except OSError as error:
        return _room.lost(error)
    return True


def on(command, function):
    """Call function(value) when the room sends do/<command>; what it returns is the answer."""
    _commands[command] = function


def every(seconds, function):
    """Call function() now and then every `seconds`, once lab.run() has started."""
    _tasks.append([int(seconds * 1000), function, None])


def run():
    """Do what `every` and `on` asked for; come back by itself after every loss of the network."""
    global _is_in_turn
    while True:
        now = time.ticks_ms()
        _room.stay(now)
        wait_ms = STEP_WITH_COMMANDS_MS if _commands else STEP_MS
        for task in _tasks:
            period_ms, function, due = task
            left_ms = 0 if due is None else time.ticks_diff(due, now)
            if left_ms <= 0:
                # What a long wait (Wi-Fi, broker) made late is not caught up.
                is_late = due is None or -left_ms > period_ms // 4
                task[2] = time.ticks_add(time.ticks_ms() if is_late else due, period_ms)
                _is_in_turn = True
                function()
                _is_in_turn = False
                left_ms = time.ticks_diff(task[2], time.ticks_ms())
            wait_ms = min(wait_ms, left_ms)
        time.sleep_ms(max(0, wait_ms))


def _check_name(series):
    if not 0 < len(series) <= 32 or any(letter not in NAME_LETTERS for letter in series):
        raise ValueError("a series is named with small letters, digits and '-': %r" % series)


def _check_value(value):
    for number in value.values() if isinstance(value, dict) else (value,):
        if not isinstance(number, (int, float)) or not -1e38 < number < 1e38:
            raise ValueError("a measurement is a number or a dict of numbers, not %r" % (value,))


def _arrived(command, value):
    # A request is a plain value, or {"id": ..., "value": ...}; the answer then carries the same id.
    if command not in _commands:
        return
    answer = {"id": value["id"]} if isinstance(value, dict) and "id" in value else {}
    try:
        answer["result"] = _commands[command](value.get("value") if answer else value)
    except Exception as error:
        sys.print_exception(error)
        answer["error"] = "%s: %s" % (type(error).__name__, error)
    _room.send("done/" + command, json.dumps(answer))


_room = Room(config, _arrived)
