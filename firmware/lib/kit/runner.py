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
AGAIN_MS = 10000
SWALLOWED_MS = 3000  # an interruption that takes longer was swallowed: restart the board


class Runner:
    def __init__(self, room, console, restart):
        self._room = room
        self._console = console
        self._restart = restart
        self._wanted = None  # "run", "stop", "new": what the main thread does next
        self._request = None  # id of the order to answer, and its name
        self._is_running = False
        self._asked = 0  # ticks of the last interruption
        self._began = time.ticks_ms()
        self._again = None  # ticks at which a program that failed begins again
        self._rested = time.ticks_ms()
        self._last_names = set(sys.modules)
        builtins.__rest__ = self._rest

    # In the kit's thread.

    def want(self, what, order=None, request=None):
        """Ask for "run", "new" (the program just delivered) or "stop"."""
        if what == "stop" and not self._is_running and self._wanted is None:
            self._again = None
            self._room.answer("stop", id=request, result="not-running")
            return
        self._request = (order, request) if order else None
        self._wanted = what
        self._asked = time.ticks_ms()
        if self._is_running:
            self._console.interrupt()

    def watch(self):
        """Called at each turn: a swallowed interruption ends in a restart; a program that lasts has proved itself."""
        now = time.ticks_ms()
        if self._is_running and self._wanted and time.ticks_diff(now, self._asked) > SWALLOWED_MS:
            self._restart_for(self._wanted)
        if self._is_running and not self._wanted and time.ticks_diff(now, self._began) > PROVED_MS:
            self._prove()

    def _restart_for(self, wanted):
        if wanted == "new":
            programs.install(self._is_good())
            files.change(files.STATE, trial=programs.digest())
        answer = self._answer_for(wanted)
        files.change(files.STATE, skip=True if wanted == "stop" else None, answer=answer)
        self._restart()

    def _prove(self):
        state = files.read(files.STATE)
        if state.get("trial"):
            files.change(files.STATE, trial=None, good=state["trial"])

    # In the main thread.

    def serve(self, is_safe):
        """Run what is wanted, for ever."""
        if not is_safe and programs.digest():
            self._wanted = "run"
        elif is_safe:
            self._tell("stopped")
        while True:
            try:
                self._turn()
            except KeyboardInterrupt:
                pass  # came between two programs

    def _turn(self):
        wanted, self._wanted = self._wanted, None
        if self._again is not None and time.ticks_diff(time.ticks_ms(), self._again) >= 0:
            wanted = wanted or "run"
        if wanted == "stop":
            self._tell("stopped")
            self._answer({"result": "stopped"})
        elif wanted == "new":
            self._install()
        elif wanted == "run":
            self._run()
        else:
            time.sleep_ms(50)

    def _install(self):
        """Try a new program; the one before stays until this one has proved itself."""
        programs.install(self._is_good())
        files.change(files.STATE, trial=programs.digest())
        self._run()

    def _is_good(self):
        """Say whether the present program proved itself: only such a one is kept to come back."""
        return programs.digest() == files.read(files.STATE).get("good", "")

    def _run(self):
        self._again = None
        code = self._compile()
        if code is None:
            return
        self._tell("running")
        self._answer({"result": "running"})
        self._began, self._is_running = time.ticks_ms(), True
        try:
            exec(code, {"__name__": "__main__"})
            end = "ended"
        except SystemExit:
            end = "ended"
        except KeyboardInterrupt:
            end = "stopped"
        except BaseException as error:
            _show(error)
            end = "failed"
        finally:
            self._is_running = False
        code = None
        self._clean()
        self._ended(end)

    def _compile(self):
        try:
            with open(programs.PROGRAM) as file:
                return compile(file.read(), "program.py", "exec")
        except OSError:
            self._tell("none")
            self._answer({"error": "storage"})
        except SyntaxError as error:
            text = _show(error)
            self._answer({"error": "syntax", "line": _line_of(text), "message": str(error)})
            self._failed()
        except MemoryError as error:
            _show(error)
            self._answer({"error": "memory"})
            self._failed()
        return None

    def _ended(self, end):
        lasted_ms = time.ticks_diff(time.ticks_ms(), self._began)
        if end == "failed" and lasted_ms < PROVED_MS:
            self._failed()
            return
        if end == "failed" and lasted_ms > STEADY_MS:
            self._again = time.ticks_add(time.ticks_ms(), AGAIN_MS)
        if end == "ended":
            self._prove()
        if not (end == "stopped" and self._wanted):
            self._tell(end)

    def _failed(self):
        """A program that breaks down at once makes way for the last good one."""
        is_trial = files.read(files.STATE).get("trial")
        files.change(files.STATE, trial=None)
        if is_trial and programs.restore():
            self._tell("restored")
            self._wanted = self._wanted or "run"
        else:
            self._tell("failed")

    def _clean(self):
        """Give the next program a clean start: modules, interrupts and timers of this one go."""
        link.forget_program()
        for name in list(sys.modules):
            if name not in self._last_names and not name.startswith("kit"):
                del sys.modules[name]
        _release_hardware()
        gc.collect()

    def _tell(self, state):
        self._room.tell_program(state, programs.digest())

    def _answer(self, result):
        if self._request:
            order, request = self._request
            self._request = None
            self._room.answer(order, id=request, **result)

    def _answer_for(self, wanted):
        if not self._request:
            return None
        order, request = self._request
        return [order, request, "stopped" if wanted == "stop" else "running"]

    def _rest(self, value=None):
        """A call that the laptop puts in the program's loops, so that the kit's thread has its share of the chip."""
        now = time.ticks_ms()
        if time.ticks_diff(now, self._rested) > REST_EVERY_MS:
            time.sleep_ms(REST_MS)
            self._rested = time.ticks_ms()
        return value


def _release_hardware():
    """Stop the timers and interrupts that a program leaves behind."""
    for number in range(4):
        try:
            machine.Timer(number).deinit()
        except (ValueError, OSError):
            pass  # this chip has fewer
    for number in range(49):
        try:
            machine.Pin(number).irq(handler=None)
        except (ValueError, OSError):
            pass  # not a pin of this chip


def _show(error):
    """Print a traceback, on USB and in the room, without our own lines; return it."""
    text = io.StringIO()
    sys.print_exception(error, text)
    lines = [line for line in text.getvalue().split("\n") if "kit/runner" not in line]
    text = "\n".join(lines)
    print(text)
    return text


def _line_of(traceback):
    for line in traceback.split("\n"):
        if 'File "program.py", line ' in line:
            return int(line.split("line ")[1].split(",")[0])
    return None
