# expect: the number of arguments, without the function's name
# prints: function takes 2 positional arguments but 1 were given
# prints: function takes 2 positional arguments but 3 were given
# prints: function takes 0 positional arguments but 1 were given
class Lamp:
    def on():
        return 1


def two(a, b):
    return a


for action in (lambda: two(1), lambda: two(1, 2, 3), lambda: Lamp().on()):
    try:
        action()
    except TypeError as error:
        print(error)
