"""Robust Wi-Fi: an access point that comes late, goes away, stays away; a wrong password; a board that has joined."""

from dataclasses import replace
from random import Random

from iot_lab.grading.vocabulary import Case, RoomFacts, Scenario, hidden, public
from iot_lab.simulator.world.scenario import Span

# Five attempts of at most 20 s each, pauses included, and what is left to see that there is no sixth.
GIVING_UP_S = 150.0
FOR_EVER_S = 1000.0
COMING_BACK_S = 35.0


def scenarios(chance: Random) -> list[Case]:
    return [
        public("late-then-lost", _late_then_lost(chance)),
        public("wrong-password", _wrong_password(chance)),
        hidden("joined-already", _joined_already(chance)),
        hidden("never-back", _never_back(chance)),
    ]


def _late_then_lost(chance: Random) -> Scenario:
    room = RoomFacts.drawn(chance)
    outage = Span(60 + chance.uniform(0, 10), chance.uniform(5, 20))
    wifi = room.wifi(from_s=chance.uniform(21, 28), joining_s=2, outages=(outage,))
    # The broker goes with the access point: an old connection is dead when the network is back.
    return room.scenario(outage.end_s + COMING_BACK_S, wifi=wifi, broker=room.broker_there(outages=(outage,)))


def _wrong_password(chance: Random) -> Scenario:
    room = RoomFacts.drawn(chance)
    return room.scenario(GIVING_UP_S, wifi=replace(room.wifi(), password=room.wifi_password + "x"))


def _joined_already(chance: Random) -> Scenario:
    room = RoomFacts.drawn(chance)
    outage = Span(chance.uniform(10, 30), chance.uniform(16, 40))
    wifi = room.wifi(is_joined=True, joining_s=3, outages=(outage,))
    return room.scenario(outage.end_s + COMING_BACK_S, wifi=wifi, broker=room.broker_there(outages=(outage,)))


def _never_back(chance: Random) -> Scenario:
    room = RoomFacts.drawn(chance)
    outage = Span(chance.uniform(20, 40), FOR_EVER_S)
    return room.scenario(outage.start_s + GIVING_UP_S, wifi=room.wifi(joining_s=1, outages=(outage,)))
