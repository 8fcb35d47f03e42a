# Catches SystemExit, KeyboardInterrupt and every other exception, for ever. Ends: deadline. Hint: quiet.not-called.
import sys


def work():
    try:
        while True:
            try:
                sys.exit()
            except (SystemExit, KeyboardInterrupt, BaseException):
                work
    finally:
        work()


for turn in range(10**12):
    work()
