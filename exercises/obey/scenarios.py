"""Obey a message: right orders, absurd messages between them, numbers on other topics; instants and angles drawn."""

from random import Random
from typing import Any

from iot_lab.grading.vocabulary import Case, RoomFacts, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.scenario import Arrival

ORDERS = "do/angle"
# Nobody's integer: neither `int` nor `float` nor digits alone make an angle of them.
ABSURD = (
    b"left",
    b"181",
    b"-5",
    b"",
    b'{"angle": 90}',
    b"\xff\xfe\x00",
    b"12.5",
    b"None",
    b"1000000",
    b"quatre-vingts",
    b"90;10",
)
PUBLIC_ABSURD = (b"left", b"185")
FIRST_S = 8.0


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    rest = [one for one in ABSURD if one not in PUBLIC_ABSURD]
    chance.shuffle(rest)
    return [
        public("three-orders", _orders(wiring, chance, (20, 160, 75), list(PUBLIC_ABSURD), joining_s=1.5)),
        hidden("ends-of-the-way", _orders(wiring, chance, (0, 180, *_angles(chance, 3)), rest[:5], joining_s=4)),
        hidden("joined-already", _orders(wiring, chance, _angles(chance, 5), rest[5:], is_joined=True)),
    ]


def _orders(wiring: Wiring, chance: Random, angles: tuple[int, ...], absurd: list[bytes], **wifi: Any) -> Scenario:
    """Orders with something absurd, or a number on another topic, after each of the first ones."""
    room = RoomFacts.drawn(chance)
    at_s, arrivals = FIRST_S, []
    others = [(ORDERS, payload) for payload in absurd] + [(f"do/{_word(chance)}", str(_far(chance, angles)).encode())]
    for place, angle in enumerate(angles):
        arrivals.append(Arrival(at_s, room.topic(ORDERS), str(angle).encode()))
        at_s += chance.uniform(1.5, 3)
        share = others[place :: len(angles)]
        for name, payload in share:
            arrivals.append(Arrival(at_s, room.topic(name), payload))
            at_s += chance.uniform(1.2, 2)
    arrivals.append(Arrival(at_s, room.topic(ORDERS), str(_far(chance, angles[-1:])).encode()))
    broker = room.broker_there(arrivals=tuple(arrivals))
    return room.scenario(at_s + 3, parts=(wiring.part("arm"),), wifi=room.wifi(**wifi), broker=broker)


def _angles(chance: Random, count: int) -> tuple[int, ...]:
    found = [chance.randint(5, 70)]
    while len(found) < count:
        found.append(_far(chance, tuple(found[-1:])))
    return tuple(found)


def _far(chance: Random, angles: tuple[int, ...]) -> int:
    """Return an angle that is far from these, so that going there shows."""
    while True:
        angle = chance.randint(2, 178)
        if all(abs(angle - one) > 20 for one in angles):
            return angle


def _word(chance: Random) -> str:
    return chance.choice(("speed", "lamp", "angles", "pump"))
