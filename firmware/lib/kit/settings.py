# Settings that the room may give a board (docs/protocol.md): known ones, checked. Loaded only when some come.
from kit import files

NAMES = ("wifi", "name", "room", "broker", "secret")
MOST_NETWORKS = 8
NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"


def obey(orders, _config, value, request):
    """Keep new settings for the next start; what is not known of settings is refused, not stored."""
    changes = known(value)
    said = {"result": "saved"} if changes else {"error": "request"}
    try:
        files.change(files.CONFIG, **changes)
    except OSError:
        said = {"error": "storage"}
    orders.room.answer("settings", id=request, **said)


def known(order):
    """Return the settings of an order, {} where one of them is wrong."""
    changes = {name: order[name] for name in NAMES if name in order}
    return changes if _are_right(changes) else {}


def _are_right(changes):
    names = [changes[name] for name in ("name", "room") if name in changes]
    networks = changes.get("wifi", [{"ssid": "x", "password": ""}])
    if not isinstance(networks, list) or not 0 < len(networks) <= MOST_NETWORKS:
        return False
    if not all(_is_network(one) for one in networks):
        return False
    return (
        all(_is_name(one) for one in names)
        and _is_text(changes.get("secret", "x"), 64)
        and _is_broker(changes.get("broker", {"host": "x", "port": 1}))
    )


def _is_network(one):
    return isinstance(one, dict) and _is_text(one.get("ssid"), 32) and _is_text(one.get("password"), 64, 0)


def _is_broker(one):
    return isinstance(one, dict) and _is_text(one.get("host"), 253) and isinstance(one.get("port"), int) and 0 < one["port"] < 65536


def _is_name(one):
    return _is_text(one, 32) and all(letter in NAME_LETTERS for letter in one)


def _is_text(one, most_bytes, least=1):
    return isinstance(one, str) and least <= len(one.encode()) <= most_bytes
