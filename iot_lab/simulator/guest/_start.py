# Runs first where `_boot` is precompiled: the first guest of a process loads its modules by `_load`, the next ones get the
# memory of it (prepared.py). It is compiled in each of them, so it is short.
from host import call
while call("prepare", ""):
    exec(call("more", ""))
_boot.start()
