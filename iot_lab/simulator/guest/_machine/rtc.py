# machine.RTC: the clock behind time.time(), and 2 KB that outlive deep sleep (ports/esp32/machine_rtc.c).
from _board import call
from _modules import Native as _Native, octets as _octets
from utime import gmtime, mktime

_LARGEST = 2048


class RTC(_Native):
    def __init__(self, *arguments, **options):
        pass

    def __repr__(self):
        return "<RTC>"

    def datetime(self, datetimetuple=None):
        if datetimetuple is None:
            us = int(call("clock"))
            year, month, day, hour, minute, second, weekday, _ = gmtime(us // 1000000)
            return (year, month, day, weekday, hour, minute, second, us % 1000000)
        if len(datetimetuple) != 8:
            raise ValueError("requested length 8 but object has length %d" % len(datetimetuple))
        year, month, day, _, hour, minute, second, us = datetimetuple
        call("clock-set", str(mktime((year, month, day, hour, minute, second, 0, 0)) * 1000000 + us))

    def init(self, datetimetuple):
        self.datetime(datetimetuple)

    def memory(self, data=None):
        if data is None:
            return bytes.fromhex(call("rtc-memory"))
        data = _octets(data)
        if len(data) > _LARGEST:
            raise ValueError("buffer too long")
        call("rtc-memory", "=" + (data.hex() or ""))
