"""What checks may expect of Wi-Fi and of the connections to the broker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.payloads import printable
from iot_lab.grading.sentences import seconds
from iot_lab.simulator.network.mqtt_link import Message

if TYPE_CHECKING:
    from iot_lab.grading.links import Connections, WifiAttempts
    from iot_lab.texts import Texts


@dataclass(frozen=True, slots=True)
class WifiWords:
    """Expectations about the Wi-Fi station."""

    attempts: WifiAttempts

    def tries(self, name: str) -> None:
        """Expect that the program asks to join the network `name`."""
        names = [wanted for _, wanted in self.attempts.made]
        if name in names:
            return

        def seen(t: Texts) -> str:
            if not names:
                return t("grading.wifi.seen-none")
            return t("grading.wifi.seen-other", name=printable(names[0]))

        raise Mismatch(lambda t: t("grading.wifi.expected", name=name), seen)

    def tries_at_most(self, times: int) -> None:
        """Expect no more than so many attempts."""
        made = self.attempts.made
        if len(made) > times:
            raise Mismatch(
                lambda t: t.count("grading.wifi.most-expected", times),
                lambda t: t.count("grading.wifi.most-seen", len(made)),
                made[times][0],
            )


@dataclass(frozen=True, slots=True)
class ConnectionWords:
    """Expectations about the connections to the broker."""

    connections: Connections

    def made(self) -> None:
        """Expect at least one connection that the broker accepted."""
        if self.connections.made:
            return
        refused_s = self.connections.refused_s

        def seen(t: Texts) -> str:
            if not refused_s:
                return t("grading.connections.seen-none")
            return t("grading.connections.seen-refused", moment=seconds(refused_s[0], t))

        raise Mismatch(lambda t: t("grading.connections.expected"), seen)

    def as_client(self, client: str) -> None:
        """Expect that every connection is made under this client identity."""
        self.made()
        other = next((one for one in self.connections if one.client != client), None)
        if other is not None:
            raise Mismatch(
                lambda t: t("grading.connections.client-expected", client=client),
                lambda t: t("grading.connections.client-seen", client=printable(other.client)),
                other.t_s,
            )

    def leaves_will(self, topic: str, payload: str, *, retained: bool) -> None:
        """Expect that every connection leaves this last will with the broker (MQTT 3.1.1, 3.1.2.5)."""
        self.made()
        wanted = Message(topic, payload.encode(), is_retained=retained)
        other = next((one for one in self.connections if not _is_same(one.will, wanted)), None)
        if other is not None:
            raise Mismatch(
                lambda t: t("grading.connections.will-expected", will=_say_will(wanted, t)),
                lambda t: _say_will(other.will, t),
                other.t_s,
            )


def _is_same(will: Message | None, wanted: Message) -> bool:
    return will is not None and replace(will, qos=wanted.qos) == wanted


def _say_will(will: Message | None, t: Texts) -> str:
    if will is None:
        return t("grading.connections.will-none")
    shown = {"topic": printable(will.topic), "payload": printable(will.payload.decode("utf-8", "replace"))}
    if will.is_retained:
        return t("grading.connections.will-retained", **shown)
    return t("grading.connections.will", **shown)
