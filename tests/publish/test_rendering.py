"""Pages as HTML: pictures that cannot be drawn, and what it costs to get ready for them."""

from __future__ import annotations

import subprocess
import sys

from reportgen.publish.rendering import LACKING, told_what_lacks


def test_beside_another_picture_nothing_is_said() -> None:
    body = f"<h1>A</h1>{LACKING}<figure></figure>"
    assert (
        told_what_lacks(body, ["A picture of <NRR> needs more."]) == "<h1>A</h1><figure></figure>"
    )


def test_a_page_without_any_says_it_once() -> None:
    told = told_what_lacks(f"{LACKING}{LACKING}", ["A picture of <NRR> needs more.", "Another."])
    assert told == '<p class="absent">A picture of &lt;NRR&gt; needs more.</p>'


def test_a_page_needs_no_validator_of_packs() -> None:
    """The press renders what it is told; nothing in it reads a pack, and it starts without that."""
    code = (
        "import sys, reportgen.publish.rendering; "
        "print(*sorted({'pydantic', 'polars', 'altair', 'babel'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stdout.split() == []
