# `asyncio` of MicroPython: its documented API on the interpreter's own Task and TaskQueue. What it loads when it is first asked
# for, as MicroPython's own does, is in `_asyncio_waits` (gather, wait_for), `_asyncio_locks` and `_streams`.
# One rule: the task that is due first runs next; when none is due, the board sleeps until then in one jump.
import sys
from _asyncio import Task, TaskQueue
from _board import call as _call, sleep_us as _sleep_us, sys as _real_sys

# The ticks of Task and TaskQueue are the interpreter's own, so the loop counts with them too.
_time = _real_sys.modules.pop("utime")
from utime import ticks_add as _ticks_add, ticks_diff as _ticks_diff, ticks_ms as ticks

_real_sys.modules["utime"] = _time


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


# These names are those that Task looks up in the namespace it is given.
cur_task = None
_task_queue = TaskQueue()
_flags = []  # thread-safe flags with a task that waits
_LONG = 1 << 29
_handler = None
_stopper = None
_LATE = {
    "_asyncio_waits": ("gather", "wait_for", "wait_for_ms"),
    "_asyncio_locks": ("Event", "Lock", "ThreadSafeFlag"),
    "_streams": ("start_server", "open_connection", "StreamReader", "StreamWriter"),
}


def __getattr__(name):
    for file, names in _LATE.items():
        if name in names:
            found = globals()[name] = getattr(__import__(file), name)
            return found
    raise AttributeError(name)


class _Pause:
    def __init__(self, until):
        self._until = until

    def __iter__(self):
        return self

    def __next__(self):
        if self._until is None:
            raise StopIteration
        _task_queue.push(cur_task, self._until)
        self._until = None


# Give up the turn once; whoever uses it has put the task in a queue, or in `place`, which can remove it.
class _Turn:
    def __init__(self, place):
        self._place = place

    def __iter__(self):
        return self

    def __next__(self):
        if self._place is None:
            raise StopIteration
        cur_task.data, self._place = self._place, None


# The tasks that wait for a stream: (task, stream, flags of `select`).
class _Streams:
    def __init__(self):
        self.waiting = []
        self.ready = None  # `select`'s own, once a task waits

    def add(self, stream, flags):
        if self.ready is None:
            from select import _ready

            self.ready = _ready
        self.waiting.append((cur_task, stream, flags))
        return _Turn(self)

    def remove(self, task):
        self.waiting = [one for one in self.waiting if one[0] is not task]

    def wake(self, us):
        waiting = self.waiting
        found = self.ready([one[1:] for one in waiting], us)
        if found:
            self.waiting = [one for one, flags in zip(waiting, found) if not flags]
            for one, flags in zip(waiting, found):
                if flags:
                    _task_queue.push(one[0])


_streams = _Streams()


def sleep_ms(t):
    return _Pause(_ticks_add(ticks(), max(0, int(t))))


def sleep(delay):
    return sleep_ms(int(delay * 1000))


def create_task(coro):
    if not hasattr(coro, "send"):
        raise TypeError("coroutine expected")
    task = Task(coro, globals())
    _task_queue.push(task)
    return task


def current_task():
    if cur_task is None:
        raise RuntimeError("no running event loop")
    return cur_task


def _as_task(awaitable):
    return awaitable if isinstance(awaitable, Task) else create_task(awaitable)


def run(coro):
    return _run_until(create_task(coro))


def _run_until(last):
    while True:
        task = _next_due()
        if task is None:
            return None
        if task.done():
            if task.state is None:  # it failed, and still nobody has asked for its result
                _tell(task)
            continue
        reason = _turn_of(task)
        if reason is None:
            continue
        if task is not last:
            _end(task, reason)
            continue
        if isinstance(reason, StopIteration):
            return reason.value
        raise reason


def _next_due():
    while True:
        _wake_flags()
        if _streams.waiting:
            _streams.wake(0)
        task = _task_queue.peek()
        if task is None:
            if _streams.waiting:
                _streams.wake(-1)
                continue
            if not _flags:
                return None
            _call("wait")
            continue
        left = _ticks_diff(task.ph_key, ticks())
        if left <= 0:
            task = _task_queue.pop()
            after = _task_queue.peek()
            left = _LONG if after is None else _ticks_diff(after.ph_key, task.ph_key)
            if left > 1:
                _call("turn", str(left))
            return task
        if _streams.waiting:
            _streams.wake(left * 1000)
        elif _flags:
            _call("wait-us", str(left * 1000))
        else:
            _sleep_us(left * 1000)


# Let a task go on until it waits again; returns what ended it, if something did.
def _turn_of(task):
    global cur_task
    thrown = task.data
    cur_task = task
    try:
        if thrown is None:
            task.coro.send(None)
        else:
            task.data = None
            task.coro.throw(thrown)
    except (CancelledError, Exception) as reason:
        return reason
    finally:
        cur_task = None


def _end(task, reason):
    waiting, is_error = task.state, not isinstance(reason, (StopIteration, CancelledError))
    if waiting is True:
        task.state = None
        if is_error:
            _task_queue.push(task)
    elif callable(waiting):
        task.state = False
        waiting(task, reason)
    else:
        task.state = False
        while waiting.peek():
            _task_queue.push(waiting.pop())
    task.data = reason


def _tell(task):
    task.state = False
    Loop.call_exception_handler(
        {"message": "Task exception wasn't retrieved", "exception": task.data, "future": task}
    )


def _wake_flags():
    for flag in list(_flags):
        if flag.state:
            _flags.remove(flag)
            task, flag._task = flag._task, None
            _task_queue.push(task)


class Loop:
    def create_task(coro):
        return create_task(coro)

    def run_forever():
        global _stopper
        _stopper = Task(_stay(), globals())
        _run_until(_stopper)

    def run_until_complete(aw):
        return _run_until(_as_task(aw))

    def stop():
        global _stopper
        if _stopper is not None:
            _task_queue.push(_stopper)
            _stopper = None

    def close():
        pass

    def set_exception_handler(handler):
        global _handler
        _handler = handler

    def get_exception_handler():
        return _handler

    def default_exception_handler(loop, context):
        print(context["message"], file=sys.stderr)
        print("future:", context["future"], "coro=", context["future"].coro, file=sys.stderr)
        sys.print_exception(context["exception"], sys.stderr)

    def call_exception_handler(context):
        (_handler or Loop.default_exception_handler)(Loop, context)


async def _stay():
    pass


def get_event_loop(runq_len=0, waitq_len=0):
    return Loop


def new_event_loop():
    global _task_queue, cur_task
    _task_queue = TaskQueue()
    _flags.clear()
    _streams.waiting = []
    cur_task = None
    return Loop
