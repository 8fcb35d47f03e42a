"""The wiring of an exercise, drawn from data: one SVG picture and the same in words.

An exercise lists its parts and pins as data; nobody draws. The room's pages show the same picture, alive: every part
is a group `<g class="part" data-part="led:2" data-kind="led">` whose moving pieces have a class of their own.
"""

from iot_lab.wiring.drawing import draw
from iot_lab.wiring.parts import Unwirable, WiredPart
from iot_lab.wiring.words import describe

__all__ = ["Unwirable", "WiredPart", "describe", "draw"]
