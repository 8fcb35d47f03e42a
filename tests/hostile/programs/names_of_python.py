# Walks from any object to the classes of Python's own machine room. Ends: exception. Hint: attribute.of-class.
print(().__class__)
print(().__class__.__bases__[0].__subclasses__())
