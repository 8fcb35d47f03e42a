# expect: str has no method append
# ends: error AttributeError
message = "light"
message.append(" on")
