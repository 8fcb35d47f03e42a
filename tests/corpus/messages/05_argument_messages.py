# expect: what Python says of wrong arguments
# prints: TypeError unexpected keyword argument 'c'
# prints: TypeError function got multiple values for argument 'a'
# prints: TypeError function missing keyword-only argument
# prints: TypeError function takes 1 positional arguments but 2 were given
# prints: 0
def told(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def two(a, b):
    return a


def keyword(*, k):
    return k


told(lambda: two(1, 2, c=3))
told(lambda: two(1, a=2))
told(lambda: keyword())
told(lambda: len([], 1))
told(lambda: int())
