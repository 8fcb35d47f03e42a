"""Parking radar: an obstacle that jumps from place to place; sometimes it is out of reach, or a wire comes off."""

from random import Random

from iot_lab.grading.vocabulary import Case, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.curves import Noise, Steps, Sum
from iot_lab.simulator.world.scenario import Span
from iot_lab.sums import total

# A distance without an echo, for the simulated sensor as for a real one.
NOTHING_CM, FAR_CM = 500.0, 100.0
TREMBLING_CM = 0.3
UNPLUGGED_S = 1.4
PUBLIC_PLACES = (60.0, 95.0, 13.0, 112.0, 90.0, 12.0, NOTHING_CM, 35.0, 5.0)


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    return [
        public("backing-up", _drive(wiring, PUBLIC_PLACES, (1.8, 2.0, 1.2, 2.9, 2.2, 1.2, 1.2, 3.2, 1.2), 13.4)),
        hidden("other-walls", _drawn(wiring, chance)),
        hidden("leaves-and-comes", _drawn(wiring, chance, (NOTHING_CM, chance.uniform(4, 8), 115.0))),
    ]


def _drawn(wiring: Wiring, chance: Random, more: tuple[float, ...] = ()) -> Scenario:
    """Far, then near, twice: a program that sleeps between two beeps misses one of the jumps at least."""
    places = [chance.uniform(30, 40)]
    for _ in range(2):
        places += [chance.uniform(80, 96), chance.uniform(11, 15)]
    places += more
    holds = [chance.uniform(2.4, 2.8) if 30 < place < NOTHING_CM else chance.uniform(1.1, 1.5) for place in places]
    return _drive(wiring, tuple(places), tuple(holds), holds[0] + 0.6)


def _drive(wiring: Wiring, places: tuple[float, ...], holds: tuple[float, ...], unplugged_s: float) -> Scenario:
    starts = [total(holds[:number]) for number in range(len(holds))]
    steps = Steps(tuple(zip(starts, places, strict=True)))
    wall = Sum((steps, Noise(TREMBLING_CM)))
    radar = wiring.part("radar", distance_cm=wall, unheard=(Span(unplugged_s, UNPLUGGED_S),))
    parts = (radar, wiring.part("buzzer"))
    return Scenario(total(holds), parts=parts, wifi=None, broker=None)
