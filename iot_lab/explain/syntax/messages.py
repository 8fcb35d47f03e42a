"""What CPython 3.11 to 3.14 and MicroPython say of a syntax error, by pattern; each version words some anew."""

from __future__ import annotations

import re
from typing import Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.texts import key

_TABLE: Final = (
    (r"'return' outside function", key("explain.syntax.return-outside")),
    (r"'(?P<word>break|continue)' (?:outside|not properly in) loop|^'break'/'continue' outside loop",
     key("explain.syntax.break-outside")),
    (r"'(?:yield|yield from|await)'? outside (?:async )?function|'yield' outside", key("explain.syntax.await-outside")),
    (r"asynchronous comprehension outside|'async (?:with|for)' outside|'async .*' outside", key("explain.syntax.await-outside")),
    (r"[cC]annot assign to (?:function call|method call)", key("explain.syntax.assign-call")),
    (r"[cC]annot assign to (?:literal|f-string|dict display|list display)|cannot delete literal",
     key("explain.syntax.assign-literal")),
    (r"[cC]annot assign to (?P<word>True|False|None|__debug__|Ellipsis)", key("explain.syntax.reserved")),
    (r"^cannot (?:assign to|use assignment expressions with|delete)|^can't (?:assign to|delete) expression|"
     r"illegal target|illegal expression for augmented|single target|"
     r"can't assign to", key("explain.syntax.assign-expression")),
    (r"expression cannot contain assignment", key("explain.syntax.keyword-name")),
    (r"[mM]aybe you meant '=='", key("explain.syntax.equals-some")),
    (r"[iI]nvalid syntax\. Maybe you meant '==' or ':='", key("explain.syntax.equals-some")),
    (r"f-string: (?:expecting|unmatched|unterminated|closing|invalid|expression|empty|single|cannot|f-string|valid)|"
     r"malformed f-string|unterminated f-string|f-string", key("explain.syntax.f-string")),
    (r"forgot a comma", key("explain.syntax.comma")),
    (r"':' expected after dictionary key|expression expected after dictionary key", key("explain.syntax.dict-colon")),
    (r"expected 'except' or 'finally' block", key("explain.syntax.try-alone")),
    (r"expected 'else' after 'if' expression", key("explain.syntax.if-else")),
    (r"expected ':'", key("explain.syntax.colon-some")),
    (r"expected '\('", key("explain.syntax.def-brackets")),
    (r"positional argument follows keyword argument|non-keyword arg after|^\*?positional .* follows",
     key("explain.syntax.argument-order")),
    (r"keyword argument repeated: (?P<word>\w+)|^keyword argument repeated", key("explain.syntax.argument-twice")),
    (r"non-default argument follows default|parameter without a default follows|non-default arg after",
     key("explain.syntax.default-order")),
    (r"duplicate (?:argument|parameter) '(?P<word>\w+)'", key("explain.syntax.parameter-twice")),
    (r"name '(?P<word>\w+)' is (?:used|assigned to) (?:prior to|before) global|identifier redefined as global|"
     r"'(?P<other>\w+)' is parameter and (?:global|nonlocal)|name '(?P<third>\w+)' is parameter and", key("explain.syntax.global-late")),
    (r"no binding for nonlocal|nonlocal declaration not allowed|can't declare nonlocal|identifier redefined as nonlocal",
     key("explain.syntax.nonlocal")),
    (r"leading zeros in decimal|invalid syntax for integer with base 10: '0", key("explain.syntax.leading-zero")),
    (r"invalid (?:decimal|hexadecimal|binary|octal|imaginary|number) (?:literal|digit)|invalid digit '.' in|"
     r"invalid syntax for (?:integer|number)|Exceeds the limit", key("explain.syntax.number")),
    (r"unexpected character after line continuation|unexpected EOF after line continuation", key("explain.syntax.backslash")),
    (r"unicode error|unicodeescape|truncated \\|invalid escape|malformed \\N", key("explain.syntax.escape")),
    (r"bytes can only contain ASCII|bytes literal", key("explain.syntax.bytes")),
    (r"trailing comma not allowed", key("explain.syntax.import-comma")),
    (r"import \* only allowed", key("explain.syntax.import-star")),
    (r"from __future__|future feature|not a chance", key("explain.syntax.future")),
    (r"multiple exception types must be parenthesized", key("explain.syntax.except-brackets")),
    (r"default 'except:' must be last", key("explain.syntax.except-last")),
    (r"[gG]enerator expression must be parenthesized", key("explain.syntax.generator")),
    (r"starred|star-expr|can't use \*|\*x|\* arg|\*/\*\*|bare \*|multiple \*x|must precede|too many expressions in star",
     key("explain.syntax.star")),
    (r"too many (?:statically )?nested|too deeply nested|too complex|maximum recursion|nested parentheses",
     key("explain.syntax.too-deep")),
    (r"null bytes|cannot be read|source code|encoding problem|(?:utf-8|unicode).*codec", key("explain.syntax.unreadable")),
    (r"unexpected EOF|EOF while scanning|unterminated", key("explain.syntax.ends-early")),
    (r"was never closed|closing parenthesis|unmatched|does not match opening", key("explain.syntax.bracket-some")),
    (r"Missing parentheses in call to", key("explain.syntax.print-some")),
    (r"invalid (?:character|non-printable)", key("explain.syntax.character-some")),
    (r"assignment expression|walrus|':='", key("explain.syntax.walrus")),
    (r"unexpected indent|indentation|indented block", key("explain.type.indentation")),
    (r"invalid micropython decorator|native|viper|asm", key("explain.syntax.native")),
    (r"super\(\)|can't find", key("explain.type.syntax")),
)  # fmt: skip


def by_message(message: str, line: int | None) -> Diagnosis | None:
    """Return the diagnosis that a message alone allows."""
    for pattern, name in _TABLE:
        found = re.search(pattern, message)
        if found:
            word = next(filter(None, found.groupdict().values()), "")
            return Diagnosis(name, line, {"word": word}, is_specific=not name.startswith("explain.type."))
    return None
