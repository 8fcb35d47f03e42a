# The kit's own files, found again after a program (or an editor) wrote others in their place. Asked at each start, after each
# program and before the settings change; loaded only then.
#
# `config.json` says who the board is: without it the board never comes back. Each one that is right is copied aside, with its sum,
# so that the power may fail amid it; one that is not right makes way for the copy, is kept as `config.wrong`, and the board says
# so.
#
# What the kit remembers from one start to the next (files.STATE) has a name that no program thinks of. Kits before kept it in
# `state.json`: what they knew is carried on, and an order to leave the program out, which a laptop writes there by USB, is obeyed
# once; a program may have a `state.json` of its own. `boot.py` brings the kit that the room sent: one that is no longer the kit's
# is written again.
import binascii
import json

from kit import companions, files, programs
from kit.files import open, os  # a program that runs meanwhile has others (guard.py)

SPARE = files.ROOT + ".kit-config"
WRONG = files.ROOT + "config.wrong"
OLDER_STATE = files.ROOT + "state.json"
BOOT, OTHER_BOOT = files.ROOT + "boot.py", files.ROOT + "boot.old"
BOOT_SIGN = b"kit_choice"
BOOT_TEXT = """# Runs first at every start, and must not fail: it chooses the kit (lib/kit_choice.py), and sees to it that
# main.py begins it (lib/kit/entry.py).
try:
    from kit_choice import choose

    choose()
    del choose
except Exception as error:
    print("lab: boot.py:", error)
try:
    from kit import borrow

    if borrow("entry").mend():
        print("lab: the program saved as main.py is program.py now; main.py is the kit's again")
except Exception as error:
    print("lab: boot.py:", error)
"""
TEXTS = ("room", "name", "secret")
SAID = "lab: %s was not the kit's any more: it is back, the other one is %s. Give your own files other names"


def begin():
    """A start: return what the board is told of itself, {} where nobody ever told it, and what there is to say, or None."""
    _mend_programs()
    try:
        carry_state()
    except OSError:
        pass  # full: the next start tries again
    content, said = _config()
    return content, said or _mend_boot()


def _mend_programs():
    """Finish what a power cut interrupted."""
    files.remove(programs.PART)
    companions.sweep((programs.PROGRAM, programs.OLD, programs.NEW))
    if not files.exists(programs.PROGRAM):
        for name in (programs.NEW, programs.OLD):
            if files.exists(name):
                os.rename(name, programs.PROGRAM)
                return


def mend():
    """A program has ended, or the settings are about to change: put back what was spoiled, and say so."""
    said = _config()[1] or _mend_boot()
    if said:
        print(said)


def _config():
    """Return the settings, and what there is to say."""
    found, spare = files.read(files.CONFIG), _read_spare()
    if is_right(found):
        if found != spare:
            _write_spare(found)
        return found, None
    if not is_right(spare):
        return found, None
    try:
        if files.exists(files.CONFIG):
            os.rename(files.CONFIG, WRONG)
        files.write(files.CONFIG, spare)
    except OSError:
        pass  # full: the next start tries again
    return spare, SAID % ("config.json", "config.wrong")


def carry_state():
    """Take what an older kit knew, and obey what an older laptop asked by USB."""
    older = files.read(OLDER_STATE)
    if not files.exists(files.STATE):
        state = {name: one for name, one in older.items() if _may_be(name, one)}
        files.write(files.STATE, state)
    elif older.get("skip") in (True, "rescue"):
        files.change(files.STATE, skip="rescue")
    else:
        return
    if older.pop("skip", None):
        files.write(OLDER_STATE, older)


def is_right(content):
    """Say whether a board can join a room by this."""
    broker, networks = content.get("broker"), content.get("wifi")
    if not all(isinstance(content.get(name), str) and content[name] for name in TEXTS) or not isinstance(broker, dict):
        return False
    if not isinstance(broker.get("host"), str) or not isinstance(broker.get("port"), int) or not isinstance(networks, list):
        return False
    return all(isinstance(one, dict) and isinstance(one.get("ssid"), str) and "password" in one for one in networks)


def _may_be(name, value):
    """Say whether `state.json` of an older kit may hold this: a program's own holds anything."""
    if name in ("boots", "starts", "runs"):
        return isinstance(value, int)
    return name in ("trial", "good", "skip") and (value is True or isinstance(value, str))


def _read_spare():
    try:
        with open(SPARE, "rb") as file:
            line = file.read()
        if int(line[:8], 16) == binascii.crc32(line[9:]):
            return json.loads(line[9:])
    except (OSError, ValueError):
        pass
    return {}


def _write_spare(content):
    text = json.dumps(content).encode()
    try:
        with open(SPARE + files.NEW, "wb") as file:
            file.write(b"%08x " % binascii.crc32(text) + text)
        os.rename(SPARE + files.NEW, SPARE)
    except OSError:
        pass  # the flash is full: the next start tries again


def _mend_boot():
    """Return what there is to say."""
    try:
        with open(BOOT, "rb") as file:
            if BOOT_SIGN in file.read():
                return None
        os.rename(BOOT, OTHER_BOOT)
    except OSError:
        pass  # there is none
    if not any(name.startswith("kit_choice.") for name in _library()):
        return None  # flashed before kits were chosen
    try:
        with open(BOOT, "w") as file:
            file.write(BOOT_TEXT)
    except OSError:
        return None
    return SAID % ("boot.py", "boot.old")


def _library():
    try:
        return os.listdir(files.ROOT + "lib")
    except OSError:
        return ()
