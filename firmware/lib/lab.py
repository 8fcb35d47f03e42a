# lab: share a board's measurements with the room. The same file runs on an ESP32 and on a simulated board.
#
#     lab.every(2, measure)                          call measure() every 2 s
#     lab.publish("temperature", 21.5, unit="°C")    send a number, or a dict of numbers
#     lab.stream("motion", read, hz=50)              call read() 50 times a second, send what it gives twice a second
#     lab.on("lamp", switch)                         call switch(value) when the room sends do/lamp
#     lab.run()                                      do all that for ever
#     lab.sleep(300)                                 send what waits, then sleep for 300 s and start again from the top
#     from lab import room                           what it needs to join by itself: room.ssid, room.broker, room.topic("x")...
#
# Nothing is lost while the room is away: samples wait, with their own time, and leave in order when it is back.
import sys
import time

from kit import files, link
from kit.facts import Facts

NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
LONGEST_WAIT_MS, WAIT_WITH_SAMPLES_MS, WAIT_WITH_ORDERS_MS = 5000, 1000, 100
SENT_TOGETHER, LAST_SENDING_MS = 8, 20000

_functions = {}  # type: dict
_tasks = []  # type: list  # [period in ms, function, ticks of its next call]
_orders = []  # type: list  # [name, value, id of the request]
_is_in_run = False
_room = None  # opened by the first function that needs it: `from lab import room` joins nothing

room = Facts(files.read(files.CONFIG))


def publish(series, value, unit=None):
    """Share one measurement: a number, or a dict of numbers."""
    _open()
    if type(series) is not str or series not in _room.units:
        _check_name(series)  # once: it takes time
    _check_value(value)
    _room.publish(series, value, unit)
    if not _is_in_run or len(_room.outbox) >= SENT_TOGETHER:
        link.turn()


def on(command, function):
    """Call function(value) when the room sends do/<command>; what it returns is the answer."""
    _check_name(command)
    if not callable(function):
        raise TypeError("lab.on needs a function: write its name without ()")
    _functions[command] = function
    _open()


def every(seconds, function):
    """Call function() now and then every `seconds`, once lab.run() has started."""
    if not callable(function):
        raise TypeError("lab.every needs a function: write its name without ()")
    if seconds <= 0:
        raise ValueError("lab.every needs a time above 0 s")
    _tasks.append([int(seconds * 1000), function, None])


def stream(series, read, hz=50, per=1000, unit=None):
    from kit.streams import Stream

    _check_name(series)
    _open()
    _tasks.append(Stream(_room, _check_value, series, read, hz, per, unit).task)


def run():
    """Do what `every` and `on` asked for."""
    global _is_in_run
    _open()
    _is_in_run = True
    try:
        while True:
            _run_orders()
            _run_tasks()
            link.turn()
            time.sleep_ms(_wait_ms())
    finally:
        _is_in_run = False


def sleep(seconds):
    """Send what waits, then sleep deeply: nearly no current, and the program starts again from its first line."""
    import machine

    if seconds + 0 <= 0:  # no number, no sum
        raise ValueError("lab.sleep: above 0 s")
    _open()
    end = time.ticks_add(time.ticks_ms(), LAST_SENDING_MS)
    _send_until(end)
    _room.publish("awake", _room.clock.up_ms() / 1000, "s")
    _send_until(end)
    link.close()
    print("lab: awake for %d ms, asleep for %d s" % (_room.clock.up_ms(), seconds))
    machine.deepsleep(int(seconds * 1000))


def _send_until(end):
    while len(_room.outbox) and time.ticks_diff(end, time.ticks_ms()) > 0:
        link.turn()
        time.sleep_ms(20)


def _run_tasks():
    now = time.ticks_ms()
    for task in _tasks:
        period_ms, function, due = task
        late_ms = period_ms if due is None else time.ticks_diff(now, due)
        if late_ms >= 0:
            # What a long wait made late is not caught up.
            task[2] = time.ticks_add(now if late_ms > period_ms // 4 else due, period_ms)
            function()


def _wait_ms():
    wait_ms = WAIT_WITH_ORDERS_MS if _functions else WAIT_WITH_SAMPLES_MS if len(_room.outbox) else LONGEST_WAIT_MS
    now = time.ticks_ms()
    wait_ms = min([wait_ms] + [time.ticks_diff(task[2], now) for task in _tasks])
    return 0 if _orders else max(0, wait_ms)


def _run_orders():
    # A request is a plain value, or {"id": ..., "value": ...}; the answer then carries the same id.
    while _orders:
        name, value, request = _orders.pop(0)
        answer = {} if request is None else {"id": request}
        try:
            answer["result"] = _functions[name](value if request is None else value.get("value"))
        except Exception as error:
            sys.print_exception(error)
            answer["error"] = "%s: %s" % (type(error).__name__, error)
        _room.answer(name, **answer)


def _take_order(name, value, request):
    if name in _functions and len(_orders) < 8:
        _orders.append((name, value, request))


def _check_name(name):
    if not isinstance(name, str) or not 0 < len(name) <= 32 or any(one not in NAME_LETTERS for one in name):
        raise ValueError("a name has 1 to 32 small letters, digits or '-': %r" % (name,))


def _check_value(value):
    if isinstance(value, dict) and not all(isinstance(name, str) for name in value):
        raise ValueError("the names in a dict of numbers are texts: %r" % (value,))
    for number in value.values() if isinstance(value, dict) else (value,):
        if isinstance(number, str) or not isinstance(number, (int, float)) or not -1e38 < number < 1e38:
            raise ValueError("a measurement is a number or a dict of numbers, not %r" % (value,))


def _open():
    global _room
    if _room is None:
        _room = link.open_room(_take_order)
