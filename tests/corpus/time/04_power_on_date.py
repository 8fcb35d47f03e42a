# expect: the clock of a board that was just switched on
# prints: (2000, 1, 1, 0, 0)
# prints: 0 True
# prints: 2000-01-01
import time

time.sleep_ms(10)
now = time.localtime()
print(now[:5])
print(time.time() // 5, now[6] == 5)
print("%04d-%02d-%02d" % now[:3])
