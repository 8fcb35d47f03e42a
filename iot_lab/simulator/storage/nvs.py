"""Non-volatile storage: small values by namespace and key, with ESP-IDF's limits and error codes.

Source: ESP-IDF programming guide, "Non-Volatile Storage Library"; codes of `nvs.h` (ESP_ERR_NVS_BASE is 0x1100).
"""

from __future__ import annotations

from typing import Final

LONGEST_KEY: Final = 15
# The `nvs` partition of MicroPython's table has 6 pages of 126 entries of 32 bytes; one page is kept free.
ENTRIES: Final = 5 * 126
ENTRY_BYTES: Final = 32


class NvsError(Exception):
    """An error of ESP-IDF; `number` is positive, MicroPython raises its negative."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__(name)
        self.number = number
        self.name = name


NOT_FOUND: Final = (0x1102, "ESP_ERR_NVS_NOT_FOUND")
NOT_ENOUGH_SPACE: Final = (0x1105, "ESP_ERR_NVS_NOT_ENOUGH_SPACE")
INVALID_NAME: Final = (0x1106, "ESP_ERR_NVS_INVALID_NAME")
KEY_TOO_LONG: Final = (0x1109, "ESP_ERR_NVS_KEY_TOO_LONG")


class Nvs:
    """All namespaces of one board. A value is there as soon as it is set: ESP-IDF writes it at once."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], int | bytes] = {}

    def open(self, namespace: str) -> None:
        """Raise NvsError where no namespace may be called so."""
        if not namespace:
            raise NvsError(*INVALID_NAME)
        if len(namespace.encode()) > LONGEST_KEY:
            raise NvsError(*KEY_TOO_LONG)

    def set(self, namespace: str, key: str, value: int | bytes) -> None:
        """Store a whole number of 32 bits or a blob."""
        self._check(namespace, key)
        before = self._values.get((namespace, key))
        if self._used() - _entries(before) + _entries(value) > ENTRIES:
            raise NvsError(*NOT_ENOUGH_SPACE)
        self._values[namespace, key] = value

    def number(self, namespace: str, key: str) -> int:
        """Return a number; a blob of that name does not count."""
        value = self._find(namespace, key)
        if not isinstance(value, int):
            raise NvsError(*NOT_FOUND)
        return value

    def blob(self, namespace: str, key: str) -> bytes:
        """Return a blob; a number of that name does not count."""
        value = self._find(namespace, key)
        if not isinstance(value, bytes):
            raise NvsError(*NOT_FOUND)
        return value

    def erase(self, namespace: str, key: str) -> None:
        """Forget a value."""
        self._find(namespace, key)
        del self._values[namespace, key]

    def _find(self, namespace: str, key: str) -> int | bytes:
        self._check(namespace, key)
        value = self._values.get((namespace, key))
        if value is None:
            raise NvsError(*NOT_FOUND)
        return value

    def _check(self, namespace: str, key: str) -> None:
        self.open(namespace)
        if not key:
            raise NvsError(*INVALID_NAME)
        if len(key.encode()) > LONGEST_KEY:
            raise NvsError(*KEY_TOO_LONG)

    def _used(self) -> int:
        return sum(_entries(value) for value in self._values.values())


def _entries(value: int | bytes | None) -> int:
    """Return how many entries a value takes: one, and for a blob its index and its data."""
    if value is None:
        return 0
    return 1 if isinstance(value, int) else 2 + -(-len(value) // ENTRY_BYTES)
