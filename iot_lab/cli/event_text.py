"""The events of a simulated board in a few words each, the same in every language: what, where, value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iot_lab.simulator.board import Event

LONGEST: int = 60


def place_of(event: Event) -> str:
    """Return what an event is about: a pin, a topic, an address on a bus."""
    if event.kind in ("pin", "pin-mode", "pin-latch", "pwm", "identify"):
        return f"GPIO {event.where}"
    return f"{event.kind} {event.where}".strip()


def value_text(event: Event) -> str:
    """Return an event's value, cut to LONGEST characters."""
    value: Any = event.value
    if event.kind == "pin-mode":
        text = " ".join(str(one) for one in (value["mode"], value["pull"]) if one)
    elif event.kind == "pwm":
        text = f"{value['freq_hz']:g} Hz, {100 * value['duty']:.3g} %"
    elif isinstance(value, dict) and "payload" in value:
        text = _plain(value["payload"])
    else:
        text = _plain(value)
    text = "".join(letter if letter.isprintable() else "·" for letter in text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def as_json(value: Any) -> Any:
    """Return a value that JSON can hold: bytes as text, or in hexadecimal where they are none."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.hex()
    if isinstance(value, dict):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return str(as_json(value))
    if isinstance(value, dict):
        return " ".join(f"{name}={_plain(one)}" for name, one in value.items() if one is not None)
    return "" if value is None else str(value).rstrip("\n")
