# Opens files of the computer by every path it can think of. Ends: finished. Hint: nothing-yet.
import os

names = ("/etc/passwd", "../../etc/passwd", "/proc/self/environ", "C:/Windows/win.ini", "//etc/passwd", "/./../etc/passwd",
         "checks.py", "/exercises/blink/checks.py", "scenarios.py", "/dev/tty", "a/../../etc/passwd", "\\etc\\passwd")  # fmt: skip
for name in names:
    for act in (open, os.stat, os.listdir, os.chdir, os.remove, os.rmdir):
        try:
            print(name, act(name))
        except OSError:
            pass
    for mode in ("r", "rb", "w", "a", "r+", "x", "", "?", "w\0", "é"):
        try:
            open(name, mode).write("x")
        except (OSError, ValueError, TypeError, AttributeError):
            pass
