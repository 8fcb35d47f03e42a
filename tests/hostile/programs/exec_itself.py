# Executes a text that executes itself. Ends: exception. Hint: error.
text = "exec(text)"
exec(text)
