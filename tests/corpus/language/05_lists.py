# expect: slices, insertion, removal, sort with a key
# prints: [22.0, 21.5, 19.0, 20.0, 18.5] 5 18.5 22.0
# prints: 18.5 [21.5, 19.0] [18.5, 20.0, 19.0, 21.5, 22.0] True
# prints: [18.5, 19.0, 20.0, 21.5, 22.0]
# prints: ['led', 'pir', 'dht22'] [3, 2, 1]
# prints: [1, 9, 25] [('a', 1), ('b', 2)] [(5, 'x'), (6, 'y')]
# prints: 18.5 [19.0, 20.0, 21.5, 22.0] 22.0 18.5 1
# prints: 20.17 True False
readings = [21.5, 19.0, 23.25, 20.0]
readings.append(18.5)
readings.insert(0, 22.0)
readings.remove(23.25)
print(readings, len(readings), min(readings), max(readings))
print(readings[-1], readings[1:3], readings[::-1], 19.0 in readings)
readings.sort()
print(readings)
print(sorted(["pir", "dht22", "led"], key=len), sorted([3, 1, 2], reverse=True))
print([i * i for i in range(6) if i % 2], list(zip("ab", [1, 2])), list(enumerate("xy", 5)))
first, *rest = readings
print(first, rest, readings.pop(), readings.pop(0), readings.index(20.0))
print('%.2f' % (sum(readings) / len(readings)), any([0, "", 3]), all([1, 2, 0]))
