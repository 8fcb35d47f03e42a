# `asyncio`: waiting for other tasks, with a limit or for many (extmod/asyncio/funcs.py).
import asyncio as _core


# Runs what is waited for, and ends its waiter's sleep by a cancellation that carries the answer.
async def _tell_waiter(waiter, aw):
    try:
        answer = (True, await aw)
    except BaseException as error:
        answer = (error, None)
    if waiter.data is None and waiter.cancel():
        waiter.data = _core.CancelledError(*answer)


async def wait_for(aw, timeout, sleep=_core.sleep):
    aw = _core._as_task(aw)
    if timeout is None:
        return await aw
    runner = _core.create_task(_tell_waiter(_core.cur_task, aw))
    try:
        await sleep(timeout)
    except _core.CancelledError as cancelled:
        if not cancelled.args:
            runner.cancel()
            raise
        reason, result = cancelled.args
        if reason is True:
            return result
        raise reason
    runner.cancel()
    await runner
    raise _core.TimeoutError


def wait_for_ms(aw, timeout):
    return wait_for(aw, timeout, _core.sleep_ms)


async def gather(*aws, return_exceptions=False):
    group = _Group([_core._as_task(one) for one in aws], return_exceptions)
    if group.left:
        try:
            await _core._Turn(group)
        except _core.CancelledError:
            for task in group.tasks:
                task.cancel()
            raise
    return group.results()


# The tasks that one `gather` waits for.
class _Group:
    def __init__(self, tasks, keeps_errors):
        self.tasks = tasks
        self.left = 0
        self._keeps_errors = keeps_errors
        self._waiting = _core.cur_task
        for task in tasks:
            if task.state is True:
                task.state = self._one_ended
                self.left += 1
            elif not task.done():
                raise RuntimeError("can't gather")

    def remove(self, task):
        self._waiting = None

    def _one_ended(self, task, reason):
        self.left -= 1
        is_over = not self.left or not (self._keeps_errors or isinstance(reason, StopIteration))
        if is_over and self._waiting is not None:
            task, self._waiting = self._waiting, None
            _core._task_queue.push(task)

    def results(self):
        found = []
        for task in self.tasks:
            if task.done():
                found.append(self._result(task.data))
            else:
                task.state = True
        return found

    def _result(self, reason):
        if isinstance(reason, StopIteration):
            return reason.value
        if self._keeps_errors:
            return reason
        raise reason
