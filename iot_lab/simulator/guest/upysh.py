# `upysh`: files at the prompt as in a shell. `from upysh import *`, then `ls`, `cat("main.py")`.
import os
import sys


class _Shown:
    def __init__(self, act):
        self._act = act

    def __call__(self, *arguments):
        return self._act(*arguments)

    def __repr__(self):
        self._act()
        return ""


def _list(path="."):
    for name, kind, _, size in sorted(os.ilistdir(path)):
        print("%8s %s" % (size if kind == 0x8000 else "<dir>", name))


def _clear():
    print("\x1b[2J\x1b[H", end="")


def _folder():
    print(os.getcwd())


ls, clear, pwd = _Shown(_list), _Shown(_clear), _Shown(_folder)
cd, mkdir, mv, rmdir = os.chdir, os.mkdir, os.rename, os.rmdir


def head(f, n=10):
    with open(f) as file:
        for _ in range(n):
            line = file.readline()
            if not line:
                break
            sys.stdout.write(line)


def cat(f):
    head(f, 1 << 30)


def cp(s, t):
    try:
        if os.stat(t)[0] & 0x4000:
            t = t.rstrip("/") + "/" + s
    except OSError:
        pass
    with open(s, "rb") as source, open(t, "wb") as target:
        while True:
            piece = source.read(512)
            if not piece:
                break
            target.write(piece)


def newfile(path):
    print("Type file contents line by line, finish with EOF (Ctrl+D).")
    with open(path, "w") as file:
        while True:
            try:
                line = input()
            except EOFError:
                break
            file.write(line + "\n")


def rm(d, recursive=False):
    if recursive and os.stat(d)[0] & 0x4000:
        for entry in os.ilistdir(d):
            rm(d + "/" + entry[0], True)
        os.rmdir(d)
    else:
        os.remove(d)
