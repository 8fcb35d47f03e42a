"""What another process may ask of a service: marked methods, with the arguments that they take."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from iot_lab.errors import LabError
from iot_lab.workshop.offered import LONGEST_TEXT, NotOffered, call, offered, remote


@dataclass(frozen=True)
class Lamp:
    name: str
    is_on: bool


class Refused(LabError):
    code = ""


class Lamps:
    """A service: what is marked is offered, the rest is not."""

    def __init__(self):
        self.lit = {}

    @offered(Lamp)
    def lamps(self) -> list[Lamp]:
        return [Lamp(name, is_on) for name, is_on in self.lit.items()]

    @offered(Lamp)
    def lamp(self, name: str) -> Lamp:
        return Lamp(name, self.lit.get(name, False))

    @offered()
    def light(self, name: str, is_on: bool, colour: str | None = None) -> None:
        if colour == "ultraviolet":
            raise Refused
        self.lit[name] = is_on

    def secret(self) -> str:
        return "nobody's business"


@pytest.fixture
def lamps():
    return Lamps()


@pytest.fixture
def far(lamps):
    """The same service, seen through JSON."""
    return remote(Lamps, lambda verb, arguments: json.loads(json.dumps(call(lamps, verb, arguments))))


def test_service_far_away_is_used_as_the_service_itself(lamps, far):
    far.light("hall", is_on=True)
    assert lamps.lit == {"hall": True}
    assert far.lamps() == lamps.lamps() == [Lamp("hall", is_on=True)]
    assert far.lamp(name="hall") == Lamp("hall", is_on=True)


def test_error_of_the_service_comes_through(far):
    with pytest.raises(Refused):
        far.light("hall", is_on=True, colour="ultraviolet")


@pytest.mark.parametrize("verb", ["secret", "dance", "__init__", "__class__", "lit", ""])
def test_what_is_not_marked_is_not_offered(lamps, verb):
    with pytest.raises(NotOffered):
        call(lamps, verb, {})


@pytest.mark.parametrize(
    "arguments",
    [
        None,
        [],
        {},
        {"name": "hall"},
        {"name": 3, "is_on": True},
        {"name": "hall", "is_on": 1},
        {"name": "hall", "is_on": None},
        {"name": "hall", "is_on": True, "colour": 7},
        {"name": "hall", "is_on": True, "self": "x"},
        {"name": "hall", "is_on": True, "more": "x"},
        {"name": "x" * (LONGEST_TEXT + 1), "is_on": True},
    ],
)
def test_arguments_that_the_method_does_not_take_are_refused(lamps, arguments):
    with pytest.raises(NotOffered):
        call(lamps, "light", arguments)
    assert lamps.lit == {}


def test_method_that_takes_what_cannot_be_sent_cannot_be_marked():
    with pytest.raises(TypeError):

        @offered()
        def paint(self, colours: list[str]) -> None: ...
