"""Threads and the processor are shared by address: who asks for much waits for itself, and for nobody else."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from iot_lab.web.fair_server import FairApplication, FairDispatcher


@dataclass(eq=False)
class Channel:
    """A connection whose request says when it began, and lasts until it is let go."""

    addr: tuple[str, int]
    begun: threading.Semaphore
    may_end: threading.Event

    def service(self):
        self.begun.release()
        assert self.may_end.wait(30)


def test_addresses_take_turns_and_each_has_a_few_threads_at_once():
    queue = FairDispatcher(of_one=2).queue
    for address in ("greedy", "greedy", "greedy", "greedy", "honest"):
        queue.append(Channel((address, 1), None, None))
    assert [queue.popleft()._address for _ in range(3)] == ["greedy", "honest", "greedy"]
    assert not queue
    assert len(queue) == 2
    queue.end("honest")
    assert not queue
    queue.end("greedy")
    assert queue.popleft()._address == "greedy"


def test_one_that_holds_its_threads_leaves_the_others_to_others():
    dispatcher = FairDispatcher(of_one=2)
    dispatcher.set_thread_count(4)
    begun, honest, may_end = threading.Semaphore(0), threading.Semaphore(0), threading.Event()
    for _ in range(20):
        dispatcher.add_task(Channel(("greedy", 1), begun, may_end))
    dispatcher.add_task(Channel(("honest", 1), honest, may_end))
    assert honest.acquire(timeout=30)
    may_end.set()
    assert all(begun.acquire(timeout=30) for _ in range(20))
    dispatcher.shutdown()


def test_one_has_a_few_pages_made_at_once():
    inside, may_end = threading.Semaphore(0), threading.Event()

    def application(environ, _start_response):
        inside.release()
        assert may_end.wait(30)
        return [environ["REMOTE_ADDR"].encode()]

    fair = FairApplication(application, of_one=2)
    answers = []

    def ask(address):
        answers.append(fair({"REMOTE_ADDR": address}, None))

    asking = [threading.Thread(target=ask, args=("greedy",)) for _ in range(5)]
    for thread in asking:
        thread.start()
    assert inside.acquire(timeout=30)
    assert inside.acquire(timeout=30)
    assert not inside.acquire(blocking=False)
    last = threading.Thread(target=ask, args=("honest",))
    last.start()
    assert inside.acquire(timeout=30)
    may_end.set()
    for thread in (*asking, last):
        thread.join()
    assert sorted(answers) == [[b"greedy"]] * 5 + [[b"honest"]]
