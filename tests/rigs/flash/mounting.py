"""MicroPython's own view of a file system: its unix port mounts it, reads it all, and writes to it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

MICROPYTHON = Path(sys.executable).with_name("micropython")
READER = """
import sys, os, vfs, json
class Flash:
    def __init__(self, path, size):
        self.file = open(path, "r+b"); self.size = size
    def readblocks(self, block, buffer, offset=0):
        self.file.seek(block * 4096 + offset); self.file.readinto(buffer)
    def writeblocks(self, block, buffer, offset=0):
        self.file.seek(block * 4096 + offset); self.file.write(buffer)
    def ioctl(self, operation, argument):
        if operation == 4: return self.size // 4096
        if operation == 5: return 4096
        if operation == 6: return 0
size = int(sys.argv[2])
vfs.mount(vfs.VfsLfs2(Flash(sys.argv[1], size)), "/flash")
def walk(folder):
    for entry in os.ilistdir(folder):
        path = folder + "/" + entry[0]
        if entry[1] == 0x4000: yield from walk(path)
        else: yield path
found = {path[7:]: open(path).read() for path in walk("/flash")}
with open("/flash/program.py", "w") as file: file.write("print(1)")
print(json.dumps(found))
"""


def read_by_micropython(path: Path, size: int) -> dict[str, str]:
    """Return every file of the file system kept in `path`; MicroPython adds a `program.py` to it afterwards."""
    command = [MICROPYTHON, "-c", READER, path, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    return json.loads(done.stdout)
