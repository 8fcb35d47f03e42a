"""Statistics: a sensor whose wire comes off for a while, and files of measures that the host draws; one is long."""

from random import Random

from iot_lab.grading.vocabulary import Case, Question, Scenario, Wiring, hidden, public
from iot_lab.simulator.world.curves import Noise, Sum, Wave
from iot_lab.simulator.world.faults import Unplugged
from iot_lab.simulator.world.scenario import Span

LONG = 4000
# What stands in the memory in the trial with the long file: the kit, and what another part holds. 60 KB are left.
HELD = b"import gc, kit.room\ngc.collect()\nheld = bytearray(gc.mem_free() - 60000)\n"

Measures = list[float | None]


def scenarios(chance: Random, wiring: Wiring) -> list[Case]:
    drawn = Random(13)  # noqa: S311
    middle_c = round(chance.uniform(15, 25), 1)
    long: Measures = [middle_c + chance.randint(-30, 30) / 10 for _ in range(LONG)]
    return [
        _case(public, "greenhouse", wiring, drawn, 24.0, _days(drawn)),
        _case(hidden, "cold-store", wiring, chance, chance.uniform(-9, -6), _days(chance)),
        _case(hidden, "long-file", wiring, chance, middle_c, {**_days(chance), "year.txt": long}, HELD),
    ]


def _case(
    kind: type, name: str, wiring: Wiring, chance: Random, middle_c: float, days: dict[str, Measures], boot: bytes = b""
) -> Case:
    """Return a case; its truth is what each file holds."""
    wave = Wave(middle_c, chance.uniform(2, 3), chance.uniform(80, 110), chance.random())
    sensor = wiring.part("sensor", temperature_c=Sum((wave, Noise(0.03, 1.0))))
    loose = Span(chance.uniform(15, 25), chance.uniform(12, 16))
    files = (("boot.py", boot), *((day, _text(measures).encode()) for day, measures in days.items()))
    questions = (Question("summary"), *(Question("summarise", (day,)) for day in days))
    parts = (Unplugged(sensor, (loose,)),)
    scenario = Scenario(chance.uniform(50, 60), parts, None, None, files=files, questions=questions)
    return kind(name, scenario, days)


def _days(chance: Random) -> dict[str, Measures]:
    warm: Measures = [round(chance.uniform(18, 30), 1) for _ in range(chance.randint(6, 9))]
    cold: Measures = [round(chance.uniform(-25, -10), 1) for _ in range(chance.randint(6, 9))]
    return {
        "warm.txt": warm,
        "cold.txt": cold,
        "around-zero.txt": [-2, 0, chance.randint(3, 6), 0, chance.randint(7, 9)],
        "warm-holes.txt": _with_holes(chance, warm),
        "cold-holes.txt": _with_holes(chance, cold),
        "single.txt": [warm[0]],
        "empty.txt": [],
        "holes-only.txt": [None, None],
    }


def _with_holes(chance: Random, values: Measures) -> Measures:
    """Return the values with two measures missing: one at the beginning, one further on."""
    place = chance.randint(2, len(values) - 2)
    return [None, *values[:place], None, *values[place:]]


def _text(measures: Measures) -> str:
    return "".join("\n" if one is None else f"{one:g}\n" for one in measures)
