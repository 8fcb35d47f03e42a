# expect: what Python says of missing names, attributes, keys and indices
# prints: NameError name 'unknown' isn't defined
# prints: AttributeError 'Lamp' object has no attribute 'of'
# prints: AttributeError 'Lamp' object has no attribute 'colour'
# prints: AttributeError 'str' object has no attribute 'push'
# prints: AttributeError 'list' object has no attribute 'push'
# prints: AttributeError 'int' object has no attribute 'bit'
# prints: AttributeError 'NoneType' object has no attribute 'read'
# prints: NameError local variable referenced before assignment
# prints: KeyError b
# prints: KeyError 2
# prints: IndexError list index out of range
# prints: IndexError tuple index out of range
# prints: IndexError string index out of range
# prints: IndexError pop from empty list
# prints: IndexError list index out of range
# prints: KeyError x
# prints: ValueError object not in sequence
# prints: ValueError object not in sequence
# prints: ValueError substring not found
# prints: StopIteration
# prints: ValueError arg is an empty sequence
# prints: ValueError arg is an empty sequence
# prints: KeyError pop from an empty set
# prints: TypeError can't send non-None value to a just-started generator
# prints: ImportError no module named 'nothing_here'
# prints: ValueError too many values to unpack (expected 2)
# prints: ValueError need more than 1 values to unpack
# prints: TypeError 'int' object isn't iterable
# prints: KeyError zzz
def told(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Lamp:
    def on(self):
        return self.colour


def late():
    print(value)
    value = 1


told(lambda: unknown)
told(lambda: Lamp().of())
told(lambda: Lamp().on())
told(lambda: "x".push(1))
told(lambda: [].push(1))
told(lambda: (1).bit)
told(lambda: None.read())
told(lambda: late())
told(lambda: {"a": 1}["b"])
told(lambda: {1: 1}[2])
told(lambda: [1][5])
told(lambda: (1,)[5])
told(lambda: "ab"[5])
told(lambda: [].pop())
told(lambda: [1].pop(3))
told(lambda: {}.pop("x"))
told(lambda: [1].index(2))
told(lambda: [1].remove(2))
told(lambda: "ab".index("c"))
told(lambda: next(iter([])))
told(lambda: min([]))
told(lambda: max(()))
told(lambda: set().pop())
told(lambda: (lambda: (yield))().send(1))
told(lambda: __import__("nothing_here"))
told(lambda: exec("a, b = 1, 2, 3"))
told(lambda: exec("a, b = [1]"))
told(lambda: exec("for x in 5: pass"))
told(lambda: exec("del zzz"))
