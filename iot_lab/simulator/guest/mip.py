# `mip`: packages over HTTP, as an ESP32's firmware has it. The room's index answers in the place of micropython.org.
import requests
import sys

_PACKAGE_INDEX = "https://micropython.org/pi/v2"
_CHUNK = 512


def install(package, index=None, target=None, version=None, mpy=True):
    if not target:
        for folder in sys.path:
            if folder.endswith("/lib"):
                target = folder
                break
        else:
            print("Unable to find lib dir in sys.path")
            return
    index = (index or _PACKAGE_INDEX).rstrip("/")
    if _install(package, index, target, version, mpy):
        print("Done")
    else:
        print("Package may be partially installed")


def _install(package, index, target, version, mpy):
    if package.startswith(("http://", "https://", "github:", "gitlab:")):
        if package.endswith(".json"):
            return _install_listed(_reached(package), index, target, version, mpy)
        name = package.rsplit("/", 1)[-1]
        print("Downloading", package, "to", target)
        return _fetched(_reached(package), target + "/" + name)
    if "@" in package:
        package, version = package.split("@", 1)
    print("Installing %s (%s) from %s to %s" % (package, version or "latest", index, target))
    kind = "6" if mpy else "py"
    address = "%s/package/%s/%s/%s.json" % (index, kind, package, version or "latest")
    return _install_listed(_reached(address), index, target, version, mpy)


def _install_listed(address, index, target, version, mpy):
    answer = requests.get(address)
    try:
        if answer.status_code != 200:
            print("Package not found:", address)
            return False
        told = answer.json()
    finally:
        answer.close()
    for path, digest in told.get("hashes", ()):
        place = target + "/" + path
        if _has(place, digest):
            print("Exists:", place)
        elif not _fetched(_reached("%s/file/%s/%s" % (index, digest[:2], digest)), place):
            print("File not found: %s %s" % (path, digest))
            return False
    for path, url in told.get("urls", ()):
        if not _fetched(_reached(url), target + "/" + path):
            print("File not found: %s %s" % (path, url))
            return False
    for name, its in told.get("deps", ()):
        if not _install(name, index, target, its, mpy):
            return False
    return True


def _reached(address):
    if address.startswith(("http://", _PACKAGE_INDEX)):
        return address.replace("https://", "http://")  # the room's index has no TLS, and neither has this board
    return address  # requests says what is lacking


def _has(place, digest):
    import binascii
    import hashlib

    try:
        with open(place, "rb") as file:
            found = hashlib.sha256()
            while piece := file.read(_CHUNK):
                found.update(piece)
    except OSError:
        return False
    return binascii.hexlify(found.digest()).decode()[: len(digest)] == digest


def _fetched(address, place):
    answer = requests.get(address)
    try:
        if answer.status_code != 200:
            print("Error", answer.status_code, "requesting", address)
            return False
        print("Copying:", place)
        _make_folders(place)
        with open(place, "wb") as file:
            while piece := answer.raw.read(_CHUNK):
                file.write(piece)
    finally:
        answer.close()
    return True


def _make_folders(place):
    import os

    levels = place.split("/")
    for number in range(2, len(levels)):
        try:
            os.mkdir("/".join(levels[:number]))
        except OSError as error:
            if error.errno != 17:
                raise
