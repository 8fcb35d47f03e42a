# expect: a mean of nothing
# ends: error ZeroDivisionError
readings = []
print(sum(readings) / len(readings))
