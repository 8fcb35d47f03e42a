# `_thread`: locks work, second threads do not exist here. A board has them, but they share one interpreter all the same.
class LockType:
    def __init__(self):
        self._is_locked = False

    def acquire(self, waitflag=1, timeout=-1):
        if not self._is_locked:
            self._is_locked = True
            return True
        if not waitflag:
            return False
        raise RuntimeError("this lock would never be released: a simulated board has one thread")

    def release(self):
        if not self._is_locked:
            raise RuntimeError
        self._is_locked = False

    def locked(self):
        return self._is_locked

    # What `acquire` and `release` do, without a call: locks are held again and again.
    def __enter__(self):
        if self._is_locked:
            self.acquire()
        self._is_locked = True

    def __exit__(self, *_):
        self._is_locked = False


def allocate_lock():
    return LockType()


def get_ident():
    return 1073413940


def stack_size(size=0):
    return 4096


def start_new_thread(function, arguments, keywords=None):
    from _modules import lacks

    lacks("_thread.start_new_thread", "a simulated board has one thread: use asyncio or machine.Timer")


def exit():
    raise SystemExit
