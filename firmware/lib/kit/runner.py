# Runs the learner's program in the main thread, again and again as the room asks.
#
# Two threads. The kit's sets `_wanted` (what comes next) and interrupts the program through the console; the main one runs
# the program, and what is wanted once it has ended. Nothing else passes between the two.
# An end has two halves. `_execute` notes how the program ended and drops its names, for they may fill the memory, and a report
# needs some; `_conclude` cleans up, reports and decides what comes next. An interruption between the two is harmless: the
# next turn concludes. Its error may itself hold all the memory (`raise ValueError(rows)`): then it is let go, or no turn would
# ever find the memory to conclude.
# What is typed on USB may ask for the console (console.py): that ends `serve`.
import builtins
import sys
import time
from builtins import BaseException, Exception, KeyboardInterrupt, SystemExit  # a program may replace them

from micropython import const

import kit
from kit import companions, files, memory, programs, threads, trial
from kit.notices import say
from kit.surroundings import Surroundings, show

_STEADY_MS = const(60000)  # a good program that ran that long and then fails begins again
AGAIN_MS, TRIAL_AGAIN_MS = 10000, 2000
_AGAIN_EVERY_MS = const(900)
_ANSWERED_MS = const(1000)
_SWALLOWED_MS = const(3000)  # an interruption that takes longer was swallowed: restart the board
ROOM_MS = 60000  # a program may cost the room so long, where memory is short
LATE_MS = 200  # longest wait for an interruption of ours that the program ended before
_MOST_FAULTS = const(20)
_MOST_CLOSED = const(10)  # connections in a row, by the program


class Runner:
    def __init__(self, room, console, restart):
        self._room = room
        self._console = console
        self._restart = restart
        self._wanted = []  # ("run", "stop" or "new", order to answer, id of its request): what comes next
        self._doing = None  # the one of them that the main thread works on
        self._is_running = False
        self._end = self._error = None  # of the program, until it is concluded
        self._has_no_memory = False  # the kit ended the program to have memory
        self._is_on_trial, self._restored_for = False, None
        self._asked_ms = self._interrupted_ms = self._began_ms = time.ticks_ms()
        self._measured = 0  # samples of the room when the program began
        self._again_ms = None  # when the program begins, or one that failed begins again
        self._waking = None  # after a deep sleep: what it waits for
        self._is_given = False  # the console belongs to an editor
        self._faults = 0  # of ours, in a row
        self._stuck_for = None  # they do not pass: the kit's thread restarts, for this one's memory may be locked
        self._leftover_for = None  # threads of a program go on: what is wanted needs a restart
        self._surroundings = Surroundings()
        setattr(builtins, "__rest__", threads.rest)  # noqa: B010 - as a module, it has no such name

    # In the kit's thread.

    def want(self, what, order=None, request=None):
        """Ask for "run", "new" (the program just delivered) or "stop"."""
        if what == "stop" and not (self._is_running or self._wanted or threads.are_alive()):
            was_due, self._again_ms = self._again_ms is not None, None
            self._room.answer("stop", id=request, result="stopped" if was_due else "not-running")
            if was_due:
                self._tell("stopped")
            return
        self._wanted.append((what, order, request))
        self._asked_ms = time.ticks_ms()
        self._interrupt()

    def end_for_memory(self):
        """End the program: the kit finds no memory any more."""
        self._has_no_memory = True
        self._interrupt()

    def watch(self):
        """Called at each turn: a swallowed interruption ends in a restart; a program that lasts has proved itself."""
        now = time.ticks_ms()
        if self._leftover_for:
            self._restart_for(*self._leftover_for)
        if self._stuck_for:
            if self._wanted:
                self._restart_for(*self._wanted[-1])
            self._restart(self._stuck_for)
        if self._wanted and (self._is_running or self._is_given):
            if time.ticks_diff(now, self._asked_ms) > _SWALLOWED_MS:
                self._restart_for(*self._wanted[-1])
            elif time.ticks_diff(now, self._interrupted_ms) > _AGAIN_EVERY_MS:
                self._interrupt()
        elif self._is_running:
            self._judge(time.ticks_diff(now, self._began_ms))

    def _interrupt(self):
        self._interrupted_ms = time.ticks_ms()
        if self._is_running:
            self._console.interrupt()

    def _judge(self, lasted_ms):
        """A program that cost the room makes way; one that ran long enough, or published, is good."""
        if lasted_ms > ROOM_MS and not self._room.is_in() and memory.is_short():
            say("lab: this program leaves no memory for the Wi-Fi: restart without it")
            self._restart("memory")
        if self._room.closed_here >= _MOST_CLOSED:
            self._restart("lost")
        is_proved = lasted_ms > trial.PROVED_MS or self._room.measured > self._measured
        if self._is_on_trial and is_proved and not self._room.closed_here and not memory.is_short():
            self._is_on_trial = False
            trial.prove()
            self._room.end_trial()  # whatever the main thread says of it meanwhile

    def _restart_for(self, what, order, request):
        if what == "new":
            self._install()
        result = "stopped" if what == "stop" else "running"
        files.change(files.STATE, answer=[order, request, result] if order else None)
        say("lab: what runs does not let itself be ended: the board restarts")
        self._restart("stop" if what == "stop" else None)

    # In the main thread.

    def serve(self, left_out, restored_for, waking=None):
        """Until the console is asked for. `left_out` says why the program on board does not run, `waking` when it may."""
        self._restored_for, self._waking = restored_for, waking
        if left_out:
            self._tell("stopped", left_out)
        elif programs.digest():
            self._again_ms = time.ticks_ms()
        wait, interruption, fault, anything = time.sleep_ms, KeyboardInterrupt, Exception, BaseException  # as in start.py
        while not self._is_given:
            try:
                try:
                    self._turn()
                    self._faults = 0
                except interruption:
                    self._take_interruption()
                except fault as error:
                    self._take_fault(error)
            except anything:
                wait(50)  # a second one, amid what was done about the first: the next turn goes on
        self._tell("stopped", "console")

    def _take_interruption(self):
        """One that came outside of the program."""
        is_typed = self._console.meet()
        if is_typed:
            self._again_ms = None
        if self._end is None and self._doing and (self._doing[1] or not is_typed):
            self._wanted.insert(0, self._doing)  # it was about to be done
        self._doing = None

    def _take_fault(self, error):
        """A fault of ours: the room stays, the next order is served. One that does not pass ends in a restart."""
        self._faults += 1
        if self._faults > _MOST_FAULTS:
            self._stuck_for = "memory" if isinstance(error, MemoryError) else "fault"
        sys.print_exception(error)
        time.sleep_ms(50)

    def _turn(self):
        if self._end is not None:
            self._conclude()
        if self._console.is_asked_for():
            self._is_given = True
            return
        self._doing = self._wanted.pop(0) if self._wanted else None
        is_due = self._again_ms is not None and time.ticks_diff(time.ticks_ms(), self._again_ms) >= 0
        if not self._doing and is_due and not kit.is_on_trial and self._may_wake():
            self._doing = ("run", None, None)
        if not self._doing:
            time.sleep_ms(50)
        elif threads.are_alive() and threads.end_them():
            self._leftover_for = self._doing  # done by the kit's thread
            time.sleep_ms(_SWALLOWED_MS)
        elif self._doing[0] == "stop":
            self._again_ms = None
            self._tell("stopped")
            self._answer(self._doing, result="stopped")
        else:
            if self._doing[0] == "new":
                self._install()
            self._run()
        self._doing = None

    def _may_wake(self):
        if self._waking is not None and self._waking.is_over():
            self._waking = None
        return self._waking is None

    def _install(self):
        """Begin the trial of a new program; the one before is kept only where it proved itself."""
        programs.install(trial.is_good(programs.digest()))
        trial.begin(programs.digest())
        self._restored_for = None

    def _run(self):
        self._again_ms = None
        code = self._compile()
        if code is None:
            return
        trial.count_run()
        self._is_on_trial = trial.is_on()
        self._measured = self._room.measured
        self._tell("restored" if self._restored_for else "running", self._restored_for)
        self._answer(self._doing, result="running")
        self._began_ms = time.ticks_ms()
        self._execute(code)

    def _compile(self):
        memory.use_reserve()
        try:
            text = programs.text()
            # One that is too long to lie in memory whole is compiled as it is read, at the moment it runs.
            return compile(text, "program.py", "exec") if text else programs.PROGRAM
        except OSError:
            self._tell("none")
            self._answer(self._doing, error="storage")
        except (SyntaxError, MemoryError) as error:
            place = show(error).split('"program.py", line ')
            line = int(place[-1].split("\n")[0].split(",")[0]) if len(place) > 1 else None
            code = "syntax" if isinstance(error, SyntaxError) else "memory"
            self._answer(self._doing, error=code, line=line, message=str(error))
            self._failed(error, 0)
        finally:
            memory.keep_reserve()
        return None

    def _execute(self, code):
        """Run the program; afterwards `_end` says how it ended, and its names are gone."""
        names = {"__name__": "__main__"}
        self._has_no_memory = False
        self._end, self._error = "stopped", None  # until it is known better
        self._is_running = True
        try:
            self._doing = None  # an interruption is now for the program
            self._room.wait_answered(_ANSWERED_MS)  # the program might restart the board at once
            self._surroundings.enter(companions.folder_of(programs.PROGRAM))
            (builtins.execfile if isinstance(code, str) else exec)(code, names)
            self._end = "ended"
        except KeyboardInterrupt:
            self._console.meet()
        except SystemExit:
            self._end = "ended"
        except BaseException as error:
            self._end, self._error = "failed", error
        self._is_running = False
        names.clear()

    def _conclude(self):
        """Give the next program a clean start, tell how this one ended, decide what comes."""
        self._is_running = self._is_on_trial = False
        self._wait_for_late()
        memory.use_reserve()
        if self._has_no_memory and self._end == "stopped":
            self._end, self._error = "failed", MemoryError("the program left no memory for the kit")
        self._clean_up()
        end, has_error = self._end, self._error is not None
        if end == "failed":
            self._failed(self._error, time.ticks_diff(time.ticks_ms(), self._began_ms))
        elif end == "ended":
            trial.prove()
        else:
            trial.forgive()
        if end != "failed" and not self._wanted:
            self._tell(end)
        self._end = self._error = None
        if has_error:
            memory.forget_error()
        memory.keep_reserve()

    def _wait_for_late(self):
        """An interruption of ours may be on its way while the program ends by itself; one that the program caught never comes."""
        began_ms = time.ticks_ms()
        while self._console.is_ours and time.ticks_diff(time.ticks_ms(), began_ms) < LATE_MS:
            time.sleep_ms(5)
        self._console.is_ours = False

    def _clean_up(self):
        """Restore the surroundings and show the error; one that holds all the memory itself is let go."""
        if self._error is not None:
            self._console.make_room()
        try:
            self._surroundings.restore()
            if self._error is not None:
                show(self._error)
        except MemoryError:
            if self._error is None:
                raise
            name = type(self._error).__name__
            self._error = MemoryError()
            memory.forget_error()
            print(name, "holds all the memory")
            self._surroundings.restore()

    def _failed(self, error, lasted_ms):
        """Decide what comes after a program that failed: again, or the last good one."""
        has_no_memory = isinstance(error, MemoryError)
        if has_no_memory:
            trial.condemn()
        if not trial.is_on():
            if lasted_ms > _STEADY_MS:
                self._again_ms = time.ticks_add(time.ticks_ms(), AGAIN_MS)
            self._tell("failed")
            return
        runs = trial.runs()
        if isinstance(error, OSError) and runs < trial.MOST_RUNS:
            say("lab: failed %d of %d times on trial, again in %d s" % (runs, trial.MOST_RUNS, TRIAL_AGAIN_MS // 1000))
            self._again_ms = time.ticks_add(time.ticks_ms(), TRIAL_AGAIN_MS)
            self._room.tell_program("failed", programs.digest(), True)
        elif trial.give_up():
            say("lab: the new program failed: the last good one is back")
            self._restored_for = "error"
            self._tell("restored", self._restored_for)
            self._again_ms = time.ticks_ms()
        else:
            self._tell("failed")

    def _tell(self, state, reason=None):
        self._room.tell_program(state, programs.digest(), self._is_on_trial, reason)

    def _answer(self, wanted, **result):
        if wanted and wanted[1]:
            self._room.answer(wanted[1], id=wanted[2], **result)
