"""Waits in pieces return as the plain ones do."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest

from iot_lab import waiting


def test_event_thread_and_answer_are_waited_for(monkeypatch):
    monkeypatch.setattr(waiting, "_PIECE_S", 0.01)
    event, future, begin = threading.Event(), Future(), threading.Event()

    def work():
        begin.wait(5)
        future.set_result(42)
        event.set()

    thread = threading.Thread(target=work)
    thread.start()
    threading.Timer(0.05, begin.set).start()
    waiting.wait_for(event)
    waiting.join(thread)
    assert waiting.result_of(future) == 42
    assert not thread.is_alive()


@pytest.mark.parametrize("error", [TimeoutError("its own"), ValueError("wrong")])
def test_error_of_the_answer_is_raised(error):
    future = Future()
    future.set_exception(error)
    with pytest.raises(type(error), match=str(error)):
        waiting.result_of(future)
