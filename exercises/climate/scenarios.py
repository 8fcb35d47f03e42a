"""Climate: ten minutes and more in a room, then in other places; the sensor is unplugged or disturbed for a while."""

from random import Random
from typing import Any

from iot_lab.grading.vocabulary import Case, RoomFacts, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.curves import Wave
from iot_lab.simulator.world.faults import Corrupted, Unplugged
from iot_lab.simulator.world.scenario import Span


def place(
    wiring: Wiring, chance: Random, duration_s: float, temperature_c: float, humidity_percent: float, **wifi: Any
) -> Scenario:
    """Slow waves, at most 0.25 °C and 0.8 % in 5 s: a reading that waits for its turn is still true."""
    sensor = wiring.part(
        "sensor",
        temperature_c=Wave(temperature_c, chance.uniform(1.5, 3.0), chance.uniform(420, 700), chance.random()),
        humidity_percent=Wave(humidity_percent, chance.uniform(5.0, 10.0), chance.uniform(420, 700), chance.random()),
        silent_s=0.0,  # its data wire comes off: it keeps its supply
    )
    unplugged = Span(chance.uniform(60, 200), chance.uniform(15, 30))
    disturbed = Span(chance.uniform(300, 480), chance.uniform(15, 30))
    room = RoomFacts.drawn(chance)
    parts = (Unplugged(Corrupted(sensor, (disturbed,)), (unplugged,)),)
    return room.scenario(duration_s, parts=parts, wifi=room.wifi(**wifi))


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        public("room", place(wiring, chance, 600, 21, 45)),
        hidden("winter-garden", place(wiring, chance, chance.randint(600, 660), 0, 70, joining_s=6)),
        hidden("greenhouse", place(wiring, chance, chance.randint(700, 900), 33, 60, is_joined=True)),
    ]
