"""The steps of a flash session as plain JSON asks for them: from a form, from the API, from `iot-lab flash`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.boards.plan import Choices

if TYPE_CHECKING:
    from iot_lab.workshop.flash_session.session import FlashSession

_MOST_PORTS: Final = 64
_LONGEST_TEXT: Final = 4096


class StepUnreadable(ValueError):
    """There is no such step, or it does not read as it should."""


def take_step(session: FlashSession, step: str, body: dict[str, Any]) -> None:
    """Take one step: look, plan, run, stop, watch or wifi. Raises StepUnreadable, and what the session raises."""
    if step == "look":
        session.look(_choices(body))
    elif step == "plan":
        session.plan(_choices(body))
    elif step == "run":
        session.run(_whole_number(body.get("plan")))
    elif step == "stop":
        session.stop()
    elif step == "watch":
        session.watch(_choices(body) if body.get("on") is True else None)
    elif step == "wifi":
        session.prefer_wifi(_text(body, "ssid"), _text(body, "password") if "password" in body else None)
    else:
        raise StepUnreadable(step)


def _choices(body: dict[str, Any]) -> Choices:
    ports = body.get("ports", [])
    if not isinstance(ports, list) or len(ports) > _MOST_PORTS or not all(isinstance(port, str) for port in ports):
        raise StepUnreadable
    return Choices(
        asked=frozenset(ports),
        takes_all=body.get("all") is True,
        is_fresh=body.get("fresh") is True,
        word="",
        firmware=_text(body, "firmware"),
    )


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise StepUnreadable(name)
    return value


def _whole_number(value: object) -> int:
    if type(value) is not int:
        raise StepUnreadable
    return value
