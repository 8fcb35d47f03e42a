# Runs first: mounts the flash, prepares the modules, runs boot.py and main.py, then serves their interrupts.
import gc, sys, vfs, io, binascii
from host import call as _host


# The flash as an import needs it; all else is in `_files`, compiled when a program asks for it.
class _Flash:
    def __init__(self):
        self.folder = "/"
        self._importing = None
        self.packs = True

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def path(self, path):
        return path if path[:1] == "/" else self.folder + path

    def ask(self, name, text):
        answer = _host(name, text)
        if answer == "\x03":
            answer = _host("more", "")
        if answer[:1] == "\x02":
            raise OSError(int(answer[1:]))
        if answer[:1] == "\x04":
            raise _board.stop
        return answer

    def stat(self, path):
        path = self._importing = path if path[:1] == "/" else self.folder + path
        answer = _host("file-stat", path)
        if answer[:1] == "\x02":
            raise OSError(int(answer[1:]))
        kind, seconds = (answer if answer[0] > " " else self.ask("file-stat", path)).split(" ")
        seconds = int(seconds)
        return (0x4000 if kind[0] == "d" else 0x8000, 0, 0, 0, 0, 0, int(kind[1:]), seconds, seconds, seconds)

    def open(self, path, mode):
        path = self.path(path)
        if mode == "rb" and path == self._importing:
            return self._code(path)
        import _files

        return _files.File(path, mode)

    def _code(self, path):
        if self.packs:
            gc.collect()  # what loading the last module left behind makes room for this one: all lies low in the heap
        answer = self.ask("file-code", path)
        if path[-4:] == ".mpy":
            return io.BytesIO(binascii.a2b_base64(answer))
        if answer == "+":
            import _code

            gc.collect()  # what is compiled needs room in one piece
            return _code.Code(path)
        file = io.BytesIO(bytes.fromhex(answer[1:]) if answer[0] == "=" else answer.encode())
        file.seek(answer[0] == "t")
        return file

    def __getattr__(self, name):
        import _files

        act = getattr(_files, name)
        return lambda *arguments: act(self, *arguments)


vfs.umount("/")
_flash = _Flash()
vfs.mount(_flash, "/")
# The firmware's own modules come from its own folder, whatever files the learner has; looking elsewhere takes time.
sys.path[:] = []
try:
    import random
except OSError:
    import random
sys.path[:] = ["/.system"]
import time, _board

_board.io, _board.random = io, random

# A module of the firmware that this build has in another form: ours is compiled when a program uses it.
class _Late:
    def __init__(self, module):
        self._module = module

    def __getattr__(self, name):
        return getattr(__import__(self._module), name)


sys.modules["utime"] = time
for _name in ("uos os", "uasyncio asyncio", "umachine machine", "uhashlib hashlib",
              "uselect select", "ussl ssl"):
    _name, _module = _name.split(" ")
    sys.modules[_name] = _Late(_module)
_path = sys.path
import _modules
import machine  # nearly every program does
from _questions import answer as _answer  # a heap that the program has left in pieces has no room to load it
gc.collect()
_flash.packs = False


def _main(names):
    import builtins

    def collect():
        gc.collect()
        _board.call("collected")

    random.seed(int(_host("seed", "")))
    _path[:] = ["", "/.system", ".frozen", "/lib"]
    # `caught.py` puts this in the program's exception handlers; its module is read when one is reached.
    builtins.__caught__ = lambda error, line: __import__("_caught").tell(error, line)
    builtins.__rest__ = lambda value: value  # what the laptop puts in loops for a real board
    builtins.input = _modules.read_line
    builtins.help = lambda *what: __import__("_help").show(*what)
    _board.handlers["collect"] = collect
    _host("hook", "%d %d" % (id(_board.hook), id(_board.stop)))
    is_alone = False
    try:
        try:
            is_alone = not _run("boot.py", names)
        except Exception as error:
            _board.call("boot-failed", _board.traceback(error))
        if not is_alone:
            gc.collect()
        _run("main.py", names)
        while True:
            _rest()
    except SystemExit:
        _board.call("reset", "exit")
    except KeyboardInterrupt as error:
        # The host's questions need the program's names; without any, it was the program's own doing.
        _board.call("failed", _board.traceback(error))
    except BaseException as error:
        # A full heap has no room for the traceback while the program's own data fills it.
        names.clear()
        _board.call("failed", _board.traceback(error))


# A board's prompt runs what the program has scheduled last, before it waits.
def _rest():
    late = sys.modules.get("_late")
    while late and late._scheduled:
        pass
    _board.call("rest")


def _run(file, names):
    program = _text(file)
    if program:
        names["__file__"] = file
        code = compile(program, file, "exec")
        if len(program) > 8192:
            _long.append(program)
        program = None
        _board.call("running")
        exec(code, names)
    return program is None


# A board compiles a program as it reads it. Here its text comes in pieces, for the place where an answer is put stays as
# large as the longest one. A long text is kept: the heap has as much more room (iot_lab/simulator/boots.py), so that it
# can be compiled, and what is free afterwards is what is free on a board.
_long = []


def _text(file):
    pieces, place = [], 0
    while True:
        piece = _board.call("program", "%s\n%d" % (file, place))
        if not piece:
            return "".join(pieces)
        pieces.append(piece)
        place += len(piece)


def start():
    import __main__

    # Precompiled, this runs as a module of its own, and `__main__` is free for the program.
    names = {} if __name__ == "__main__" else __main__.__dict__
    names.clear()
    # What the firmware's own start leaves behind: programs use `gc` without importing it (ports/esp32/modules/_boot.py).
    names["gc"], names["vfs"], names["__name__"] = gc, vfs, "__main__"
    try:
        _main(names)
    except KeyboardInterrupt:
        _answer(names)


if __name__ == "__main__":
    start()
