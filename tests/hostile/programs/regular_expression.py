# Matches an expression that backtracks without end. Ends: exception. Hint: type.recursion.
import re

re.match("(a*)*b", "a" * 30)
