# expect: code made at run time that cannot be read
# prints: before
# ends: error SyntaxError
print("before")
exec("if True print(1)")
