# Looks for the computer's environment, processes and threads. Ends: finished. Hint: nothing-yet.
import os

for name in ("HOME", "PATH", "USER", "IOT_LAB", "PYTHONPATH"):
    print(getattr(os, "getenv", print)(name))
for name in ("fork", "system", "popen", "execv", "kill", "getpid"):
    print(hasattr(os, name))
for name in ("subprocess", "ctypes", "_thread", "threading", "signal", "ffi", "jsffi", "posix", "mmap", "pty"):
    try:
        __import__(name)
        print(name)
    except ImportError:
        pass
