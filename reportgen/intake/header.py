"""Headers as people write them, brought to one form so that they can be compared."""

from __future__ import annotations

import re
import unicodedata

# Decomposition alone leaves these letters whole, and the next step would drop them.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


def normalised(header: str) -> str:
    """`Återkommande intäkt (MRR)` -> `aterkommande_intakt_mrr`, `*ContactName` -> `contactname`."""
    if header.isascii():
        return re.sub(r"[\W_]+", "_", header.casefold()).strip("_")
    # Marks of byte order, zero-width blanks and soft hyphens: nobody sees them, so they say nothing.
    seen = "".join(c for c in header if unicodedata.category(c) != "Cf")
    bare = seen.casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", bare)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    # Letters of other scripts stay: a header of which half was left out could be another's.
    return re.sub(r"[\W_]+", "_", letters).strip("_")
