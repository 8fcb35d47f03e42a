"""The client's half of MQTT 3.1.1, without I/O: values in, packets out, and back. Sections are those of the standard.

QoS 0 and 1 only, as `umqtt.simple`; the packets of both halves are those of `packets.py`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt import packets
from iot_lab.mqtt.message import MqttMessage

if TYPE_CHECKING:
    from iot_lab.mqtt.packets import Connect

LONGEST_PACKET_BYTES: Final = 256 * 1024
PING: Final = bytes((packets.PINGREQ << 4, 0))
DISCONNECT: Final = bytes((packets.DISCONNECT << 4, 0))
_ACKNOWLEDGEMENTS: Final = frozenset({packets.PUBACK, packets.SUBACK, packets.UNSUBACK})
_u16 = struct.Struct("!H").pack


@dataclass(frozen=True, slots=True)
class Greeted:
    """The broker answered CONNECT with this code (table 3.1)."""

    code: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The broker acknowledged the packet of this number."""

    number: int


Happened = Greeted | Acknowledged | MqttMessage


class ClientCore:
    """One connection of one client."""

    def __init__(self, asked: Connect) -> None:
        self._asked = asked
        self._reader = packets.PacketReader(LONGEST_PACKET_BYTES)
        self._last_number = 0

    def opening(self) -> bytes:
        """Return CONNECT (3.1)."""
        asked, will = self._asked, self._asked.will
        flags = 0x02 if asked.clean_session or not asked.client_id else 0
        body = _text(asked.client_id)
        if will is not None:
            flags |= 0x04 | min(will.qos, 1) << 3 | will.is_retained << 5
            body += _text(will.topic) + _data(will.payload)
        if asked.username is not None:
            flags |= 0x80
            body += _text(asked.username)
            if asked.password is not None:
                flags |= 0x40
                body += _data(asked.password)
        return _packet(packets.CONNECT << 4, b"\0\4MQTT\4" + bytes((flags,)) + _u16(asked.keep_alive_s) + body)

    def publish(self, message: MqttMessage) -> tuple[bytes, int]:
        """Return PUBLISH (3.3) and its number, 0 with QoS 0."""
        qos = min(message.qos, 1)
        number = self._next_number() if qos else 0
        topic = message.topic.encode()
        packet = packets.encode_publish(topic, message.payload, qos=qos, retain=message.is_retained, packet_id=number)
        return packet, number

    def subscribe(self, wanted: str, qos: int) -> tuple[bytes, int]:
        """Return SUBSCRIBE to one filter (3.8) and its number."""
        number = self._next_number()
        return _packet(packets.SUBSCRIBE << 4 | 2, _u16(number) + _text(wanted) + bytes((min(qos, 1),))), number

    def unsubscribe(self, wanted: str) -> tuple[bytes, int]:
        """Return UNSUBSCRIBE from one filter (3.10) and its number."""
        number = self._next_number()
        return _packet(packets.UNSUBSCRIBE << 4 | 2, _u16(number) + _text(wanted)), number

    def receive(self, data: bytes) -> tuple[list[Happened], bytes]:
        """Return what happened and what must be answered; raises MalformedPacket: close the connection then."""
        happened: list[Happened] = []
        answer = b""
        for first, body in self._reader.feed(data):
            kind = first >> 4
            if kind == packets.PUBLISH:
                topic, number, payload = packets.decode_publish(first, body)
                qos = first >> 1 & 1
                happened.append(MqttMessage(packets.decode_text(topic), payload, qos, bool(first & 1)))
                answer += packets.encode_acknowledgement(packets.PUBACK, number) if qos else b""
            elif kind == packets.CONNACK and len(body) == 2:
                happened.append(Greeted(body[1]))
            elif kind in _ACKNOWLEDGEMENTS and len(body) >= 2:
                happened.append(Acknowledged(body[0] << 8 | body[1]))
            elif kind != packets.PINGRESP:
                raise packets.MalformedPacket(f"packet of type {kind}")
        if self._reader.fault:
            raise packets.MalformedPacket(self._reader.fault)
        return happened, answer

    def _next_number(self) -> int:
        self._last_number = self._last_number % 65535 + 1
        return self._last_number


def _packet(first: int, body: bytes) -> bytes:
    return bytes((first,)) + packets.encode_length(len(body)) + body


def _text(text: str) -> bytes:
    return _data(text.encode())


def _data(data: bytes) -> bytes:
    return _u16(len(data)) + data
