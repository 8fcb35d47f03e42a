# Small JSON files that a power cut never leaves half written: the new one is complete before it takes the old one's place.
#
# Every path of the kit begins with ROOT, the folder of the start: a program may change the current folder.
import json
import os
from io import open

ROOT = os.getcwd()
if not ROOT.endswith("/"):
    ROOT += "/"
CONFIG = ROOT + "config.json"
STATE = ROOT + ".kit-state.json"  # what the kit remembers from one start to the next
NEW = ".new"


def read(path):
    """Return the content of a JSON file, {} where there is none or it cannot be read."""
    try:
        with open(path) as file:
            content = json.load(file)
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write(path, content):
    """Replace a JSON file; raises OSError where the flash is full."""
    with open(path + NEW, "w") as file:
        json.dump(content, file)
    try:
        os.rename(path + NEW, path)
    except OSError:
        if not exists(path):
            raise  # else the other thread wrote the same file at the same time, and the last one stays


def change(path, **values):
    """Change some keys of a JSON file; a key given as None is taken away."""
    content = read(path)
    changed = dict(content)
    changed.update(values)
    changed = {key: value for key, value in changed.items() if value is not None}
    if changed != content:
        write(path, changed)


def count(content, key):
    """Return a whole number of a file's content, 0 where it has none."""
    return content[key] if isinstance(content.get(key), int) else 0


def exists(path):
    try:
        os.stat(path)
    except OSError:
        return False
    return True


def remove(path):
    """Remove a file; nothing happens where there is none."""
    try:
        os.remove(path)
    except OSError:
        pass
