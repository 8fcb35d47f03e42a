# expect: from module import something that it does not have
# prints: ImportError can't import name squareroot
# prints: ImportError can't import name wait
# prints: ImportError can't import name nothing
# prints: ImportError can't import name encode
# prints: ImportError no module named 'nothing_at_all'
# prints: ImportError no module named 'nothing_at_all'
for text in ("from math import squareroot", "from time import wait", "from sys import nothing", "from json import encode", "import nothing_at_all", "from nothing_at_all import x"):
    try:
        exec(text)
    except ImportError as error:
        print("ImportError", error)
