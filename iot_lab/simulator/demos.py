"""The demo programs and what surrounds them when nobody has a board: lively, and never the same for two seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.resources import resource
from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.parts.led import Led
from iot_lab.simulator.parts.moved_mpu6050 import MovedMpu6050
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.photoresistor import Photoresistor
from iot_lab.simulator.world.curves import Line, Noise, Repeat, Sum, Wave
from iot_lab.simulator.world.scenario import Scenario
from iot_lab.texts import key

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.texts import Texts

TEN_MINUTES_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Demo:
    """A program of `firmware/examples` and its default scenario."""

    file: str
    scenario: Scenario

    @property
    def path(self) -> Path:
        """Where the program is."""
        return resource(f"firmware/examples/{self.file}")

    @property
    def program(self) -> str:
        """Its text."""
        return self.path.read_text(encoding="utf-8")

    def program_in(self, t: Texts) -> str:
        """Return its text, which prints in the language of `t`."""
        program = self.program
        for sentence, said in SENTENCES.items():
            program = program.replace(f'"{sentence}"', f'"{t(said)}"')
        return program


# A room warms and cools slowly; someone breathes near the sensor every few minutes.
_CLIMATE = Dht22(
    pin=15,
    temperature_c=Sum((Wave(21.5, 1.8, 420.0), Wave(0.0, 0.4, 67.0), Noise(0.06, 2.0, "temperature"))),
    humidity_percent=Sum((Wave(46.0, 6.0, 420.0, 0.5), Wave(0.0, 1.5, 95.0), Noise(0.3, 2.0, "humidity"))),
    silent_s=0.0,  # it has had power for long
)
# Dusk and dawn in a minute: full light, dusk, night, dawn.
_DAY = Repeat(Line(((0, 300), (15, 280), (28, 4), (42, 2), (55, 250), (60, 300))), 60.0)
_LIGHT = Photoresistor(pin=34, light_lux=Sum((_DAY, Noise(0.2, 0.5, "light"))))
# Every twenty seconds: still, shaken along x, still, turned on its side, back.
_SHAKE = Repeat(Line(((0, 0), (4, 0), (4.5, 0.9), (5, -0.9), (5.5, 0.9), (6, -0.9), (6.5, 0), (20, 0))), 20.0)
_TILT = Repeat(Line(((0, 0), (10, 0), (12, 1), (15, 1), (17, 0), (20, 0))), 20.0)
_LEVEL = Repeat(Line(((0, 1), (10, 1), (12, 0), (15, 0), (17, 1), (20, 1))), 20.0)
_MOTION = Mpu6050(
    scl=22,
    sda=21,
    acceleration_g=(
        Sum((_SHAKE, Noise(0.015, 0.02, "x"))),
        Sum((_TILT, Noise(0.015, 0.02, "y"))),
        Sum((_LEVEL, Noise(0.015, 0.02, "z"))),
    ),
)
_PRESSES = tuple(Press(at_s=float(second), for_s=1.2) for second in range(8, 3600, 20))

SENTENCES: Final = {
    "The DHT22 does not answer: check its wire on GPIO15.": key("demo.dht22-silent"),
    "The MPU6050 does not answer: check its wires on GPIO22 and GPIO21.": key("demo.mpu6050-silent"),
}
"""What the programs print, as it stands in them -> what they print in the room's language."""

DEMOS: Final[dict[str, Demo]] = {
    "climate": Demo("climate.py", Scenario(TEN_MINUTES_S, (_CLIMATE,))),
    "light": Demo("light.py", Scenario(TEN_MINUTES_S, (_LIGHT, Led(2, "white")))),
    "motion": Demo("motion.py", Scenario(TEN_MINUTES_S, (_MOTION, Button(4, _PRESSES)))),
    "gestures": Demo("gestures.py", Scenario(TEN_MINUTES_S, (MovedMpu6050(),))),
}
