# `machine` of an ESP32, as far as firmware/ uses it. A reset kills the process; unix_board.py starts it again.
import struct
import time
from io import open

import _thread
import uos

WDT_TURN_MS = 50
PWRON_RESET, HARD_RESET, WDT_RESET, DEEPSLEEP_RESET, SOFT_RESET = 1, 2, 3, 4, 5


# Made once: a chip needs neither memory nor a file system for a reset.
_COMMANDS = ["echo %d > .reset; kill -KILL $PPID" % cause for cause in range(6)]


def _kill(cause):
    uos.system(_COMMANDS[cause])
    time.sleep(10)


def reset():
    _kill(HARD_RESET)


def deepsleep(time_ms=0):
    with open(".slept", "a") as file:
        file.write("%d\n" % time_ms)
    _kill(DEEPSLEEP_RESET)


def reset_cause():
    try:
        with open(".cause") as file:
            return int(file.read())
    except OSError:
        return PWRON_RESET


class RTC:
    def datetime(self, moment=None):
        if moment is not None:
            assert len(moment) == 8 and 2020 < moment[0] < 2100 and 0 <= moment[3] < 7, moment

    def memory(self, content=None):
        if content is None:
            try:
                with open(".rtc", "rb") as file:
                    return file.read()
            except OSError:
                return b""
        if len(content) > 2048:
            raise ValueError("buffer too long")
        with open(".rtc", "wb") as file:
            file.write(content)


class WDT:
    # One a chip, as on an ESP32: another `WDT(timeout=...)` changes its time. A thread plays the clock that bites: it counts its own
    # turns, so that a computer that starves the whole process does not let it bite.
    _left = 0
    _timeout = None

    def __init__(self, id=0, timeout=5000):
        WDT._timeout = timeout
        self.feed()
        if not _has_dog:
            _has_dog.append(True)
            _thread.start_new_thread(_watch, ())

    def feed(self):
        WDT._left = WDT._timeout


_has_dog = []


def _watch():
    while WDT._left > 0:
        time.sleep_ms(WDT_TURN_MS)
        WDT._left -= WDT_TURN_MS
    _kill(WDT_RESET)


class Timer:
    def __init__(self, id=-1, **options):
        if id > 3:
            raise ValueError("invalid Timer number")

    def deinit(self):
        pass


class Pin:
    IN, OUT, PULL_UP, PULL_DOWN = 1, 3, 2, 1
    IRQ_RISING, IRQ_FALLING = 1, 2

    def __init__(self, id, mode=-1, pull=-1, value=None):
        if not 0 <= id < 40 or 6 <= id < 12:
            raise ValueError("invalid pin")
        self._id = id

    def value(self, level=None):
        if level is None:
            try:
                uos.stat(".button")
            except OSError:
                return 1
            return 0
        with open(".led", "a") as file:
            file.write("%d %d\n" % (self._id, level))

    def irq(self, handler=None, trigger=3):
        pass


class PWM:
    def __init__(self, pin, freq=0, duty_u16=0):
        pass

    def duty_ns(self, width_ns):
        with open(".pulse", "w") as file:
            file.write(str(width_ns))


class I2C:
    # A display that takes everything, and an MPU6050 that somebody shakes along its first axis.
    def __init__(self, id=-1, scl=None, sda=None, freq=400000):
        self._side = 1

    def writeto(self, address, data, stop=True):
        return len(data)

    def writeto_mem(self, address, register, data):
        pass

    def readfrom_mem(self, address, register, size):
        if size == 1:
            return b"\x68"
        self._side = -self._side
        return struct.pack(">7h", 20000 * self._side, 0, 16384, 0, 0, 0, 0)
