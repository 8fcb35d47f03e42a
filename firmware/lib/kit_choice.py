# Which kit runs: the one of lib/, as it was flashed, or one that the room sent into kits/<version>/ (kit/update.py). boot.py asks
# at each start. This file is flashed and never sent: whatever a new kit gets wrong, it has the last word, and so it uses nothing
# of a kit and no other file than `kit.json`.
#
# `kit.json` has `now` and `last`, versions ("" is the flashed kit). With `trial` in it the kit of now is new: it must report to
# the room within TRIAL_MS, which takes `trial` away, and may begin MOST_STARTS times meanwhile. Else the last one comes back,
# and `back` says which did not do. A file that is no JSON, or names a kit that is not there, means the flashed one. A flash that
# is so full that starts cannot be counted ends the trial at once: uncounted, it would never end.
import json
import os
import sys
import time

import _thread
import machine

TRIAL_MS, MOST_STARTS = 60000, 2
THREAD_BYTES = 8 * 1024
_ROOT = os.getcwd().rstrip("/") + "/"
_CHOICE, _KITS = _ROOT + "kit.json", _ROOT + "kits/"


def choose():
    """Begin with the chosen kit, or have it make way. Nothing of a kit may be imported before."""
    choice = _read()
    if "trial" in choice:
        choice["trial"] += 1
        if choice["trial"] > MOST_STARTS:
            _go_back(choice)
        try:
            _write(choice)
        except OSError:
            _go_back(choice)
        _thread.stack_size(THREAD_BYTES)
        _thread.start_new_thread(_watch, ())
    folder = _enter(choice)
    if "trial" in choice and folder != _KITS + choice["now"]:
        _go_back(choice)  # it is gone: no other kit may report in its place
    try:
        import kit
        from kit import start  # noqa: F401 - main.py imports it in a moment
    except Exception as error:
        sys.print_exception(error)
        if "trial" in choice:
            _go_back(choice)
        folder = _leave(folder)
        import kit
    kit.chosen = folder and folder[len(_KITS) :]
    kit.back, kit.is_pending, kit.is_on_trial = choice.get("back"), "id" in choice, "trial" in choice
    del sys.modules["kit_choice"]


def _enter(choice):
    """Put the chosen kit before the flashed one; return its folder, None where the flashed one runs."""
    for name in ("now", "last"):
        folder = _KITS + str(choice.get(name))
        if choice.get(name) and _is_there(folder + "/kit"):
            flashed = [place for place, path in enumerate(sys.path) if path.endswith("lib")]
            sys.path.insert(flashed[0] if flashed else len(sys.path), folder)
            return folder
    return None


def _leave(folder):
    """A kit that was good is damaged: the flashed one takes its place."""
    if folder in sys.path:
        sys.path.remove(folder)
    for name in list(sys.modules):
        if name == "kit" or name.startswith("kit."):
            del sys.modules[name]


def _watch():
    time.sleep_ms(TRIAL_MS)
    try:
        choice = _read()
        if "trial" in choice:
            _go_back(choice)
    except MemoryError:
        machine.reset()  # the new kit took it all; the start is counted


def _go_back(choice):
    """Let the last kit come back. The restart gives it a clean board."""
    print("lab: the new kit %s did not report: the last good one comes back" % choice["now"])
    said = {name: choice[name] for name in ("id",) if name in choice}
    said.update({"now": choice.get("last", ""), "back": choice["now"]})
    try:
        _write(said)
    except OSError:
        os.remove(_CHOICE)  # the flash is full: the flashed kit needs no file
    machine.reset()


def _read():
    try:
        with open(_CHOICE) as file:
            choice = json.load(file)
    except (OSError, ValueError):
        return {}
    return choice if isinstance(choice, dict) else {}


def _write(choice):
    with open(_CHOICE + ".new", "w") as file:
        json.dump(choice, file)
    os.rename(_CHOICE + ".new", _CHOICE)


def _is_there(path):
    try:
        os.stat(path)
    except OSError:
        return False
    return True
