"""The one MQTT client of the kit's own programs: paho's, with an account, TLS, several places, and bounded waits.

paho owns the protocol and its thread. Five things are ours:

- Every place of the broker's address is tried before a connection counts as failed; TLS checks the name of the place.
- With `acknowledges_late`, a message of QoS 1 is acknowledged by `acknowledge`, when what it says is safe, and never
  before; until then the broker keeps it. Several go out with one write.
- A socket that reads ahead: paho asks the system for each packet in several small pieces. Together with the above this
  doubles what one core takes.
- With `on_publishes`, messages of QoS 0 and 1 that arrived together are handed over together, as packets: paho makes
  some five objects and asks four locks for each.

All use only what paho's class already has; tests/mqtt/ watches that.
- Last will, account and client identifier are given once, so that no connection is made without them.

Callbacks come in paho's thread and must return at once.
"""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Any, Final

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from iot_lab.mqtt.read_ahead import ReadAhead
from iot_lab.mqtt.tls import tls_context

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.mqtt.message import MqttMessage

CONNECT_S: Final = 5.0
PACKETS_A_READ: Final = 500
_PUBACK: Final = 0x40


class MqttClient(paho.Client):
    """A client of one broker. `connect_now` connects once; `stay_connected` for ever, from the thread that calls it."""

    def __init__(
        self,
        address: BrokerAddress,
        client_id: str,
        *,
        is_clean: bool = True,
        will: MqttMessage | None = None,
        acknowledges_late: bool = False,
        keep_alive_s: int = 60,
    ) -> None:
        super().__init__(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            clean_session=is_clean,
            manual_ack=acknowledges_late,
            reconnect_on_failure=not is_clean,
        )
        self._address, self._keep_alive_s = address, keep_alive_s
        self.on_publishes: Callable[[list[tuple[int, bytes]]], None] | None = None
        """Takes PUBLISH packets as (first byte, body); needs `acknowledges_late`."""
        self.connect_timeout = CONNECT_S
        self.username_pw_set(address.name or None, address.password or None)
        if address.is_encrypted:
            self.tls_set_context(tls_context(address))
        if will is not None:
            self.will_set(will.topic, will.payload, will.qos, will.is_retained)

    @property
    def own_address(self) -> str:
        """Our address on the way to the broker, empty where there is no connection."""
        inner: Any = self.socket()
        try:
            return str(inner.getsockname()[0]) if inner is not None else ""
        except OSError:
            return ""

    def connect_now(self) -> None:
        """Open a connection and say CONNECT; paho's own thread reads what comes. Raises OSError."""
        self.connect(self._address.host, self._address.port, self._keep_alive_s)
        self.loop_start()

    def stay_connected(self, first_pause_s: int = 1, longest_pause_s: int = 5) -> None:
        """Connect, and again after each loss, until `disconnect`."""
        self.reconnect_delay_set(first_pause_s, longest_pause_s)
        self.connect_async(self._address.host, self._address.port, self._keep_alive_s)
        self.loop_forever(retry_first_connection=True)

    def leave(self) -> None:
        """Disconnect, and end paho's thread where `connect_now` began one."""
        self.disconnect()
        self.loop_stop()

    def drop(self) -> None:
        """Cut the connection without a word; what was not acknowledged comes again with the next."""
        inner: Any = self.socket()
        if inner is not None:
            with contextlib.suppress(OSError):
                inner.shutdown(socket.SHUT_RDWR)

    def acknowledge(self, packet_ids: Sequence[int]) -> None:
        """Send PUBACKs together; the socket does not care where one packet ends."""
        raw = b"".join(bytes((_PUBACK, 2, number >> 8, number & 255)) for number in packet_ids)
        self._packet_queue(_PUBACK, raw, packet_ids[-1], 1)

    def loop_read(self, max_packets: int = 1) -> MQTTErrorCode:
        """Read what came with one receive, not one packet at a time (paho has its own idea of `max_packets`)."""
        for _ in range(PACKETS_A_READ):
            if self._hand_over():
                return MQTTErrorCode.MQTT_ERR_SUCCESS
            code = super().loop_read(max_packets)
            inner: Any = self.socket()
            if code != MQTTErrorCode.MQTT_ERR_SUCCESS or inner is None or not inner.pending():
                return code
        return MQTTErrorCode.MQTT_ERR_SUCCESS

    def _hand_over(self) -> bool:
        """Hand over the messages that come first; False where paho is to read what follows."""
        inner: Any = self.socket()
        if self.on_publishes is None or inner is None or self._in_packet["command"]:
            return False
        try:
            found = inner.publishes()
        except OSError:
            return False  # none came, or the connection is lost: paho reads again, and minds it
        if found:
            self.on_publishes(found)  # paho, which does not see them, says PINGREQ in time
        return bool(found) and not inner.pending()

    def _create_socket(self) -> Any:
        """Return a socket to the first place that answers; raises the last place's OSError."""
        *others, last = self._address.places
        for place in others:
            with contextlib.suppress(OSError):
                return self._reading_ahead(place)
        return self._reading_ahead(last)

    def _reading_ahead(self, place: tuple[str, int]) -> Any:
        self._host, self._port = place
        return ReadAhead(super()._create_socket())


def raw_topic(message: paho.MQTTMessage) -> bytes:
    """Return a topic as it came; paho's `topic` decodes it, for nothing where it is only looked up."""
    return bytes(message._topic)  # noqa: SLF001
