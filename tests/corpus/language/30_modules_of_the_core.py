# expect: collections, heapq, re, random with a seed' range
# prints: 3 4 Point(x=3, y=4)
# prints: ['b', 'a', 'c']
# prints: 3 2 4 [3]
# prints: [10, 20, 30]
# prints: light=512 light 512 None
# prints: ['a', 'b', 'c']
# prints: True
# prints: True True 5
# prints: True True True
from collections import OrderedDict, deque, namedtuple
import heapq
import random
import re

Point = namedtuple("Point", ("x", "y"))
p = Point(3, y=4)
print(p.x, p[1], p)
d = OrderedDict([("b", 1), ("a", 2)])
d["c"] = 3
print(list(d.keys()))
q = deque((), 3)
for n in range(5):
    q.append(n)
print(len(q), q.popleft(), q.pop(), list(q))
heap = []
for due in (30, 10, 20):
    heapq.heappush(heap, (due, "task%d" % due))
print([heapq.heappop(heap)[0] for _ in range(3)])
m = re.match(r"(\w+)=(\d+)", "light=512;")
print(m.group(0), m.group(1), int(m.group(2)), re.search("z", "abc"))
print(re.compile("[;,]").split("a;b,c"))
random.seed(7)
first = [random.randint(1, 6) for _ in range(5)]
random.seed(7)
print(first == [random.randint(1, 6) for _ in range(5)])
print(all(1 <= random.randint(1, 6) <= 6 for _ in range(50)), 0 <= random.random() < 1, random.choice([5]))
print(0 <= random.getrandbits(4) < 16, 2 <= random.uniform(2, 3) <= 3, random.randrange(0, 10, 5) in (0, 5))
