# expect: mktime and gmtime with the epoch of 2000
# prints: 0
# prints: 845640000
# prints: (2026, 10, 18, 12, 0, 0, 6, 291)
# prints: 86400
# prints: (2024, 3, 1, 0, 0, 0, 4, 61)
import time

print(time.mktime((2000, 1, 1, 0, 0, 0, 0, 0)))
t = time.mktime((2026, 10, 18, 12, 0, 0, 0, 0))
print(t)
print(time.gmtime(t))
print(time.mktime((2024, 3, 1, 0, 0, 0, 0, 0)) - time.mktime((2024, 2, 29, 0, 0, 0, 0, 0)))
print(time.localtime(time.mktime((2024, 2, 30, 0, 0, 0, 0, 0))))
