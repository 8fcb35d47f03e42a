# esp32.RMT: pulse trains on a pin (ports/esp32/esp32_rmt.c).
from _board import call
from _arguments import pin_number
from _modules import Native as _Native, whole as _whole

_SOURCE_HZ = 80000000


class RMT(_Native):
    PULSE_MAX = 32767

    def __init__(self, id=-1, *, pin, resolution_hz=None, clock_div=None, idle_level=False, tx_carrier=None, num_symbols=64):
        if resolution_hz is not None and clock_div is not None:
            raise ValueError("resolution_hz and clock_div are mutually exclusive")
        if resolution_hz is not None and _whole(resolution_hz) <= 0:
            raise ValueError("resolution_hz must be positive")
        if clock_div is not None and not 1 <= _whole(clock_div) <= 255:
            raise ValueError("clock_div must be between 1 and 255")
        if num_symbols < 64 or num_symbols % 2:
            raise ValueError("num_symbols must be even and at least 64")
        self._hz = resolution_hz or (_SOURCE_HZ // clock_div if clock_div else 10000000)
        self._turns = 0
        self._pin = pin_number(pin)
        self._idle = bool(idle_level)
        freq, duty, level = (0, 0, 0) if tx_carrier is None else tx_carrier
        if tx_carrier is not None and not freq:
            raise ValueError("tx_carrier frequency must be >0")
        if not 0 <= duty <= 100:
            raise ValueError("tx_carrier duty must be 0..100")
        if call("rmt-begin", "%d %d %d %d %d" % (self._pin, self._idle, freq, duty, bool(level))) == "0":
            raise OSError(-261, "ESP_ERR_NOT_FOUND")

    def source_freq():
        return _SOURCE_HZ

    source_freq = staticmethod(source_freq)

    def bitstream_rmt(value=None):
        return True

    bitstream_rmt = staticmethod(bitstream_rmt)

    def bitstream_channel(value=None):
        return 1 if value is None else None

    bitstream_channel = staticmethod(bitstream_channel)

    def clock_div(self):
        self._used()
        return _SOURCE_HZ // self._hz

    def wait_done(self, *, timeout=0):
        return call("rmt-done", "%d %d" % (self._used(), timeout)) == "1"

    def active(self, value=None):
        if value is None:
            return self._pin >= 0 and not self.wait_done()
        if value:
            raise ValueError("activate by calling write_pulses()")
        call("rmt-stop", "%d 0" % self._used())
        return False

    def deinit(self):
        if self._pin >= 0:
            call("rmt-stop", "%d 1" % self._pin)
            self._pin = -1

    def loop(self, enable_loop):
        self._repeat(-1 if enable_loop else 0)

    def loop_count(self, count):
        if count < -1:
            raise ValueError("arg must be -1, 0 or positive")
        self._repeat(_whole(count))

    def _repeat(self, turns):
        if self._turns and not turns:
            call("rmt-stop", "%d 0" % self._used())
        self._turns = turns

    def write_pulses(self, duration, data=True):
        pin = self._used()
        if not isinstance(data, (tuple, list)):
            level = bool(data)
            data = []
            for _ in duration:
                data.append(level)
                level = not level
        elif isinstance(duration, int):
            duration = [duration] * len(data)
        elif len(duration) != len(data):
            raise ValueError("duration and data must have same length")
        if not data:
            raise ValueError("No pulses")
        pulses = " ".join(["%d %d" % (bool(one), _whole(ticks) & 0x7FFF) for one, ticks in zip(data, duration)])
        call("rmt-send", "%d %d %d:%s" % (pin, self._hz, self._turns, pulses))

    def _used(self):
        if self._pin < 0:
            raise OSError("already deinitialized")
        return self._pin

    def __repr__(self):
        if self._pin < 0:
            return "RMT()"
        return "RMT(pin=%d, source_freq=%d, resolution_hz=%d, idle_level=%d)" % (self._pin, _SOURCE_HZ, self._hz, self._idle)
