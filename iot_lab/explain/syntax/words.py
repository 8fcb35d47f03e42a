"""Lines that Python cannot read because they are written as in another language, or with a slip in a keyword."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.nearest import nearest
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCKS: Final = ("if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with", "async")
STATEMENTS: Final = ("import", "from", "return", "global", "raise", "assert", "pass", "break", "continue", "del")
KEYWORDS: Final = frozenset((*BLOCKS, *STATEMENTS, "and", "or", "not", "in", "is", "lambda", "None", "True", "False",
                             "yield", "await", "as", "nonlocal"))  # fmt: skip
_OTHER_WORDS: Final = {
    "function": "def", "func": "def", "fn": "def", "fun": "def", "sub": "def", "void": "def", "proc": "def",
    "fonction": "def", "définir": "def", "foreach": "for", "pour": "for", "si": "if", "sinon": "else",
    "tantque": "while", "until": "while", "loop": "while", "catch": "except", "throw": "raise",
    "elseif": "elif", "elsif": "elif",
    "importer": "import", "depuis": "from", "retourner": "return", "retourne": "return", "include": "import",
    "using": "import", "require": "import", "essayer": "try", "sauf": "except", "switch": "if", "case": "elif",
    "do": "while", "repeat": "for", "répéter": "for", "repeter": "for", "otherwise": "else", "unless": "if",
    "classe": "class", "définition": "def", "procedure": "def",
}  # fmt: skip
_DECLARATIONS: Final = (
    "var|let|const|int|float|double|string|String|char|bool|boolean|long|unsigned|byte|auto|static|uint8_t|int16_t"
)
_UNITS: Final = "ms|us|µs|s|sec|secondes?|seconds?|min|hz|khz|mhz|Hz|kHz|MHz|v|V|cm|mm|m|°C|°|%|C"
# sign written, sign meant, pattern in code without texts
_SIGNS: Final = (
    ("&&", "and", r"&&"), ("||", "or", r"\|\|"), ("===", "==", r"==="), ("!==", "!=", r"!=="), ("<>", "!=", r"<>"),
    ("=!", "!=", r"=!(?!=)"), ("=<", "<=", r"=<"), ("=>", ">=", r"=>"), ("!", "not", r"!(?!=)"),
    ("?", "... if ... else ...", r"\?"),
    (":=", "=", r"^\s*\w+\s*:="), ("≠", "!=", r"≠"), ("≤", "<=", r"≤"), ("≥", ">=", r"≥"),
)  # fmt: skip


def foreign_line(code: str, number: int, raw: str) -> Diagnosis | None:
    """Return what a line has of another language or a misspelt keyword; `code` is without texts and comments."""
    for look in _LOOKS:
        found = look(code, number, raw)
        if found is not None:
            return found
    return None


def _else_if(code: str, number: int, _raw: str) -> Diagnosis | None:
    if re.match(r"\s*else\s*if\b", code):
        return Diagnosis(key("explain.syntax.else-if"), number)
    condition = re.match(r"\s*else\s+([^:{]+?)\s*:\s*$", code)
    if condition:
        return Diagnosis(key("explain.syntax.else-condition"), number, {"condition": condition[1]})
    return None


def _increment(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.search(r"([\w.\]\[]+)\s*(\+\+|--)\s*(?:$|[;:)}])", code) or re.search(
        r"^\s*(?P<s>\+\+|--)(\w+)\s*;?$", code
    )
    if not found:
        return None
    name, sign = (found[2], found["s"]) if "s" in found.groupdict() else (found[1], found[2])
    return Diagnosis(key("explain.syntax.increment"), number, {"name": name, "written": name + sign, "sign": sign[0]})


def _c_for(code: str, number: int, _raw: str) -> Diagnosis | None:
    if re.match(r"\s*for\s*\([^)]*;", code):
        return Diagnosis(key("explain.syntax.c-for"), number)
    if re.match(r"\s*for\s+\w+\s*=", code) or re.match(r"\s*for\s+\w+\s+(?:from|to)\b", code):
        return Diagnosis(key("explain.syntax.for-in"), number)
    found = re.match(
        r"\s*for\s+(\w+(?:\s*,\s*\w+)*)\s+(?!in\b|,)(?:of|on|dans|en|im|is|un|ni)?\s*([\w.]+.*):\s*$", code
    )
    if found and " in " not in code:
        return Diagnosis(key("explain.syntax.for-in"), number)
    if re.match(r"\s*for\s*\(\s*\w+\s+in\b", code):
        return Diagnosis(key("explain.syntax.for-brackets"), number)
    if found := re.match(r"\s*for\s+\w+\s+in\s+range\s+([\w.]+)\s*:", code):
        return Diagnosis(key("explain.syntax.call-brackets"), number, {"function": "range", "given": found[1]})
    return None


def _comment(code: str, number: int, raw: str) -> Diagnosis | None:
    if (
        re.match(r"\s*(//|/\*|\*/|\*\s|--\s|<!--)", code)
        or re.search(r"\s//\s*\w+\s+\w+", code)
        or re.search(r"/\*", code)
    ):
        sign = next(sign for sign in ("//", "/*", "*/", "<!--", "--", "*") if sign in raw)
        return Diagnosis(key("explain.syntax.comment"), number, {"sign": sign})
    if re.search(r"[;)]\s*//", code):
        return Diagnosis(key("explain.syntax.comment"), number, {"sign": "//"})
    return None


def _signs(code: str, number: int, _raw: str) -> Diagnosis | None:
    for sign, meant, pattern in _SIGNS:
        if re.search(pattern, code) and not (sign == ":=" and "(" in code.partition(":=")[0]):
            if sign == "!" and re.search(r"!=", code) and not re.search(r"!(?!=)", code):
                continue
            return Diagnosis(key("explain.syntax.sign"), number, {"sign": sign, "meant": meant})
    return None


def _declaration(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.match(rf"\s*(?:(?:{_DECLARATIONS})\s+)*({_DECLARATIONS})\s+(\w+)\s*(=|;|$|\[)", code)
    if found:
        return Diagnosis(key("explain.syntax.declaration"), number, {"type": found[1], "name": found[2]})
    found = re.match(r"\s*(function|void|func|fn|int|float|String|bool)\s+(\w+)\s*\(", code)
    if found:
        return Diagnosis(key("explain.syntax.def"), number, {"word": found[1], "name": found[2]})
    return None


def _braces(code: str, number: int, _raw: str) -> Diagnosis | None:
    opens = re.match(r"\s*(?:\}\s*)?(if|else|elif|while|for|def|try|except|class|loop|do|switch)\b[^{]*\{\s*$", code)
    if opens or re.match(r"\s*\}\s*(?:else|elif|while)", code):
        return Diagnosis(key("explain.syntax.braces"), number)
    then = re.match(r"\s*(if|elif|while|for)\b.*\b(then|do)\s*:?\s*$", code)
    if then:
        return Diagnosis(key("explain.syntax.then"), number, {"word": then[2], "keyword": then[1]})
    return None


def _equals(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.match(r"\s*(if|elif|while)\b(.*)", code)
    if not found:
        return None
    inside = re.sub(r"[\w\].]\([^()]*\)", "", found[2])
    if re.search(r"(?<![=!<>:+\-*/%])=(?![=<>!])", inside):
        return Diagnosis(key("explain.syntax.equals"), number, {"keyword": found[1]})
    return None


def _print(code: str, number: int, raw: str) -> Diagnosis | None:
    if re.match(r"\s*print\s+[\"'\w]", code) or re.match(r"\s*print\s*$", code):
        return Diagnosis(key("explain.syntax.print"), number, {"given": raw.strip().removeprefix("print").strip()})
    return None


def _import_order(code: str, number: int, raw: str) -> Diagnosis | None:
    found = re.match(r"\s*import\s+(\w+)\s+from\s+[\"']?(\w*)", code)
    if found:
        module = found[2] or (raw.split("from", 1)[1].strip(" ;\"'"))
        return Diagnosis(key("explain.syntax.import-order"), number, {"name": found[1], "module": module})
    if re.match(r"\s*(?:from|import)\s+[\"']", code) or re.match(r"\s*import\s+<", code):
        return Diagnosis(key("explain.syntax.import-quotes"), number)
    if re.match(r"\s*from\s+[\w.]+\s*(?:import\s*)?$", code):
        return Diagnosis(key("explain.syntax.import-what"), number)
    if found := re.match(r"\s*import\s+([\w.]+)\s+([\w.]+)\s*$", code):
        return Diagnosis(key("explain.syntax.import-two"), number, {"one": found[1], "other": found[2]})
    return None


def _keyword(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.match(r"\s*([^\W\d]\w*)\b", code)
    if not found or found[1] in KEYWORDS:
        return None
    word, rest = found[1], code[found.end() :]
    if re.match(r"\s*(?:=(?!=)|\.|\[|[-+*/%]=|,)", rest):
        return None
    meant = _OTHER_WORDS.get(word) or (word.lower() if word.lower() in KEYWORDS else None)
    is_block = bool(re.search(r":\s*$", code))
    is_statement = bool(re.match(r"\s+[\w\"'(]", rest))
    if meant is None and is_block:
        meant = "for" if re.match(r"\s+\w+\s+in\b", rest) and len(word) < 5 else nearest(word.lower(), BLOCKS)
        if meant is None and re.match(r"\s+\w+\(.*\)\s*:\s*$", rest):
            meant = "def"
    if meant is None and is_statement:
        meant = "from" if re.match(r"\s+[\w.]+\s+import\b", rest) else nearest(word.lower(), STATEMENTS)
    if meant is None or meant == word:
        return None
    return Diagnosis(key("explain.syntax.keyword"), number, {"word": word, "meant": meant})


def _name_with_space_or_dash(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.match(r"\s*([^\W\d]\w*(?:-\w+)+)\s*=(?!=)", code)
    if found:
        return Diagnosis(key("explain.syntax.dash-name"), number,
                         {"name": found[1], "right": found[1].replace("-", "_")})  # fmt: skip
    found = re.match(r"\s*(?:def\s+)([^\W\d]\w*-\w[\w-]*)\s*\(", code)
    if found:
        return Diagnosis(key("explain.syntax.dash-name"), number,
                         {"name": found[1], "right": found[1].replace("-", "_")})  # fmt: skip
    found = re.match(r"\s*(?:def\s+)?([^\W\d]\w*)\s+([^\W\d]\w*)\s*(=(?!=)|\()", code)
    if found and not {found[1], found[2]} & KEYWORDS:
        name = f"{found[1]} {found[2]}"
        return Diagnosis(key("explain.syntax.space-name"), number, {"name": name, "right": name.replace(" ", "_")})
    found = re.match(r"\s*(\d+[^\W\d]\w*)\s*=(?!=)", code)
    if found:
        return Diagnosis(key("explain.syntax.digit-name"), number, {"name": found[1]})
    return None


def _reserved(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.match(r"\s*(?:for\s+|def\s+|global\s+)?(\w+)\s*(?:=(?!=)|\(.*\):|,.*=| in )", code)
    if found and found[1] in KEYWORDS - {"not", "if", "elif", "while", "return", "await", "lambda", "yield"}:
        if re.match(r"\s*(?:else|try|for|def|class|with|except|import|from|del|assert|raise)\s*\(", code):
            return None
        return Diagnosis(key("explain.syntax.reserved"), number, {"word": found[1]})
    if found := re.match(r"\s*global\s+(\w+)\s*=", code):
        return Diagnosis(key("explain.syntax.global-assign"), number, {"name": found[1]})
    return None


def _address(code: str, number: int, _raw: str) -> Diagnosis | None:
    """192.168.4.1 without quotes."""
    found = re.search(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){2,3}(?![\w.])", code)
    return Diagnosis(key("explain.syntax.address"), number, {"address": found[0]}) if found else None


def _unit(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.search(rf"(?<![\w.])(\d+(?:\.\d+)?)\s?({_UNITS})(?![\w(.\"'])", code)
    if found and not found[0].endswith("%"):
        return Diagnosis(key("explain.syntax.unit"), number, {"number": found[1], "unit": found[2]})
    return None


def _digits(code: str, number: int, _raw: str) -> Diagnosis | None:
    """`20 000` with a space, `0,05` with a comma: Python reads neither, for a number does not begin with 0."""
    if found := re.search(r"(?<![\w.])\d{1,3}(?: \d{3})+(?![\w.])", code):
        right = found[0].replace(" ", "")
        return Diagnosis(key("explain.syntax.digits-apart"), number, {"written": found[0], "right": right})
    if found := re.search(r"(?<![\w.])(\d+),(0\d+)(?![\w.])", code):
        values = {"written": found[0], "right": f"{found[1]}.{found[2]}"}
        return Diagnosis(key("explain.comma.call"), number, values)
    return None


def _global_assign(code: str, number: int, _raw: str) -> Diagnosis | None:
    found = re.match(r"\s*global\s+(\w+)\s*=", code)
    return Diagnosis(key("explain.syntax.global-assign"), number, {"name": found[1]}) if found else None


def _call_without_brackets(code: str, number: int, raw: str) -> Diagnosis | None:
    found = re.match(r"\s*([^\W\d][\w.]*)\s+([\"'].*|[\d.]+|[^\W\d][\w.]*)\s*;?$", code)
    if not found or found[1] in KEYWORDS or found[2] in KEYWORDS:
        return None
    given = raw.strip().removeprefix(found[1]).strip()
    return Diagnosis(key("explain.syntax.call-brackets"), number, {"function": found[1], "given": given})


def _colon(code: str, number: int, _raw: str) -> Diagnosis | None:
    """A block's first line without its colon."""
    found = re.match(r"\s*(if|elif|else|for|while|def|class|try|except|finally|with)\b(.*)$", code)
    if not found or found[2].count("(") > found[2].count(")"):
        return None
    rest = found[2].rstrip(" ;,.")
    if found[1] == "def" and not re.match(r"\s+\w+\s*\(", found[2]):
        return Diagnosis(key("explain.syntax.def-brackets"), number)
    if rest.endswith(":") or (":" in re.sub(r"\[[^\]]*\]|\{[^}]*\}|lambda[^:]*:", "", rest)):
        return None
    return Diagnosis(key("explain.syntax.colon"), number, {"keyword": found[1]})


_LOOKS: Final[tuple[Callable[[str, int, str], Diagnosis | None], ...]] = (
    _else_if, _c_for, _increment, _comment, _braces, _declaration, _signs, _equals, _print, _import_order,
    _address, _digits, _global_assign, _keyword, _name_with_space_or_dash, _reserved, _unit, _colon,
    _call_without_brackets,
)  # fmt: skip
