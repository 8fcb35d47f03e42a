# expect: a module written to the flash, then imported
# prints: True 30 helper
# prints: False True
# prints: ImportError no module named 'helpful'
import sys

with open("helper.py", "w") as f:
    f.write("LIMIT = 30\ndef too_hot(t):\n    return t > LIMIT\n")

import helper

print(helper.too_hot(31), helper.LIMIT, helper.__name__)
from helper import too_hot as hot

print(hot(12), "helper" in sys.modules)
try:
    import helpful
except ImportError as error:
    print("ImportError", error)
