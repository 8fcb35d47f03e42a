# A start of the board: count it, decide whether the learner's program may run, begin the kit's thread, serve the program.
#
# Whatever is on the board, it comes into the room and can be stopped. Two things see to it. Starts: a start counts as failed
# until the board has been up for STEADY_MS; after so many that failed (left_out.py), after the watchdog, or when the room or
# somebody at BOOT asks, the program is left out, and the board says why. Watchdog: the kit's thread feeds it at every turn and
# before each wait, and no wait is longer than ANSWER_S (room.py). What keeps the kit from running for WATCHDOG_MS, a program or
# a C loop that never lets go of MicroPython's lock, restarts the board without the program.
#
# `state.json` carries over a restart: `skip` (leave the program out, and why), `answer` (to the order that asked for the
# restart), `is_ours` (the kit restarted the board by itself), `boots`, `starts`, and what trial.py keeps.
import os
import sys
import time

import _thread
import machine
from micropython import const

import kit
from kit import files, guard, link, memory, notices, threads
from kit.client import Client
from kit.console import Console
from kit.description import reset_cause
from kit.orders import Orders
from kit.room import Room
from kit.runner import Runner

TURN_MS = 20
WATCHDOG_MS = 15000
_CONSOLE_WATCHDOG_MS = const(24 * 3600 * 1000)  # nothing feeds it while an editor has the board
STEADY_MS = 15000
PROVED_MS = 35000  # a new kit that lasted so long, its first health at 30 s said, is good
_ANSWERED_MS = const(5000)  # longest wait for an answer to be sent before the restart that it announces
_PORTAL_AFTER = const(3)  # rounds of Wi-Fi that failed
_THREAD_BYTES = const(10 * 1024)
_MOST_FAULTS = const(20)
_MOST_SHORTAGES = const(40)
_SHORTAGE_MS = const(10000)  # of memory, until none came for so long


def run():
    """Start everything; return only where the console is given to an editor."""
    config, mended = kit.borrow("own_files").begin()
    if not all(name in config for name in ("room", "name", "secret", "broker", "wifi")):
        print("lab: this board has no config.json of a room: flash it again")
        return
    if kit.chosen:
        config["kit"] = kit.chosen
    state, left_out, restored = kit.borrow("left_out").decide(config)
    service = Service(config, reset_cause(bool(state.get("is_ours"))))
    print("iot-lab kit %s %s %s" % (config.get("kit", "?"), config.get("name", "?"), service.room.mac))
    if mended:
        print(mended)
    kit.borrow("left_out").tell(left_out, restored)  # into the log, which the service has begun
    _thread.stack_size(_THREAD_BYTES)
    _thread.start_new_thread(service.serve, (state,))
    while service.room.watchdog is None:
        time.sleep_ms(TURN_MS)  # the program may take all the memory, and the thread needs some to begin
    has_slept = machine.reset_cause() == machine.DEEPSLEEP_RESET
    service.runner.serve(left_out, restored, kit.borrow("waking").Waking(service.room) if has_slept else None)
    service.give_console()


class Watchdog:
    """Restarts the board when the kit's thread no longer runs; begun by that thread."""

    def __init__(self):
        self._dog = machine.WDT(timeout=WATCHDOG_MS)
        self._usual_ms = self._now_ms = WATCHDOG_MS

    def feed(self):
        if self._now_ms != self._usual_ms:
            self._set(self._usual_ms)
        self._dog.feed()

    def allow(self, ms):
        """Be patient for so long, until the next feeding."""
        self._set(max(ms, self._usual_ms))

    def relax(self):
        """Be patient from now on: the console is an editor's, which may end the kit."""
        self._usual_ms = _CONSOLE_WATCHDOG_MS
        self._set(_CONSOLE_WATCHDOG_MS)

    def _set(self, ms):
        self._now_ms = ms
        self._dog = machine.WDT(timeout=ms)
        self._dog.feed()


class Service:
    """The kit's thread: the room, its orders, the watch over the program."""

    def __init__(self, config, cause=None):
        self._console = Console()
        self._orders = Orders(config)
        self.room = Room(config, self._orders.take, cause)
        self.runner = Runner(self.room, self._console, self.restart)
        self._orders.room, self._orders.runner = self.room, self.runner
        self._config = config
        self._faults = self._shortages = 0
        self._shortage_ms = time.ticks_ms()  # of the last one
        self._portal = None
        self._steady_ms = STEADY_MS
        self._restart_by = None  # ticks at which an announced restart comes, answered or not
        self.room.log = self._console
        link.share(self.room, threads.rest)
        os.dupterm(self._console)
        classes = (Service, Room, Runner, Orders, Console, Client)
        self._keeper = guard.keeper(classes, (self.room, self._console), self._say_goodbye)
        next(self._keeper)
        memory.keep_reserve()

    def serve(self, state):
        if isinstance(state.get("answer"), list) and len(state["answer"]) == 3:  # to the order that made the board restart
            order, request, result = state["answer"]
            self.room.answer(order, id=request, result=result)
            files.change(files.STATE, answer=None)
        watchdog = self.room.watchdog = Watchdog()
        look, feed, has_failed = self._keeper.send, watchdog.feed, False  # a program may change all but a function's own variables
        no_memory, fault, anything = MemoryError, Exception, BaseException
        while True:
            try:
                try:
                    if look(has_failed):
                        watchdog.allow(0)  # a program may have set the chip's only watchdog to another time
                    feed()
                    has_failed = True
                    self._turn()  # not by a function between: the thread's stack is small
                    self._faults = 0
                    time.sleep_ms(TURN_MS)
                    has_failed = False
                except no_memory:
                    self._make_room()
                except fault as error:
                    if not notices.is_quiet:
                        sys.print_exception(error)  # a fault of ours: go on, restart when it does not pass
                    self._count_fault()
            except anything:
                pass  # a second fault, amid what was done about the first: the next turn meets it again

    def give_console(self):
        """Leave the console to an editor: nothing more is printed, the room stays, and no watchdog ends a long session."""
        while True:
            try:
                self._console.give_back()
                self.room.log = None
                if self.room.watchdog is not None:
                    self.room.watchdog.relax()
                self.room.save()  # a soft reset ends the kit wherever it is
                return
            except KeyboardInterrupt:
                pass
            except OSError:
                return  # the flash is full

    def _turn(self):
        self.room.step()
        self._orders.turn()
        self._console.pay()
        self.runner.watch()
        self._restart_when_answered()
        if self._steady_ms and self.room.clock.up_ms() > self._steady_ms:
            self._steady_ms = None
            files.change(files.STATE, starts=0)
        if kit.is_pending and self.room.clock.is_told and not (kit.is_on_trial and self.room.clock.up_ms() < PROVED_MS):
            kit.borrow("update").report(self.room)
        if self._portal or self.room.wifi.rounds >= _PORTAL_AFTER:
            self._open_portal()
        if self.room.is_leaving:
            self.room.leave()
            time.sleep_ms(10000)  # the board sleeps deeply meanwhile

    def _restart_when_answered(self):
        """`do/rescue` is answered before the restart that it asks for."""
        if not self._orders.wants_restart:
            return
        if self._restart_by is None:
            self._restart_by = time.ticks_add(time.ticks_ms(), _ANSWERED_MS)
        if not self.room.has_answers() or time.ticks_diff(time.ticks_ms(), self._restart_by) > 0:
            self.restart()

    def _open_portal(self):
        if self._portal is None:
            kit.borrow("own_files").mend()  # the page changes the settings
            self._portal = kit.borrow("portal").Portal(self._config, self.room)
        if self._portal.step(self.room):
            self._portal = None

    def _make_room(self):
        """The program took all the memory: end it."""
        memory.use_reserve()
        now = time.ticks_ms()
        self._shortages = 1 if time.ticks_diff(now, self._shortage_ms) > _SHORTAGE_MS else self._shortages + 1
        self._shortage_ms = now
        if self._shortages > _MOST_SHORTAGES:
            self.restart("memory")
        if self._shortages > 2:
            self.runner.end_for_memory()

    def _count_fault(self):
        self._faults += 1
        if replaced := guard.restore_words():
            notices.say("lab: the program replaced %s, which the kit needs: restart without it" % ", ".join(replaced))
            self.restart("fault")
        if self._faults > _MOST_FAULTS:
            self.restart("memory" if self._shortages else "fault")

    def restart(self, skip=None):
        """Restart the board; `skip` says why the program is left out afterwards. Nothing may keep it from restarting.

        Where that cannot be written (the flash is full, or gone), the watchdog is left to bite: it leaves the program out too.
        """
        is_noted = not skip
        try:
            changes = {"starts": 0, "is_ours": True}  # a restart of ours is no failure of the program
            if skip:
                changes["skip"] = skip
            files.change(files.STATE, **changes)
            is_noted = True
            self._say_goodbye()
        finally:
            while not is_noted:
                time.sleep_ms(TURN_MS)
            machine.reset()

    def _say_goodbye(self):
        self.room.is_ending = True
        self.room.leave()
        self.room.save()
