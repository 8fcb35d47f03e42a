# MicroPython's `time` on an ESP32: board time, seconds counted from 2000-01-01, ticks that wrap at 2**30.
from utime import gmtime as _gmtime, mktime as _mktime, ticks_add, ticks_diff, ticks_ms
from _board import call as _call, sleep_us as _sleep

_1970_TO_2000 = 946684800


def _refuse(seconds):
    raise TypeError("can't convert %s to float" % type(seconds).__name__)


# What is no number is refused here; `range` refuses as C does what is no whole number or too large.
def sleep(seconds):
    try:
        us = int((seconds + 0) * 1000000)
    except TypeError:
        _refuse(seconds)
    _sleep(us if us > -1000 else us + 4294967296000)  # milliseconds without a sign: 50 days


def sleep_ms(ms):
    _sleep(range(ms).stop * 1000)


def sleep_us(us):
    _sleep(range(us).stop)


def ticks_us():
    return int(_call("ticks-us"))


def ticks_cpu():
    return int(_call("ticks-us"))


def time():
    return int(_call("clock")) // 1000000


def time_ns():
    return int(_call("clock")) * 1000


def gmtime(seconds=None):
    if seconds is None:
        seconds = time()
    return tuple(_gmtime(int(seconds) + _1970_TO_2000))[:8]


def localtime(seconds=None):
    return gmtime(seconds)


def mktime(moment):
    return int(_mktime(tuple(moment))) - _1970_TO_2000
