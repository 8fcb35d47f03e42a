# expect: assert stops the program
# prints: checked
# ends: error AssertionError
def mean(values):
    assert values, "no values"
    return sum(values) / len(values)


assert mean([2, 4]) == 3
print("checked")
mean([])
