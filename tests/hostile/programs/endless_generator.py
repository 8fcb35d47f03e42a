# Empties a generator that never ends. Ends: deadline. Hint: nothing-yet.
def numbers():
    while True:
        yield 1


print(sum(numbers()))
