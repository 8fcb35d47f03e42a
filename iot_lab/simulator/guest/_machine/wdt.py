# machine.WDT: once started it cannot be stopped; a board that does not feed it in time is reset.
from _board import call
from _modules import Native as _Native, whole as _whole


class WDT(_Native):
    def __init__(self, id=0, timeout=5000):
        if id != 0:
            raise ValueError
        if timeout <= 0:
            raise ValueError("WDT timeout too short")
        self._timeout = str(_whole(timeout))
        self.feed()

    def __repr__(self):
        return "<WDT>"

    def feed(self):
        call("watchdog", self._timeout)
