# Recurses inside the interpreter: attributes, comparisons, sorting. Ends: exception. Hint: other.recursion.
class Mirror:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return sorted([self, other])


try:
    sorted([Mirror(), Mirror()])
except RuntimeError:
    pass
try:
    Mirror() == Mirror()
except RuntimeError:
    pass
Mirror().any
