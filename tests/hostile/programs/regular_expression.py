# Matches an expression that backtracks without end. Ends: exception. Hint: error.
import re

re.match("(a*)*b", "a" * 30)
