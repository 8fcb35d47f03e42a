# expect: tasks in a heap with their due times, simulated clock
# prints: 3 blink
# prints: once
# prints: 6 blink
# prints: 9 blink
import heapq


class Scheduler:
    def __init__(self):
        self.heap = []
        self.number = 0
        self.now = 0

    def at(self, due, function, *args):
        heapq.heappush(self.heap, (due, self.number, function, args))
        self.number += 1

    def every(self, period, function):
        def again():
            function()
            self.at(self.now + period, again)

        self.at(self.now + period, again)

    def run(self, until):
        while self.heap and self.heap[0][0] <= until:
            self.now, _, function, args = heapq.heappop(self.heap)
            function(*args)


s = Scheduler()
s.every(3, lambda: print(s.now, "blink"))
s.at(4, print, "once")
s.run(9)
