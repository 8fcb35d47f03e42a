# What few programs ask of `sys`, `micropython` and `random`: the console's input, tracebacks, the scheduler, the chip's noise.
from collections import namedtuple
from _board import call, failed, io, sys as _sys
from _modules import real_micropython as _real, random as _random

MOST_SCHEDULED = 8  # MICROPY_SCHEDULER_DEPTH
implementation = namedtuple("implementation", ("name", "version", "_machine", "_mpy", "_build"))(
    "micropython", (1, 27, 0, ""), "Generic ESP32 module with ESP32", 11014, "ESP32_GENERIC"
)


# The console's input: characters, typed by a scenario, a terminal or a page.
class Console(io.IOBase):
    def _watched(self):
        return "stdin:0"

    def read(self, size=-1):
        return self._read("all", size)

    def readline(self, size=-1):
        return self._read("line", size)

    def readinto(self, buffer):
        data = self._read("all", len(buffer)).encode()
        buffer[: len(data)] = data
        return len(data)

    def _read(self, how, size):
        while True:
            answer = call("typed", "-1 %s %d" % (how, size))
            if answer[:1] == "=":
                break
        if "\x03" in answer:
            raise KeyboardInterrupt
        return answer[1:]

    def ioctl(self, request, argument):
        return 0


Console.buffer = property(lambda self: self)
stdin = Console()


def read_line(prompt=""):
    print(prompt, end="")
    line = stdin.readline()
    if line[:1] == "\x04":
        raise EOFError
    print(line, end="")
    return line[:-1] if line[-1:] == "\n" else line


# A traceback without what is C on a board.
def print_exception(error, file=None):
    text = io.StringIO()
    _sys.print_exception(error, text)
    file = file or _sys.stdout
    for line in text.getvalue().split("\n")[:-1]:
        if line[:17] != '  File "/.system/' and line[:15] != '  File "<stdin>':
            file.write(line)
            file.write("\n")


_scheduled = []
_is_armed = False


# The interpreter's own queue holds four; one entry of it runs ours, one function at a time.
def schedule(function, argument):
    if len(_scheduled) >= MOST_SCHEDULED:
        raise RuntimeError("schedule queue full")
    _scheduled.append((function, argument))
    if not _is_armed:
        _arm()


def _arm():
    global _is_armed
    _real.schedule(_run_first, None)
    _is_armed = True


def _run_first(_):
    global _is_armed
    _is_armed = False
    function, argument = _scheduled.pop(0)
    if _scheduled:
        _arm()
    try:
        function(argument)
    except BaseException as error:
        failed(error)


def seed(number=None):
    _random.seed(int(call("chip-noise")) if number is None else number)
