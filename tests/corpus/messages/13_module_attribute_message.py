# expect: a name that a module does not have
# prints: 'module' object has no attribute 'squareroot'
# prints: 'module' object has no attribute 'wait'
import math
import time

for action in (lambda: math.squareroot(2), lambda: time.wait(1)):
    try:
        action()
    except AttributeError as error:
        print(error)
