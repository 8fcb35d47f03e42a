# Runs the learner's program in the main thread, again and again as the room asks. The kit's thread sets `wanted` and
# interrupts; nothing else passes between the two.
import builtins
import gc
import io
import sys
import time

import machine

from kit import files, link, programs

REST_EVERY_MS, REST_MS = 100, 5
PROVED_MS = 10000  # a new program that runs that long is good
STEADY_MS = 60000  # one that ran that long and then fails begins again
AGAIN_MS, AGAIN_EVERY_MS, ANSWERED_MS = 10000, 900, 1000
SWALLOWED_MS = 3000  # an interruption that takes longer was swallowed: restart the board


class Runner:
    def __init__(self, room, console, restart):
        self._room = room
        self._console = console
        self._restart = restart
        self._wanted = []  # ("run", "stop" or "new", order to answer, id of its request): what comes next
        self._doing = None  # the one of them that the main thread works on
        self._is_interrupted = self._is_running = False
        self._asked = 0  # ticks of the last interruption
        self._began = time.ticks_ms()
        self._again = None  # ticks at which a program that failed begins again
        self._rested = time.ticks_ms()
        self._last_names = set(sys.modules)
        builtins.__rest__ = self._rest

    def want(self, what, order=None, request=None):
        """Ask for "run", "new" (the program just delivered) or "stop", from the kit's thread."""
        if what == "stop" and not self._is_running and not self._wanted:
            self._again = None
            self._room.answer("stop", id=request, result="not-running")
            return
        self._wanted.append((what, order, request))
        self._asked = time.ticks_ms()
        self._interrupt()

    def _interrupt(self):
        self._interrupted = time.ticks_ms()
        if self._is_running:
            self._is_interrupted = True
            self._console.interrupt()

    def watch(self):
        """Called at each turn: a swallowed interruption ends in a restart; a program that lasts has proved itself."""
        now = time.ticks_ms()
        if not self._is_running:
            return
        if self._wanted and time.ticks_diff(now, self._asked) > SWALLOWED_MS:
            self._restart_for(*self._wanted[-1])
        elif self._wanted and time.ticks_diff(now, self._interrupted) > AGAIN_EVERY_MS:
            self._interrupt()
        elif not self._wanted and time.ticks_diff(now, self._began) > PROVED_MS:
            self._prove()

    def _restart_for(self, what, order, request):
        if what == "new":
            self._install()
        answer = [order, request, "stopped" if what == "stop" else "running"]
        files.change(files.STATE, skip=True if what == "stop" else None, answer=answer)
        self._restart()

    def _prove(self):
        if trial := files.read(files.STATE).get("trial"):
            files.change(files.STATE, trial=None, good=trial)

    def serve(self, is_safe):
        """Run what is wanted, for ever, in the main thread."""
        if not is_safe and programs.digest():
            self._again = time.ticks_ms()
        elif is_safe:
            self._tell("stopped")
        while True:
            try:
                self._turn()
            except KeyboardInterrupt:
                if self._doing:
                    self._wanted.insert(0, self._doing)  # it came when the program had just ended
            except Exception as error:
                sys.print_exception(error)  # a fault of ours: the room stays, the next order is served

    def _turn(self):
        self._doing = self._wanted.pop(0) if self._wanted else None
        if not self._doing and self._again is not None and time.ticks_diff(time.ticks_ms(), self._again) >= 0:
            self._doing = ("run", None, None)
        if not self._doing:
            time.sleep_ms(50)
        elif self._doing[0] == "stop":
            self._again = None
            self._tell("stopped")
            self._answer(self._doing, result="stopped")
        else:
            if self._doing[0] == "new":
                self._install()
            self._run()
        self._doing = None

    def _install(self):
        """Begin the trial of a new program; the one before is kept only where it proved itself."""
        programs.install(programs.digest() == files.read(files.STATE).get("good", ""))
        files.change(files.STATE, trial=programs.digest())

    def _run(self):
        self._again = None
        code = self._compile()
        if code is None:
            return
        self._tell("running")
        self._began, self._is_running, self._is_interrupted = time.ticks_ms(), True, False
        self._answer(self._doing, result="running")
        try:
            self._doing = None  # an interruption is now for the program
            self._room.wait_answered(ANSWERED_MS)  # the program might restart the board at once
            exec(code, {"__name__": "__main__"})
            end = "ended"
        except KeyboardInterrupt:
            end = "stopped"
        except BaseException as error:
            end = "ended" if isinstance(error, SystemExit) else "failed"
            if end == "failed":
                _show(error)
        self._is_running, code = False, None
        if self._is_interrupted and end != "stopped":
            time.sleep_ms(200)  # for the interruption that is on its way
        self._clean()
        self._ended(end)

    def _compile(self):
        gc.collect()
        try:
            with open(programs.PROGRAM) as file:
                return compile(file.read(), "program.py", "exec")
        except OSError:
            self._tell("none")
            self._answer(self._doing, error="storage")
        except (SyntaxError, MemoryError) as error:
            place = _show(error).split('"program.py", line ')
            line = int(place[-1].split("\n")[0].split(",")[0]) if len(place) > 1 else None
            code = "syntax" if isinstance(error, SyntaxError) else "memory"
            self._answer(self._doing, error=code, line=line, message=str(error))
            self._failed()
        return None

    def _ended(self, end):
        lasted_ms = time.ticks_diff(time.ticks_ms(), self._began)
        if end == "failed" and lasted_ms < PROVED_MS:
            return self._failed()
        if end == "failed" and lasted_ms > STEADY_MS:
            self._again = time.ticks_add(time.ticks_ms(), AGAIN_MS)
        if end == "ended":
            self._prove()
        if not self._wanted:
            self._tell(end)

    def _failed(self):
        """A program that breaks down at once makes way for the last good one."""
        is_trial = files.read(files.STATE).get("trial")
        files.change(files.STATE, trial=None)
        if is_trial and programs.restore():
            self._tell("restored")
            self._again = time.ticks_ms()
        else:
            self._tell("failed")

    def _clean(self):
        """Give the next program a clean start: modules, interrupts and timers of this one go."""
        link.open(None)  # nobody takes its orders any more
        for name in list(sys.modules):
            if name not in self._last_names and not name.startswith("kit"):
                del sys.modules[name]
        _release_hardware()
        gc.collect()

    def _tell(self, state):
        self._room.tell_program(state, programs.digest())

    def _answer(self, wanted, **result):
        if wanted and wanted[1]:
            self._room.answer(wanted[1], id=wanted[2], **result)

    def _rest(self, value=None):
        """A call that the laptop puts in the program's loops, so that the kit's thread has its share of the chip."""
        now = time.ticks_ms()
        if time.ticks_diff(now, self._rested) > REST_EVERY_MS:
            time.sleep_ms(REST_MS)
            self._rested = time.ticks_ms()
        return value


def _release_hardware():
    """Stop the timers and interrupts that a program leaves behind."""
    acts = [lambda n: machine.Pin(n).irq(handler=None)] * 49 + [lambda n: machine.Timer(n - 49).deinit()] * 4
    for number, act in enumerate(acts):
        try:
            act(number)
        except (ValueError, OSError):
            pass  # this chip has no such pin or timer


def _show(error):
    """Print a traceback, on USB and in the room, without our own lines; return it."""
    text = io.StringIO()
    sys.print_exception(error, text)
    text = "\n".join(line for line in text.getvalue().split("\n") if "kit/runner" not in line)
    print(text)
    return text
