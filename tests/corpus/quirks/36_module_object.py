# expect: printing a module, its name, dir of it
# prints: <module 'math'>
# prints: math True
# prints: __main__
import math
import sys

print(math)
print(math.__name__, "pi" in dir(math))
print(sys.modules.get("__main__", sys.modules) and __name__)
