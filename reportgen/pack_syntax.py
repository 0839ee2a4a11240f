"""A file that is no TOML: the line that is meant, and what to write there."""

from __future__ import annotations

import re

from reportgen.problem import Problem

QUOTES = 'Texts stand in quotes: name = "Acme". Numbers have a decimal point and no unit: 1.05.'
# The parser's words -> what to do; the first that it begins with.
ADVICE = (
    ("Cannot overwrite", "The key stands there twice: keep one of the two."),
    ("Cannot declare", "The section stands there twice: put the lines of both under one heading."),
    ("Cannot mutate", "The section stands there twice: put the lines of both under one heading."),
    ("Duplicate", "The key stands there twice: keep one of the two."),
    ("Expected ']'", "A section is called like this: [company], with both brackets."),
    (
        "Expected '='",
        'Write a key, an equals sign and a value: currency = "SEK". A key with other letters than a to '
        "z, or with blanks, stands in quotes.",
    ),
    ("Unterminated string", "A text ends with the quotation mark that it began with."),
    ("Illegal character", "A text ends on its line with the quotation mark that it began with."),
    ('Expected "\'"', "A text ends with the quotation mark that it began with."),
    ("Unclosed", "A list ends with ], an inline section with }."),
    ("Unescaped", "In double quotes a backslash is written twice; in single quotes once."),
    ("Invalid hex", "In double quotes a backslash is written twice; in single quotes once."),
    (
        "Invalid statement",
        "A key with other letters than a to z, or with blanks, stands in quotes.",
    ),
    ("Invalid value", QUOTES),
)
AFTER = "One line, one key. " + QUOTES


def not_toml(shown: str, text: str, reason: ValueError) -> Problem:
    """The problem of a file whose TOML cannot be read, with the line as it stands there.

    text  the file, "" when it is no text
    """
    said = str(reason)
    if isinstance(reason, UnicodeDecodeError):
        return Problem(shown, f"this is not UTF-8: {reason}", "Save it as UTF-8.")
    lines = text.splitlines()
    at = re.search(r"line (\d+)", said)
    number = int(at[1]) if at else len(lines)
    excerpt = lines[number - 1] if 0 < number <= len(lines) else ""
    if re.search("=.*[“”]", excerpt) and said.startswith("Invalid value"):
        advice = 'Write straight quotation marks, "like these"; an editor has made them round.'
    else:
        advice = next((told for begins, told in ADVICE if said.startswith(begins)), AFTER)
    return Problem(shown, f"this is not TOML: {said}", advice, line=number or None, excerpt=excerpt)
