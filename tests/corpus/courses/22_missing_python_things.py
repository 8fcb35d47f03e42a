# expect: what big Python's courses use and MicroPython lacks
# prints: shuffle sample strftime bit_length format_map writelines findall
import random
import re
import time

lacks = []
for thing, name in ((random, "shuffle"), (random, "sample"), (time, "strftime"), (1, "bit_length"), ("", "format_map"), (open("main.txt", "w"), "writelines"), (re, "findall")):
    if not hasattr(thing, name):
        lacks.append(name)
print(*lacks)
