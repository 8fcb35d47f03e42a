"""The same wiring in words: for a screen reader, for whoever prefers a list, and for a printer without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.texts import Texts
    from iot_lab.wiring.parts import WiredPart


def describe(parts: Sequence[WiredPart], t: Texts) -> list[str]:
    """Return one sentence a part. Raises Unwirable."""
    return [_sentence(part, t) for part in parts]


def _sentence(part: WiredPart, t: Texts) -> str:
    wires = [
        t(key("wiring.wire-with-resistor"), printed=printed, resistor=part.resistor, pin=_place(net, t))
        if part.resistor and number == 0
        else t(key("wiring.wire"), printed=printed, pin=_place(net, t))
        for number, (printed, net) in enumerate(part.wires())
    ]
    title = f"{part.title} ({part.note})" if part.note else part.title
    return t(key("wiring.part"), part=title, wires=", ".join(wires))


def _place(net: str, t: Texts) -> str:
    if net == "5V":
        return t(key("wiring.five-volts"))
    return t(key("wiring.pin"), number=net) if net.isdigit() else net
