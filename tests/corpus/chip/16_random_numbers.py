# expect: dice, two rolls of many differ, urandom
# prints: True True
# prints: 4
import os
import random

rolls = [random.randint(1, 6) for _ in range(200)]
print(set(rolls) == {1, 2, 3, 4, 5, 6}, rolls[:50] != rolls[50:100])
print(len(os.urandom(4)))
