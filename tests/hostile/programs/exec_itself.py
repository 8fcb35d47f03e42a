# Executes a text that executes itself. Ends: exception. Hint: type.recursion.
text = "exec(text)"
exec(text)
