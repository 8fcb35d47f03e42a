# The only door to the board: call(name, text) -> text (iot_lab/simulator/door.py answers).
# Callbacks run between two calls, one at a time, as `micropython.schedule` does on a board.
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
        raise KeyboardInterrupt
    if answer[0] == "\x02":
        raise OSError(int(answer[1:]))
    run_callbacks()
    answer = answer[1:]
    return call("more") if answer == "\x03" else answer


def sleep_us(us):
    until = _call("pause" if _is_busy else "sleep", str(us))
    while until:
        if until[0] < " ":
            if until == "\x04":
                raise KeyboardInterrupt
            raise OverflowError("overflow converting long int to machine word")
        run_callbacks()
        until = _call("sleep-until", until)


def run_callbacks():
    global _is_busy
    if _is_busy:
        return
    _is_busy = True
    try:
        for _ in range(8):  # the scheduler's depth: a flood of interrupts must leave the program its turn
            key = _call("next", "")
            if not key:
                break
            _run(key)
    finally:
        _is_busy = False


def _run(key):
    handler = handlers.get(key)
    if handler is None:
        return
    try:
        handler()
    except Exception as error:
        sys.modules["sys"].print_exception(error)
        _call("callback-failed", traceback(error))


def traceback(error):
    text = io.StringIO()
    sys.print_exception(error, text)
    return text.getvalue()
