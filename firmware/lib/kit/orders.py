# What the room may order of any board, whatever program runs: the methods named do_..., those of `KIT_ORDERS` in
# iot_lab/contract/orders.py. The others go to the program. Every order with an id is answered on done/<order>, with a result or
# an error code (docs/protocol.md).
#
# `take` is called amid a reception, deep in the thread's small stack: it only notes what is to be done, and queues answers. A
# restart waits until its answer has been sent.
import time

import machine

from kit import borrow, files, link, programs

BLINKS, BLINK_MS = 25, 200


class Orders:
    def __init__(self, config):
        self.room = None
        self.runner = None
        self.wants_restart = False  # once the answer that says so is sent
        self._config = config
        self._delivery = programs.Delivery()
        self._later = []  # (module that does it, what came, id of the request)
        self._blinks = 0
        self._next_blink = time.ticks_ms()
        self._blink_request = None

    def take(self, name, value, request):
        """Obey one order."""
        obey = getattr(self, "do_" + name, None)
        if obey is None:
            link.pass_order(name, value, request)
            return
        if not isinstance(request, str) or not 0 < len(request) <= 40:
            self.room.answer(name, id=None, error="request")
            return
        try:
            obey(value, request)
        except programs.Refused as refused:
            self.room.answer(name, id=request, error=refused.args[0])
        except OSError:
            self.room.answer(name, id=request, error="storage")

    def turn(self):
        """Do what waits for its module, go on blinking."""
        if self._later:
            module, value, request = self._later.pop(0)
            if module == "settings":
                borrow("own_files").mend()  # not deeper: the thread's stack is small
            borrow(module).obey(self, self._config, value, request)
        if not self._blinks or time.ticks_diff(time.ticks_ms(), self._next_blink) < 0:
            return
        self._blinks -= 1
        self._next_blink = time.ticks_add(time.ticks_ms(), BLINK_MS)
        try:
            machine.Pin(self._config.get("led", 2), machine.Pin.OUT).value(self._blinks & 1)
        except (ValueError, TypeError):
            pass  # the settings name no pin of this chip
        if not self._blinks:
            self.room.answer("identify", id=self._blink_request, result="blinked")

    def do_run(self, value, request):
        if len(value) == 1:  # its id
            self.runner.want("run", "run", request)
        elif self._delivery.take(value):
            self.runner.want("new", "run", request)

    def do_stop(self, _value, request):
        self.runner.want("stop", "stop", request)

    def do_identify(self, _value, request):
        self._blinks, self._next_blink, self._blink_request = BLINKS, time.ticks_ms(), request

    def do_rescue(self, _value, request):
        if files.read(files.STATE).get("rescued") != request:  # one that a broker keeps comes at each start
            files.change(files.STATE, skip="rescue", rescued=request)
            self.wants_restart = True
        self.room.answer("rescue", id=request, result="rescued")

    def do_settings(self, value, request):
        self._later.append(("settings", value, request))

    def do_kit(self, value, request):
        if self._later:  # one part at a time: the memory holds no more
            raise programs.Refused("order")
        self._later.append(("update", value, request))
