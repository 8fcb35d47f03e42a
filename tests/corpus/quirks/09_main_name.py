# expect: __name__, dir, help text is there, globals
# prints: __main__ True
# prints: True
x = 5
print(__name__, "x" in globals())
print("append" in dir([]))
