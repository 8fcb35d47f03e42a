# The only way to the board: call(name, text) -> text (iot_lab/simulator/board_host.py answers).
# Callbacks run at the program's jumps, one at a time: the host puts `hook` in the interpreter's own scheduler.
import sys
from host import call as _call

handlers = {}  # key ("pin:4", "timer:0") -> function without arguments
_is_busy = False
io = random = None  # given by `_boot`: a full heap has no room to import it


def call(name, text=""):
    answer = _call(name, text)
    if answer < " ":
        return _special(answer)
    return answer


def _special(answer):
    if not answer:
        return answer
    if answer == "\x03":
        return call("more")
    if answer == "\x04":
        raise stop
    if answer[0] == "\x02":
        raise OSError(int(answer[1:]))
    return answer


# A loop sleeps for the same time again and again: it is written once.
_last = 0, "0"


def sleep_us(us):
    global _last
    last = _last
    if last[0] != us:
        _last = last = us, str(us)
    until = _call("pause" if _is_busy else "sleep", last[1])
    while until:
        if until[0] < " ":
            if until == "\x04":
                raise stop
            raise OverflowError("overflow converting long int to machine word")
        until = _call("sleep-until", until)


def hook(_):
    global _is_busy
    if _is_busy:
        return
    _is_busy = True
    try:
        key = _call("next", "")
        if key:
            _run(key)
    finally:
        _is_busy = False


# Interrupts are enabled again: those that came meanwhile run, as many as the scheduler holds.
def run_waiting():
    for _ in range(8):
        hook(0)


# What the host stops the program with; any other exception of a callback is shown, and the program goes on
# (py/runtime.c, mp_call_function_1_protected), a KeyboardInterrupt or a SystemExit as well.
stop = KeyboardInterrupt()


def _run(key):
    handler = handlers.get(key)
    if handler is None:
        return
    try:
        handler()
    except BaseException as error:
        failed(error)


def failed(error):
    if error is stop:
        _call("stopped", "")
    else:
        sys.modules["sys"].print_exception(error)
        _call("callback-failed", traceback(error))


# A name that a module of ours lacks: for `from` it is an ImportError, as where the module is C (on a board `machine` is
# a file with a `__getattr__` of its own, which raises).
def missing(module, name):
    if _call("is-from", module + " " + name):
        raise ImportError("can't import name " + name)
    raise AttributeError("'module' object has no attribute '%s'" % name)


def traceback(error):
    text = io.StringIO()
    sys.print_exception(error, text)
    return text.getvalue()
