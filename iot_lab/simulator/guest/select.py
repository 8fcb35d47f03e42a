# `select` of an ESP32 (extmod/modselect.c): sockets, UARTs and the console; other streams are asked every millisecond.
from _board import call as _call, sleep_us as _sleep_us
from _modules import Native as _Native, whole as _whole

POLLIN = 1
POLLOUT = 4
POLLERR = 8
POLLHUP = 16


# [[stream, flags], ...] -> flags of each, [] when time is over (-1: never), None when an interrupt came first.
def _ready(watched, us):
    while True:
        known = ["%s:%d" % (stream._watched(), flags) for stream, flags in watched if hasattr(stream, "_watched")]
        others = len(known) < len(watched)
        if others:
            found = [_asked(stream, flags) for stream, flags in watched]
            if any(found) or us == 0:
                return found if any(found) else []
        if not known:
            _sleep_us(1000)
            answer = ""
        else:
            limit = min(us, 1000) if us >= 0 else 1000
            answer = _call("streams-ready", "%d %s" % (limit if others else us, " ".join(known)))
        if answer[:2] == "w ":
            return None
        if answer:
            answers = iter(answer.split(" "))
            return [int(next(answers)) if hasattr(stream, "_watched") else 0 for stream, flags in watched]
        if not others:
            return []
        us = max(0, us - 1000) if us >= 0 else us


def _asked(stream, flags):
    return 0 if hasattr(stream, "_watched") else stream.ioctl(3, flags)


class poll(_Native):
    def __init__(self):
        self._all = []

    def _find(self, obj):
        for entry in self._all:
            if entry[0] is obj:
                return entry

    def register(self, obj, eventmask=5):
        entry = self._find(obj)
        if not hasattr(obj, "_watched") and not hasattr(obj, "ioctl"):
            raise OSError("stream operation not supported")
        if entry is None:
            self._all.append([obj, _whole(eventmask)])
        else:
            entry[1] = _whole(eventmask)

    def unregister(self, obj):
        entry = self._find(obj)
        if entry is not None:
            self._all.remove(entry)

    def modify(self, obj, eventmask):
        entry = self._find(obj)
        if entry is None:
            raise OSError(2)
        entry[1] = _whole(eventmask)

    def poll(self, timeout=-1, flags=0):
        us = -1 if timeout is None or timeout < 0 else _whole(timeout) * 1000
        found = None
        if not self._all:
            return self._never(us)
        while found is None:
            began = _now()
            found = _ready(self._all, us)
            if found is None and us > 0:
                us = max(0, us - (_now() - began & 0x3FFFFFFF))
        answer = []
        for index, ready in enumerate(found):
            if ready:
                entry = self._all[index]
                answer.append((entry[0], ready))
                if flags & 1:
                    entry[1] = 0
        return answer

    def ipoll(self, timeout=-1, flags=0):
        return iter(self.poll(timeout, flags))

    def _never(self, us):
        while us < 0:
            _sleep_us(1000000)
        _sleep_us(us)
        return []


def select(rlist, wlist, xlist, timeout=None):
    watched = [[one, 1] for one in rlist] + [[one, 4] for one in wlist] + [[one, 8] for one in xlist]
    poller = poll()
    poller._all = watched
    poller.poll(-1 if timeout is None else int(timeout * 1000))
    found = _ready(watched, 0) or [0] * len(watched)
    sizes = len(rlist), len(rlist) + len(wlist)
    places = [place for place, flags in enumerate(found) if flags]
    return (
        [watched[place][0] for place in places if place < sizes[0]],
        [watched[place][0] for place in places if sizes[0] <= place < sizes[1]],
        [watched[place][0] for place in places if place >= sizes[1]],
    )


def _now():
    return int(_call("ticks-us"))
