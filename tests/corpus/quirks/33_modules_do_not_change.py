# expect: the firmware's own modules cannot be given names
# prints: AttributeError
# prints: AttributeError
import math
import sys

for module in (math, sys):
    try:
        module.extra = 1
        print("changed")
    except AttributeError:
        print("AttributeError")
