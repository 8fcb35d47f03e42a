# expect: groups, sub, split with a limit, anchors
# prints: a#b#c# bAnAnA
# prints: sensor 42 sensor-42
# prints: ['a', 'b', 'c ,d'] True None
# prints: ValueError
# prints: no groups
# prints: no findall
import re

print(re.sub(r"\d+", "#", "a1b22c333"), re.sub("a", lambda m: m.group(0).upper(), "banana"))
m = re.search(r"([a-z]+)-(\d+)", "id: sensor-42;")
print(m.group(1), m.group(2), m.group(0))
print(re.compile(r"\s*,\s*").split("a , b,c ,d", 2), bool(re.match("^ab?c$", "ac")), re.match("b", "abc"))
try:
    re.compile("a(b")
except Exception as error:
    print(type(error).__name__)
try:
    m.groups()
except AttributeError:
    print("no groups")
try:
    re.findall("a", "aa")
except AttributeError:
    print("no findall")
