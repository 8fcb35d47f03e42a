# Another kit over the air, by `do/kit` (docs/protocol.md). Its files come in parts, each an order of its own that is answered
# before the next one is sent: so a board holds one part in memory, and says how far it is. Nothing is remembered between two
# parts but what stands in kits/<version>/, so that a power cut leaves a folder that the next delivery begins anew.
#
# The last order brings the sum of all files. They are read again from flash, and only then does kit.json name the new kit, on
# trial (kit_choice.py). `report` ends the trial, once the room has answered the new kit and it has lasted (start.py): it can join,
# and can be updated. A piece may come again, for the laptop asks again where the connection broke: the same bytes are no fault.
# Loaded only when it is needed.
import binascii
import hashlib
import os

import kit
from kit import companions, files
from kit.files import open
from kit.programs import Refused

CHOICE, KITS = files.ROOT + "kit.json", files.ROOT + "kits"
MOST_BYTES, MOST_FILES = 256 * 1024, 100
BLOCK_BYTES, SPARE_BLOCKS, PIECE_BYTES = 4096, 8, 512  # each file begins a block; folders and kit.json take some
MOST_NAME = 32
FLASHED = ("boot.py", "config.json")  # never sent
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-"


def obey(orders, config, value, request):
    """Do what one order asks; the last one is answered after the restart."""
    try:
        result = _do(orders, config, value, request)
        said = {"result": result} if result else None
    except Refused as refused:
        said = {"error": refused.args[0]}
    except OSError:
        said = {"error": "storage"}
    if said:
        orders.room.answer("kit", id=request, **said)


def _do(orders, config, value, request):
    version = value.get("version")
    if not isinstance(version, str) or not 0 < len(version) <= MOST_NAME or any(one not in LETTERS for one in version):
        raise Refused("request")
    if version[0] == ".":
        raise Refused("request")
    if kit.is_on_trial:
        raise Refused("busy")  # the kit that it may go back to must stay
    result = None
    if version == config.get("kit", kit.VERSION):
        result = "up-to-date"
    elif "data" in value:
        result = _keep(KITS + "/" + version, value)
    elif "sha256" not in value:
        result = _begin(version, value.get("size"), value.get("files"))
    else:
        _end(version, value["sha256"], request)
        orders.wants_restart = True
    return result


def report(room):
    """The room answered this kit: it stays. Or it is the last one, come back: say so."""
    choice = files.read(CHOICE)
    request = choice.pop("id", None)
    result = "went-back" if choice.pop("trial", None) is None else "updated"
    files.write(CHOICE, choice)
    kit.is_pending = kit.is_on_trial = False
    _sweep(choice)
    if isinstance(request, str):
        room.answer("kit", id=request, result=result)


def _begin(version, size, number):
    if not _is_count(size) or not _is_count(number):
        raise Refused("request")
    if size > MOST_BYTES or number > MOST_FILES:
        raise Refused("size")
    _sweep({"now": kit.chosen})
    flash = os.statvfs(files.ROOT)
    if flash[0] * flash[3] < size + (number + SPARE_BLOCKS) * BLOCK_BYTES:
        raise Refused("storage")
    companions.make(KITS)
    companions.make(KITS + "/" + version)
    return "ready"


def _keep(folder, value):
    path, at, data = value.get("file"), value.get("at"), value["data"]
    if path in FLASHED or not (companions.is_name(path) and _is_count(at) and isinstance(data, str)):
        raise Refused("request")
    try:
        content = binascii.a2b_base64(data)
    except ValueError:
        raise Refused("request")
    if not files.exists(folder):
        raise Refused("order")
    if "/" in path:
        companions.make(folder + "/" + path[: path.rfind("/")])
    path = folder + "/" + path
    size = os.stat(path)[6] if files.exists(path) else 0
    if at < size and _is_there(path, at, content):
        return "kept"
    if at != size:
        raise Refused("order")
    with open(path, "ab") as file:
        file.write(content)
    return "kept"


def _is_there(path, at, content):
    with open(path, "rb") as file:
        file.seek(at)
        return file.read(len(content)) == content


def _end(version, digest, request):
    """Name the new kit, on trial."""
    folder = KITS + "/" + version
    if not files.exists(folder):
        raise Refused("order")
    if _sum(folder) != digest:
        _sweep({"now": kit.chosen})
        raise Refused("checksum")
    files.write(CHOICE, {"now": version, "last": kit.chosen or "", "trial": 0, "id": request})


def _sum(folder):
    """Return the SHA-256 of all paths, lengths and contents, as they stand in flash."""
    found = hashlib.sha256()
    for path in sorted(_paths(folder)):
        whole = folder + "/" + path
        found.update(("%s\0%d\0" % (path, os.stat(whole)[6])).encode())
        with open(whole, "rb") as file:
            while piece := file.read(PIECE_BYTES):
                found.update(piece)
    return binascii.hexlify(found.digest()).decode()


def _paths(folder, front=""):
    found = []
    for name in os.listdir(folder):
        path = folder + "/" + name
        if os.stat(path)[0] & 0x4000:
            found += _paths(path, front + name + "/")
        else:
            found.append(front + name)
    return found


def _sweep(choice):
    """Remove the kits that are neither now's nor the last one."""
    if files.exists(KITS):
        for name in os.listdir(KITS):
            if name not in (choice.get("now"), choice.get("last")):
                companions.remove(KITS + "/" + name)


def _is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
