# A safe start: count it, decide whether the learner's program may run, begin the kit's thread, serve the program.
# The program is left out when BOOT is held, after three starts in a row that failed, or when the room asked for it.
import gc
import os
import sys
import time

import _thread
import machine

from kit import files, link, programs
from kit.console import Console
from kit.orders import Orders
from kit.room import Room
from kit.runner import Runner

BUTTON_MS, TURN_MS, WATCHDOG_MS = 600, 20, 60000
MOST_STARTS = 3  # a start that lasts less than STEADY_MS has failed
STEADY_MS = 15000
PORTAL_AFTER = 3  # rounds of Wi-Fi that failed
THREAD_BYTES, MOST_FAULTS = 8 * 1024, 20


def run():
    """Start everything; returns never."""
    programs.mend()
    config = files.read(files.CONFIG)
    if not all(name in config for name in ("room", "name", "secret", "broker", "wifi")):
        print("lab: this board has no config.json of a room: flash it again")
        return
    state = _count_start()
    is_safe = _is_button_held(config) or state["starts"] > MOST_STARTS or bool(state.get("skip"))
    _restore_after_silence(state)
    files.change(files.STATE, skip=None)
    service = Service(config)
    print("iot-lab kit %s %s %s" % (config.get("kit", "?"), config.get("name", "?"), service.room.mac))
    if is_safe:
        print("lab: the program is left out at this start")
    _thread.stack_size(THREAD_BYTES)
    _thread.start_new_thread(service.serve, (state,))
    service.runner.serve(is_safe)


class Service:
    """The kit's thread: the room, its orders, the watch over the program."""

    def __init__(self, config):
        self._console = Console()
        self._orders = Orders(config, self._restart)
        self.room = Room(config, self._orders.take)
        self.runner = Runner(self.room, self._console, self._restart)
        self._orders.room, self._orders.runner = self.room, self.runner
        self._config = config
        self._faults, self._portal = 0, None
        self._steady_ms = STEADY_MS
        self._spare = bytearray(2048)  # given back when memory is full, to be able to stop the program
        self.room.log = self._console
        link.share(self.room)
        os.dupterm(self._console)

    def serve(self, state):
        dog = machine.WDT(timeout=WATCHDOG_MS)
        if isinstance(state.get("answer"), list):  # to the order that made the board restart
            order, request, result = state["answer"]
            self.room.answer(order, id=request, result=result)
            files.change(files.STATE, answer=None)
        while True:
            try:
                dog.feed()
                self._turn()
                self._faults = 0
                time.sleep_ms(TURN_MS)
            except KeyboardInterrupt:
                pass  # meant for the program, which is interrupted again
            except MemoryError:
                self._make_room()
            except Exception as error:
                sys.print_exception(error)  # a fault of ours: go on, restart when it does not pass
                self._count_fault()

    def _turn(self):
        self.room.step()
        self._orders.turn()
        self.runner.watch()
        if self._steady_ms and self.room.clock.up_ms() > self._steady_ms:
            self._steady_ms = None
            files.change(files.STATE, starts=0)
        if self._portal or self.room.wifi.rounds >= PORTAL_AFTER:
            self._open_portal()
        if self.room.is_leaving:
            self.room.leave()
            time.sleep_ms(10000)  # the board sleeps deeply meanwhile

    def _open_portal(self):
        if self._portal is None:
            from kit.portal import Portal

            self._portal = Portal(self._config, self.room)
        if self._portal.step(self.room):
            self._portal = None
            del sys.modules["kit.portal"]

    def _make_room(self):
        """The program took all the memory: end it."""
        self._spare = None
        gc.collect()
        self._count_fault()
        if self._faults > 2:
            self._console.interrupt()

    def _count_fault(self):
        self._faults += 1
        if self._faults > MOST_FAULTS:
            files.change(files.STATE, skip=True)
            self._restart()

    def _restart(self):
        files.change(files.STATE, starts=0)  # a restart of ours is no failure of the program
        self.room.is_ending = True
        self.room.leave()
        self.room.save()
        machine.reset()


def _count_start():
    """Note that a start began; waking from a deep sleep is no start."""
    state = files.read(files.STATE)
    is_start = machine.reset_cause() != machine.DEEPSLEEP_RESET
    for name in ("boots", "starts"):
        state[name] = files.count(state, name) + is_start
    if is_start:
        files.write(files.STATE, state)
    return state


def _is_button_held(config):
    """Look at BOOT for a moment (holding it while plugging in starts the chip's own loader instead)."""
    button = machine.Pin(config.get("button", 0), machine.Pin.IN, machine.Pin.PULL_UP)
    for _ in range(BUTTON_MS // 20):
        if button.value() or machine.reset_cause() == machine.DEEPSLEEP_RESET:
            return False
        time.sleep_ms(20)
    return True


def _restore_after_silence(state):
    """A new program during whose trial the board restarted by itself twice never proved itself."""
    if state.get("trial") and state["starts"] > 2 and programs.restore():
        files.change(files.STATE, trial=None)
        print("lab: the last good program is back")
