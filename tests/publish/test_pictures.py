"""Pictures that cannot be drawn: left out in silence beside others, named on a page without any."""

from __future__ import annotations

from reportgen.publish.rendering import LACKING, told_what_lacks


def test_beside_another_picture_nothing_is_said() -> None:
    body = f"<h1>A</h1>{LACKING}<figure></figure>"
    assert (
        told_what_lacks(body, ["A picture of <NRR> needs more."]) == "<h1>A</h1><figure></figure>"
    )


def test_a_page_without_any_says_it_once() -> None:
    told = told_what_lacks(f"{LACKING}{LACKING}", ["A picture of <NRR> needs more.", "Another."])
    assert told == '<p class="absent">A picture of &lt;NRR&gt; needs more.</p>'
