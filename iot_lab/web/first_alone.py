"""A page's first visitor goes alone: what their page compiles and reads is there for those who came with them.

A class opens the same page within a second. Eight threads that compile the same template and read the same course take
turns at the interpreter, so that all wait for eight times the work.
"""

from __future__ import annotations

import threading
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def first_alone(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Have who comes while the first is served wait for its end."""
    lock, served = threading.Lock(), threading.Event()

    @wraps(make)
    def page(*args: Asked.args, **named: Asked.kwargs) -> Made:
        if not served.is_set():
            with lock:
                if not served.is_set():
                    made = make(*args, **named)
                    served.set()
                    return made
        return make(*args, **named)

    return page
