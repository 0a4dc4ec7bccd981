"""Matching text against IAM's patterns: `*`, `?` and policy variables such as `${aws:username}`.

Rules: "IAM JSON policy elements: Resource" and "IAM policy elements: Variables and tags" in the IAM User Guide.
"""

import binascii
import re
from functools import lru_cache

VARIABLE = re.compile(r"\$\{([^{}]*)\}")
WITH_DEFAULT = r"([^,]+),\s*'([^']*)'\s*"

# Characters that come from a variable's value are plain text, never wildcards or separators. Until the pattern is
# compiled, these stand-ins from Unicode's private area keep them apart from the pattern's own characters.
MARK = str.maketrans("*?:", "\ue000\ue001\ue002")
UNMARK = str.maketrans("\ue000\ue001\ue002", "*?:")


def expand_variables(text, context):
    """Return the text with its variables filled in (values marked), or None where a variable has no value.

    `context` has lower-case keys. A key with several values cannot be a variable.
    """
    missing = False

    def fill(found):
        nonlocal missing
        value = find_variable(found.group(1), context)
        missing = missing or value is None
        return (value or "").translate(MARK)

    expanded = VARIABLE.sub(fill, text)
    return None if missing else expanded


def find_variable(name, context):
    """Return the value of one variable as text: a special character, a context value, its default, or None."""
    if name in ("*", "?", "$"):
        return name
    with_default = re.fullmatch(WITH_DEFAULT, name)
    key, default = with_default.groups() if with_default else (name, None)
    value = context.get(key.strip().lower())
    if value is None or isinstance(value, (list, tuple, set, frozenset)):
        return default
    return as_text(value)


def as_text(value):
    """Return a value the way IAM compares it: true and false in lower case, dates in ISO 8601, bytes in base 64."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return binascii.b2a_base64(value, newline=False).decode()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def unmark(text):
    """Return expanded text as it reads: the values of variables without their marks."""
    return text.translate(UNMARK)


@lru_cache(maxsize=4096)
def compile_glob(pattern):
    """Return a function that says whether a text matches the pattern: `*` any characters, `?` exactly one."""
    if pattern == "*":
        return lambda text: True
    if "*" not in pattern and "?" not in pattern:
        return unmark(pattern).__eq__
    if pattern.endswith("*") and "*" not in pattern[:-1] and "?" not in pattern:
        start = unmark(pattern[:-1])
        return lambda text: text.startswith(start)
    return re.compile(glob_regex(pattern, "."), re.DOTALL).fullmatch


@lru_cache(maxsize=4096)
def compile_arn(pattern):
    """Return a function that says whether an ARN matches the pattern, part by part.

    A wildcard never reaches over one of the first five colons; in the last part it may match colons too.
    """
    parts = pattern.split(":", 5)
    if len(parts) < 6:
        return lambda text: False
    before, resource = ":".join(parts[:5]), parts[5]
    if "*" not in before and "?" not in before:
        return compile_glob(pattern)
    regex = ":".join([glob_regex(part, "[^:]") for part in parts[:5]] + [glob_regex(resource, ".")])
    return re.compile(regex, re.DOTALL).fullmatch


def glob_regex(pattern, character):
    """Return a regular expression for a glob. Atomic groups keep it quick on any text."""
    pieces = [re.escape(unmark(piece)) for piece in split_questions(pattern)]
    first, *rest = character.join(pieces).split("\0")
    if not rest:
        return first
    middle = "".join(f"(?>{character}*?{piece})" for piece in rest[:-1] if piece)
    return f"{first}{middle}{character}*{rest[-1]}"


def split_questions(pattern):
    """Return the pieces between the question marks, each star as a null character, which re.escape leaves alone."""
    return pattern.replace("*", "\0").split("?")
