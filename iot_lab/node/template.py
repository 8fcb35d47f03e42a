"""The file that `iot-lab node --init` writes: who the computer is, and a sensor to begin with, explained in place."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.texts import Texts

_WIDTH: Final = 100
_SENSOR: Final = """\
[[sensor]]
name = "air"
driver = "adafruit_sht31d:SHT31D"
bus = "i2c"
address = 0x44
"""
_SERIES: Final = """\
[sensor.series]
temperature = { attribute = "temperature", unit = "°C", decimals = 2 }
humidity = { attribute = "relative_humidity", unit = "%", decimals = 1 }
"""
_MORE: Final = """\
# [[sensor]]
# name = "light"
# driver = "adafruit_bh1750:BH1750"
# bus = "i2c"
# every_s = 60
# [sensor.series]
# light = { attribute = "lux", unit = "lx" }
"""


def node_file_text(room: str, name: str, secret: str, broker: str, t: Texts) -> str:
    """Return the text of a new file; `broker` is an address as boards of the room are given it."""
    parts = (
        _comment(t(key("node.file.who"))) + f'room = "{room}"\nname = "{name}"\nsecret = "{secret}"\n',
        _comment(t(key("node.file.broker"))) + f'broker = "mqtt://{broker}"\n',
        _comment(t(key("node.file.adapter"))) + 'adapter = "auto"\n',
        _comment(t(key("node.file.every"))) + "every_s = 10\n",
        _comment(t(key("node.file.sensor"))) + _SENSOR,
        _comment(t(key("node.file.series"))) + _SERIES,
        _comment(t(key("node.file.more"))) + _MORE,
    )
    return "\n".join(parts)


def _comment(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False) + "\n"
