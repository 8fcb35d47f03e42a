"""Graders and drawn boards are made ready when somebody comes who may need them, not when the room opens.

They hold more memory than all else together: a laptop with 2 GB that only watches boards is spared them. Who opens the
page to join, or an exercise, still types for longer than they take to be ready. It is done after the page is made, so
that the page does not wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import request

from iot_lab.web.requests import room

if TYPE_CHECKING:
    from flask import Flask, Response

OF_LEARNERS: Final = frozenset({"join", "exercise", "workshop", "my_work", "my_board", "exercises_api"})
"""The blueprints that only learners ask, or who looks at what learners see."""


def expect_learners(app: Flask) -> None:
    """Have an application note that a learner may soon run or check a program."""
    app.after_request(_expect)


def _expect(answer: Response) -> Response:
    if request.blueprint in OF_LEARNERS and answer.status_code < 300:  # the trainer's link leads elsewhere
        room().grader.expect()
        room().drawn.expect()
    return answer
