# What tasks of `asyncio` wait for (extmod/asyncio: event.py, lock.py).
import asyncio as _core
from _asyncio import TaskQueue


class Event:
    def __init__(self):
        self.state = False
        self.waiting = TaskQueue()

    def is_set(self):
        return self.state

    def set(self):
        while self.waiting.peek():
            _core._task_queue.push(self.waiting.pop())
        self.state = True

    def clear(self):
        self.state = False

    async def wait(self):
        if not self.state:
            self.waiting.push(_core.cur_task)
            await _core._Turn(self.waiting)
        return True


class ThreadSafeFlag:
    def __init__(self):
        self.state = 0
        self._task = None

    def set(self):
        self.state = 1

    def clear(self):
        self.state = 0

    def remove(self, task):
        self._task = None
        _core._flags.remove(self)

    async def wait(self):
        if not self.state:
            self._task = _core.cur_task
            _core._flags.append(self)
            await _core._Turn(self)
        self.state = 0


class Lock:
    def __init__(self):
        self.state = 0  # 1: locked; a task: handed over to it
        self.waiting = TaskQueue()

    def locked(self):
        return self.state == 1

    def release(self):
        if self.state != 1:
            raise RuntimeError("Lock not acquired")
        if self.waiting.peek():
            self.state = self.waiting.pop()
            _core._task_queue.push(self.state)
        else:
            self.state = 0

    async def acquire(self):
        if self.state != 0:
            self.waiting.push(_core.cur_task)
            try:
                await _core._Turn(self.waiting)
            except _core.CancelledError:
                if self.state == _core.cur_task:
                    self.state = 1
                    self.release()
                raise
        self.state = 1
        return True

    async def __aenter__(self):
        return await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()
