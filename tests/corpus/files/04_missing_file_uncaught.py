# expect: the same without try
# prints: reading
# ends: error OSError
print("reading")
config = open("secrets.json").read()
print("never")
