"""Clients of MQTT 3.1 and 5: who asks, and the refusal in their own version. Pure; OASIS MQTT 5.0."""

from __future__ import annotations

import struct
from typing import Final

from iot_lab.mqtt.packets import (
    BAD_PROTOCOL,
    CONNACK,
    MalformedPacket,
    PacketFields,
    ProtocolRefused,
    encode_connack,
    encode_length,
)

MQTT_31: Final = 3
MQTT_5: Final = 5
_UNSUPPORTED_VERSION: Final = 0x84
_REASON_STRING: Final = 0x1F
_WANTED: Final = b"This broker speaks MQTT 3.1.1: choose version 3.1.1 in the settings of the client"
_LONGEST_LENGTH: Final = 4


def username_of(refused: ProtocolRefused) -> str | None:
    """Return who asks in a CONNECT of another version (section 3.1), None where it cannot be read."""
    fields, has_properties = refused.rest, refused.level == MQTT_5
    try:
        fields.u16()
        if has_properties:
            _skip_properties(fields)
        fields.binary()
        if refused.flags & 4:
            if has_properties:
                _skip_properties(fields)
            fields.binary()
            fields.binary()
        return fields.text() if refused.flags & 0x80 else None
    except MalformedPacket:
        return None


def encode_refusal(level: int) -> bytes:
    """Encode the CONNACK that refuses a client's version.

    3.1 and unknown ones have the return codes of 3.1.1; 5 has a reason code and a text (3.2.2.2, 3.2.2.3.9).
    """
    if level != MQTT_5:
        return encode_connack(BAD_PROTOCOL)
    properties = bytes((_REASON_STRING,)) + struct.pack("!H", len(_WANTED)) + _WANTED
    body = bytes((0, _UNSUPPORTED_VERSION, len(properties))) + properties
    return bytes((CONNACK << 4,)) + encode_length(len(body)) + body


def _skip_properties(fields: PacketFields) -> None:
    """Pass over properties and their length, a variable byte integer (2.2.2.1)."""
    length = 0
    for place in range(_LONGEST_LENGTH):
        byte = fields.byte()
        length |= (byte & 127) << (7 * place)
        if byte < 128:
            break
    fields.skip(length)
