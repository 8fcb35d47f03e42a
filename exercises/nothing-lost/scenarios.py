"""Nothing lost: the broker or the Wi-Fi goes away for five minutes, hesitates, or stays away for a very long time."""

from random import Random

from iot_lab.grading.vocabulary import Case, RoomFacts, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.curves import Wave
from iot_lab.simulator.world.scenario import Part, Span

FIVE_MINUTES_S = 300.0
# What is left of the scenario after the network is back.
AFTER_S = 200.0


def sensor(wiring: Wiring, chance: Random, temperature_c: float) -> Part:
    weather = Wave(temperature_c, chance.uniform(2.0, 3.0), chance.uniform(420, 700), chance.random())
    # The statement says that it always answers: it has had power for long.
    return wiring.part("sensor", temperature_c=weather, humidity_percent=45, silent_s=0.0)


def hesitation(chance: Random, start_s: float) -> list[Span]:
    """Return outages between which the broker is back for a moment only, too short for all that waits."""
    found = []
    for _ in range(100):
        start_s += chance.uniform(0.1, 0.2)
        found.append(Span(start_s, chance.uniform(0.3, 0.5)))
        start_s = found[-1].end_s
    return found


def broker_away(chance: Random, outages: tuple[Span, ...], sensor: Part, is_joined: bool = False) -> Scenario:
    """Return a room whose broker is away for a while, until all has had time to arrive."""
    room = RoomFacts.drawn(chance)
    broker, wifi = room.broker_there(outages=outages), room.wifi(is_joined=is_joined)
    return room.scenario(outages[-1].end_s + AFTER_S, parts=(sensor,), broker=broker, wifi=wifi)


def wifi_away(chance: Random, outage: Span, sensor: Part) -> Scenario:
    room = RoomFacts.drawn(chance)
    wifi = room.wifi(joining_s=3, outages=(outage,))
    return room.scenario(outage.end_s + AFTER_S, parts=(sensor,), wifi=wifi)


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    first_s, second_s, third_s, fourth_s = (chance.uniform(100, 180) for _ in range(4))
    shaky = [Span(third_s, FIVE_MINUTES_S), *hesitation(chance, third_s + FIVE_MINUTES_S)]
    long_s = chance.uniform(750, 900)
    return [
        public("broker-away", broker_away(chance, (Span(first_s, FIVE_MINUTES_S),), sensor(wiring, chance, 21))),
        hidden("wifi-away", wifi_away(chance, Span(second_s, FIVE_MINUTES_S), sensor(wiring, chance, 4))),
        hidden("hesitating", broker_away(chance, tuple(shaky), sensor(wiring, chance, 27))),
        hidden("very-long", broker_away(chance, (Span(fourth_s, long_s),), sensor(wiring, chance, 15), is_joined=True)),
    ]
