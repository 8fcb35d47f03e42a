"""How much a board may say and be told (docs/protocol.md, Limits): the same figures on the laptop and on a board."""

from __future__ import annotations

from typing import Final

BOARDS_OF_A_ROOM: Final = 200
"""Beyond, only boards that the room prepared are let in."""
DEVICES_OF_A_ROOM: Final = 200
DEVICES_OF_AN_ACCOUNT: Final = 64
SERIES_OF_A_BOARD: Final = 64
"""At a time: a new one takes the place of one that fell silent."""
SERIES_OF_A_BOARD_IN_ALL: Final = 256
DATA_BYTES: Final = 8_192
INFO_BYTES: Final = 4_096
INFO_DEPTH: Final = 6
LOG_BYTES: Final = 8_192
LOG_LINE_CHARACTERS: Final = 500
VALUES_OF_A_SAMPLE: Final = 64
LIST_SAMPLES: Final = 64
LIST_NUMBERS: Final = 512
"""Of one message that brings many samples of a stream."""
LARGEST_NUMBER: Final = 1e38
"""About the greatest single-precision float; sums of many still fit a double."""
UNIT_CHARACTERS: Final = 16

ORDER_ID_CHARACTERS: Final = 40
PART_BYTES: Final = 1_536
"""Of a program, before base64: an order of a whole part stays below the 4 KB that a board takes."""
PROGRAM_BYTES: Final = 32 * 1024
SIMULATED_PROGRAM_BYTES: Final = 64 * 1024
TOGETHER_BYTES: Final = 64 * 1024
"""Of a program and the files that come with it."""
FILE_BYTES: Final = 32 * 1024
FILES: Final = 16
FILE_NAME_CHARACTERS: Final = 64

WIFI_NETWORKS: Final = 8
SSID_BYTES: Final = 32
"""IEEE 802.11, 9.4.2.2."""
PASSWORD_BYTES: Final = 64
"""WPA: 8 to 63 characters, or 64 hexadecimal digits."""
SECRET_BYTES: Final = 64
HOST_BYTES: Final = 253
"""RFC 1035, 2.3.4, without the dots at the ends."""
