"""The drawn wiring: every wire stands in the picture and in the words, and nothing that nobody could wire is drawn."""

from __future__ import annotations

from itertools import permutations
from xml.etree import ElementTree as ET

import pytest

from iot_lab.simulator.parts import part_types
from iot_lab.texts import LANGUAGES, texts
from iot_lab.wiring import Unwirable, WiredPart, describe, draw
from iot_lab.wiring.parts import POWER, WIRES
from iot_lab.wiring.pictures import PICTURES
from iot_lab.wiring.routes import End, crossings, lanes

NAME = "{http://www.w3.org/2000/svg}"
RED = WiredPart("led", "LED rouge", {"pin": 2}, resistor="330 Ω")
BUTTON = WiredPart("button", "Bouton", {"pin": 18})
KNOB = WiredPart("potentiometer", "Potentiomètre", {"pin": 34})
RADAR = WiredPart("hc_sr04", "HC-SR04", {"trigger": 5, "echo": 18})


def picture(*parts):
    return ET.fromstring(draw(parts, "Câblage", "en mots"))


def texts_in(svg):
    return ["".join(text.itertext()) for text in svg.iter(f"{NAME}text")]


def nets(svg):
    return [wire.get("data-net") for wire in svg.iter(f"{NAME}g") if wire.get("class") == "wire"]


def test_every_part_of_the_simulator_can_be_drawn():
    assert set(WIRES) == set(PICTURES) == set(part_types())


def test_each_wire_has_its_pin_at_both_ends():
    svg = picture(RED)
    assert {"+ → 2", "− → GND"} <= set(texts_in(svg))
    used = {pin.get("data-pin") for pin in svg.iter(f"{NAME}g") if pin.get("class") == "pin used"}
    assert used == {"2", "GND"} == set(nets(svg))


def test_wires_differ_without_colour():
    svg = picture(RED, BUTTON, WiredPart("led", "LED verte", {"pin": 4}))
    patterns = [
        path.get("stroke-dasharray")
        for wire in svg.iter(f"{NAME}g")
        if wire.get("class") == "wire"
        for path in wire.iter(f"{NAME}path")
    ]
    assert len(patterns) == len(set(patterns)) == 4


def test_parts_stand_beside_their_pins_and_share_the_ground_of_their_side():
    assert sorted(nets(picture(RED, BUTTON, KNOB))) == ["18", "2", "34", "3V3", "GND", "GND"]


def test_pin_of_the_other_side_is_reached_under_the_board():
    svg = picture(RADAR)
    (path,) = [
        path.get("d")
        for wire in svg.iter(f"{NAME}g")
        if wire.get("data-net") == "5V"
        for path in wire.iter(f"{NAME}path")
    ]
    assert path.endswith("H0")  # it comes in on the left edge, its part stands on the right


def test_picture_holds_no_style_and_no_script():
    text = draw([RED, RADAR], "<script>", 'a"b')
    assert "style=" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_name_every_wire(language):
    (sentence,) = describe([RED], texts(language))
    assert all(word in sentence for word in ("LED rouge", "330 Ω", "2", "GND"))


@pytest.mark.parametrize(
    "part",
    [
        WiredPart("toaster", "Grille-pain", {"pin": 2}),
        WiredPart("led", "LED", {}),
        WiredPart("led", "LED", {"pin": 6}),
        WiredPart("hc_sr04", "HC-SR04", {"trigger": 5}),
    ],
)
def test_part_that_nobody_can_wire_is_refused(part):
    with pytest.raises(Unwirable):
        draw([part], "", "")


def test_order_of_the_lanes_crosses_no_more_than_the_best_order():
    ends = [End("18", 20), End("GND", 40), End("4", 100), End("GND", 120), End("2", 180), End("GND", 200)]
    found = lanes(ends, {"18": 166, "4": 254, "2": 276, "GND": 320})
    assert crossings(found) == min(crossings(list(order)) for order in permutations(found))


def test_every_supply_is_a_pin_of_the_board():
    assert {net for wires in WIRES.values() for _, net in wires if net.isupper() or net[0].isdigit()} <= set(POWER)
