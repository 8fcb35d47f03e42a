# expect: a list index out of range
# prints: 30
# ends: error IndexError
values = [10, 20, 30]
print(values[2])
print(values[3])
