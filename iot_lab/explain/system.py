"""OSError in words: the number that the board gives, and what the line was doing when it came."""

from __future__ import annotations

import ast
import errno
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Phrase
from iot_lab.explain.kinds import type_of
from iot_lab.explain.rules import rule
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase

# Numbers of lwIP and newlib on the ESP32, where they differ from Linux (py/mperrno.h, ports/esp32).
_NAMES: Final = {
    1: "EPERM", 2: "ENOENT", 5: "EIO", 9: "EBADF", 11: "EAGAIN", 12: "ENOMEM", 13: "EACCES", 16: "EBUSY", 17: "EEXIST",
    19: "ENODEV", 20: "ENOTDIR", 21: "EISDIR", 22: "EINVAL", 28: "ENOSPC", 39: "ENOTEMPTY", 95: "EOPNOTSUPP",
    98: "EADDRINUSE", 103: "ECONNABORTED", 104: "ECONNRESET", 105: "ENOBUFS", 106: "EISCONN", 107: "ENOTCONN",
    110: "ETIMEDOUT", 111: "ECONNREFUSED", 112: "EADDRINUSE", 113: "EHOSTUNREACH", 114: "EALREADY", 115: "EINPROGRESS",
    116: "ETIMEDOUT", 118: "EHOSTUNREACH", 119: "EINPROGRESS", 120: "EALREADY", 128: "ENOTCONN",
    -1: "CLOSED", -2: "DNS", -202: "DNS", -203: "DNS", -29312: "TLS", -17: "TLS",
}  # fmt: skip
_WORDS: Final = {
    "ENOENT": key("explain.errno.no-file"),
    "EIO": key("explain.errno.io"),
    "EBADF": key("explain.errno.closed"),
    "EAGAIN": key("explain.errno.again"),
    "EWOULDBLOCK": key("explain.errno.again"),
    "ENOMEM": key("explain.errno.memory"),
    "ENOBUFS": key("explain.errno.memory"),
    "EACCES": key("explain.errno.forbidden"),
    "EPERM": key("explain.errno.forbidden"),
    "EBUSY": key("explain.errno.busy"),
    "EEXIST": key("explain.errno.exists"),
    "ENOTDIR": key("explain.errno.no-file"),
    "EISDIR": key("explain.errno.folder"),
    "ENOTEMPTY": key("explain.errno.not-empty"),
    "EINVAL": key("explain.errno.invalid"),
    "ENOSPC": key("explain.errno.full"),
    "EOPNOTSUPP": key("explain.errno.unsupported"),
    "EADDRINUSE": key("explain.errno.address-used"),
    "ECONNABORTED": key("explain.errno.cut"),
    "ECONNRESET": key("explain.errno.cut"),
    "EPIPE": key("explain.errno.cut"),
    "CLOSED": key("explain.errno.cut"),
    "ENOTCONN": key("explain.errno.not-connected"),
    "EISCONN": key("explain.errno.already"),
    "EALREADY": key("explain.errno.already"),
    "EINPROGRESS": key("explain.errno.in-progress"),
    "ETIMEDOUT": key("explain.errno.timeout"),
    "ECONNREFUSED": key("explain.errno.refused"),
    "EHOSTUNREACH": key("explain.errno.unreachable"),
    "ENETUNREACH": key("explain.errno.unreachable"),
    "ENODEV": key("explain.errno.no-device"),
    "DNS": key("explain.errno.name"),
    "TLS": key("explain.errno.tls"),
}
_DHT: Final = frozenset({"DHT22", "DHT11"})
_CONNECTS: Final = frozenset({"connect", "publish", "subscribe", "check_msg", "wait_msg", "ping", "disconnect"})
_WIFI: Final = (
    (r"[nN]ot [sS]tarted", key("explain.wifi.not-started")),
    (r"Internal (?:State )?Error", key("explain.wifi.twice")),
    (r"SSID Invalid", key("explain.wifi.no-name")),
    (r"Password Invalid", key("explain.wifi.password")),
    (r"Can't|Unknown Error|WiFi|Wifi", key("explain.wifi.some")),
)


def _numbered(case: ErrorCase, number: str, said: str | None = None) -> Diagnosis:
    code = int(number)
    name = said if said in _WORDS else _NAMES.get(code) or errno.errorcode.get(code, "")
    look = (
        _at_the_sensor(case, name) or _at_the_bus(case, name) or _at_the_network(case, name) or _at_a_file(case, name)
    )
    if look is not None:
        return look
    word = _WORDS.get(name)
    if word is None:
        return case.worded(key("explain.errno.unknown"), number=code)
    return case.worded(word, number=code)


def _methods(case: ErrorCase) -> list[tuple[str, ast.Call]]:
    calls = case.source.at(case.line, ast.Call)
    return [(call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func), call) for call in calls]


def _at_the_sensor(case: ErrorCase, name: str) -> Diagnosis | None:
    for method, call in _methods(case):
        if method != "measure" or name not in ("ETIMEDOUT", "EIO", "ENODEV"):
            continue
        sensor = written(call.func.value) if isinstance(call.func, ast.Attribute) else "sensor"
        pin = _pin_of(case, call)
        maker = _maker_of(case, call)
        if maker is not None and pin.isdigit() and not isinstance(maker.args[0], ast.Call | ast.Name):
            return case.found(key("explain.sensor.needs-pin"), maker.lineno, sensor=written(maker.func), pin=pin)
        if pin:
            return case.found(key("explain.sensor.silent-pin"), sensor=sensor, pin=pin)
        return case.found(key("explain.sensor.silent"), sensor=sensor)
    return None


def _pin_of(case: ErrorCase, call: ast.Call) -> str:
    """Return the pin number that the sensor was made with, as the program writes it."""
    maker = _maker_of(case, call)
    if maker is None:
        return ""
    inner = maker.args[0]
    if isinstance(inner, ast.Name):
        named = case.source.last_before(inner.id, maker.lineno)
        inner = named.value if named and isinstance(named.value, ast.expr) else inner
    if isinstance(inner, ast.Call) and inner.args:
        inner = inner.args[0]
    return written(inner)


def _maker_of(case: ErrorCase, call: ast.Call) -> ast.Call | None:
    """Return the call that made the object whose method is called, where it has arguments."""
    owner = dotted(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    bound = case.source.last_before(owner, case.line) if owner else None
    maker = bound.value if bound and isinstance(bound.value, ast.Call) else None
    return maker if maker is not None and maker.args else None


def _at_the_bus(case: ErrorCase, name: str) -> Diagnosis | None:
    for method, call in _methods(case):
        if method.startswith(("readfrom", "writeto")) and name in ("ENODEV", "ETIMEDOUT", "EIO"):
            address = written(call.args[0]) if call.args else "?"
            return case.found(key("explain.bus.silent"), address=_hexadecimal(address))
    return None


def _hexadecimal(written_address: str) -> str:
    return hex(int(written_address)) if written_address.isdigit() else written_address


def _swapped_address(case: ErrorCase) -> Diagnosis | None:
    """`MQTTClient(room.broker, room.client_id)`: the client's own name comes first, then the address."""
    for call in case.source.every(ast.Call):
        given = [written(one) for one in call.args[:2]]
        if written(call.func).endswith("MQTTClient") and len(given) > 1:
            first, second = given
            if second.endswith("client_id") or first.endswith("broker"):
                values = {"first": first, "second": second}
                return case.found(key("explain.network.swapped"), call.lineno, **values)
    return None


def _at_the_network(case: ErrorCase, name: str) -> Diagnosis | None:
    for method, call in _methods(case):
        if method not in _CONNECTS or not isinstance(call.func, ast.Attribute):
            continue
        thing = written(call.func.value)
        if type_of(case.source, call.func.value, case.line) == "WLAN":
            continue
        if name == "EHOSTUNREACH" and method == "connect":
            word = (
                key("explain.network.no-wifi-wait")
                if "isconnected" in case.source.text
                else key("explain.network.no-wifi")
            )
            return case.found(word, thing=thing)
        words = {
            "ECONNREFUSED": key("explain.network.refused"),
            "ETIMEDOUT": key("explain.network.timeout"),
            "EHOSTUNREACH": key("explain.network.lost"),
            "ECONNRESET": key("explain.network.cut"),
            "ECONNABORTED": key("explain.network.cut"),
            "CLOSED": key("explain.network.cut"),
            "EINPROGRESS": key("explain.network.timeout"),
            "ENOTCONN": key("explain.mqtt.not-connected"),
            "DNS": key("explain.network.name"),
        }
        swapped = _swapped_address(case) if name == "DNS" else None
        if swapped is not None:
            return swapped
        if name in words:
            return case.found(words[name], name=thing, thing=thing, call=method)
    return None


def _at_a_file(case: ErrorCase, name: str) -> Diagnosis | None:
    for method, call in _methods(case):
        if (
            method in ("open", "remove", "rename", "stat", "chdir", "listdir", "rmdir")
            and call.args
            and name == "ENOENT"
        ):
            return case.found(key("explain.file.missing"), file=written(call.args[0]).strip("'\""))
    return None


def _named(case: ErrorCase, name: str) -> Diagnosis | None:
    """A message that is the code's name alone, as some builds print it."""
    numbers = [number for number, known in _NAMES.items() if known == name]
    return _numbered(case, str(numbers[0]), name) if numbers else None


def _wifi(case: ErrorCase) -> Diagnosis | None:
    for pattern, word in _WIFI:
        if re.search(pattern, case.error.message):
            call = next((call for method, call in _methods(case) if method == "connect"), None)
            owner = written(call.func.value) if call and isinstance(call.func, ast.Attribute) else "wlan"
            return case.found(word, name=owner)
    return None


def _mqtt(case: ErrorCase, code: str) -> Diagnosis:
    words = {
        "1": Phrase(key("explain.mqtt.code-version")),
        "2": Phrase(key("explain.mqtt.code-name")),
        "3": Phrase(key("explain.mqtt.code-away")),
        "4": Phrase(key("explain.mqtt.code-password")),
        "5": Phrase(key("explain.mqtt.code-rights")),
    }
    known = words.get(code.strip("(), "))
    if known is None:
        return case.found(key("explain.mqtt.protocol"))
    return case.found(key("explain.mqtt.refused"), why=known)


def _checksum(case: ErrorCase) -> Diagnosis:
    return case.found(key("explain.sensor.blurred"))


_OS: Final = "OSError FileNotFoundError PermissionError ConnectionRefusedError ConnectionResetError TimeoutError "
_OS_TYPES: Final = _OS + "FileExistsError IsADirectoryError NotADirectoryError BrokenPipeError ConnectionAbortedError"
RULES: Final = (
    *rule(_OS_TYPES, r"^\[Errno (-?\d+)\] ?(\w+)?", _numbered),
    *rule(_OS_TYPES, r"^\(?(-?\d+),? ?(?:'(\w+)'\)?)?", _numbered),
    *rule(_OS_TYPES, r"^(E[A-Z]{2,})", _named),
    *rule("OSError RuntimeError", r"(?i)wifi|wlan", _wifi),
    *rule("MQTTException", r"^(.*)$", _mqtt),
    *rule("AssertionError", r"[cC]allback is not set", lambda case: case.found(key("explain.mqtt.no-callback"))),
    *rule("Exception OSError InvalidChecksum", r"checksum error", _checksum),
    *rule("OSError", r"bus error|[nN]o device|I2C", lambda case: case.found(key("explain.errno.no-device"))),
    *rule(_OS_TYPES, r"timed out|timeout", lambda case: case.found(key("explain.errno.timeout"))),
    *rule(_OS_TYPES, r"", lambda case: case.worded(key("explain.errno.some"))),
)
