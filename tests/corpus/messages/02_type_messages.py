# expect: what Python says of mixed types
# prints: TypeError unsupported types for __add__: 'str', 'int'
# prints: TypeError unsupported types for __add__: 'int', 'str'
# prints: TypeError unsupported types for __add__: 'list', 'tuple'
# prints: TypeError unsupported types for __mul__: 'str', 'str'
# prints: TypeError unsupported types for __sub__: 'str', 'str'
# prints: TypeError unsupported types for __add__: 'NoneType', 'int'
# prints: TypeError unsupported type for __neg__: 'str'
# prints: TypeError unsupported types for __lt__: 'int', 'str'
# prints: TypeError unsupported types for __lt__: 'list', 'int'
# prints: TypeError object of type 'int' has no len()
# prints: TypeError 'int' object isn't subscriptable
# prints: TypeError 'NoneType' object isn't subscriptable
# prints: TypeError string indices must be integers, not str
# prints: TypeError list indices must be integers, not str
# prints: KeyError []
# prints: TypeError 'int' object isn't callable
# prints: TypeError 'str' object isn't callable
# prints: TypeError unsupported types for __add__: 'int', 'str'
# prints: TypeError join expects a list of str/bytes objects consistent with self object
# prints: NameError name 'for_each' isn't defined
# prints: TypeError 'int' object isn't iterable
# prints: TypeError 'int' object isn't iterable
# prints: TypeError can't convert str to int
# prints: TypeError format string needs more arguments
# prints: IndexError tuple index out of range
# prints: KeyError a
# prints: ValueError unknown format code 'd' for object of type 'str'
# prints: TypeError issubclass() arg 2 must be a class or a tuple of classes
# prints: TypeError unsupported types for : 'int', 'int'
# prints: b'aa'
# prints: TypeError ord() expected a character, but string of length 2 found
def told(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


told(lambda: "t: " + 5)
told(lambda: 5 + "t")
told(lambda: [1] + (2,))
told(lambda: "a" * "b")
told(lambda: "a" - "b")
told(lambda: None + 1)
told(lambda: -"x")
told(lambda: 3 < "4")
told(lambda: [] < 1)
told(lambda: len(5))
told(lambda: 5[0])
told(lambda: None[0])
told(lambda: "abc"["a"])
told(lambda: [1, 2]["0"])
told(lambda: {}[[]])
told(lambda: 5())
told(lambda: "x"())
told(lambda: sum(["a", "b"]))
told(lambda: " ".join([1, 2]))
told(lambda: for_each(5))
told(lambda: list(5))
told(lambda: dict([1]))
told(lambda: "%d" % "x")
told(lambda: "%d %d" % (1,))
told(lambda: "{} {}".format(1))
told(lambda: "{a}".format(b=1))
told(lambda: "{:d}".format("x"))
told(lambda: isinstance(1, 5))
told(lambda: 1 in 5)
told(lambda: b"a" + "a")
told(lambda: ord("ab"))
