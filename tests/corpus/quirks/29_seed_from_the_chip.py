# expect: random.seed() without a number
# prints: True
import random

random.seed()
print(0 <= random.random() < 1 and 1 <= random.randint(1, 6) <= 6)
