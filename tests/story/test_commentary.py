"""Commentary: figures that follow the data, assertions that hold or stop, and nothing hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.problem import Severity
from reportgen.story.commentary import Commentary, read_commentary
from tests.story.findings.tell import tell

FIGURES = """
net_revenue_retention TTM2026-09 0.982 n=40
net_revenue_retention TTM2026-06 1.01 n=40
net_revenue_retention TTM2025-09 1.05 n=40
net_revenue_retention TTM2026-09 1.2 n=4 segment=SMB
cac_payback 2026Q3 - missing=div_zero
annual_recurring_revenue 2026-09 30000000 exact
annual_recurring_revenue 2026-06 25000000 exact
recurring_revenue_bridge 2026Q3 -4000 exact movement=churn
"""
PAGES = ["summary", "growth"]


def read(body: str, *, locale: str = "en", page: str = "summary") -> Commentary:
    """A commentary on one page; its text begins on line 2."""
    story = tell(FIGURES, locale=locale)
    return read_commentary(story, f"## {page}\n{body}", "commentary.md", PAGES)


def shown(body: str, *, locale: str = "en") -> str:
    """The text of a commentary that has no mistakes, without tags."""
    found = read(body, locale=locale)
    assert found.problems == ()
    return found.html("summary").striptags().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("expression", "english", "swedish"),
    [
        ('figure("net_revenue_retention")', "98.2%", "98,2 %"),
        ('figure("net_revenue_retention", period="2026Q2")', "101.0%", "101,0 %"),
        ("figure('net_revenue_retention', period='previous')", "101.0%", "101,0 %"),
        ('figure("net_revenue_retention", period="last_year")', "105.0%", "105,0 %"),
        (
            'figure("net_revenue_retention", split_by="segment", split="SMB")',
            "120.0%",
            "120,0 %",
        ),
        ('figure("annual_recurring_revenue", signed=True)', "+30.0 MSEK", "+30,0 MSEK"),
        ('figure("annual_recurring_revenue", period="2026Q2")', "25.0 MSEK", "25,0 MSEK"),
        ('change("annual_recurring_revenue")', "+20.0%", "+20,0 %"),
        (
            'change("net_revenue_retention", against="last_year")',
            "−6.8 pp",
            "−6,8 procentenheter",
        ),
        ("figure(“net_revenue_retention”)", "98.2%", "98,2 %"),
    ],
)
def test_live_figures(expression: str, english: str, swedish: str) -> None:
    body = f"It was {{{{ {expression} }}}}, no more."
    assert shown(body) == f"It was {english}, no more."
    assert shown(body, locale="sv") == f"It was {swedish}, no more."


@pytest.mark.parametrize(
    "assertion",
    [
        "net_revenue_retention < 100 %",
        "net_revenue_retention < 1.0",
        "net_revenue_retention <= 98,2 %",
        "net_revenue_retention >= 0.982",
        "net_revenue_retention falls",
        "annual_recurring_revenue rises",
        "annual_recurring_revenue > 29 999 999",
    ],
)
def test_an_assertion_that_holds_prints_nothing(assertion: str) -> None:
    found = read(f'{{{{ expect("{assertion}") }}}}\n\nWell.')
    assert found.problems == ()
    assert found.html("summary") == "<p>Well.</p>\n"


@pytest.mark.parametrize(
    ("assertion", "what"),
    [
        ("net_revenue_retention > 100 %", "is 98.2% in the twelve months to Sep 2026"),
        ("net_revenue_retention > 1.0", "net_revenue_retention is 98.2% in the twelve months"),
        ("net_revenue_retention rises", "after 101.0% in the twelve months to Jun 2026"),
        ("net_revenue_retention > 100", "net_revenue_retention is 98.2%"),
        ("cac_payback < 12", "cac_payback has no value in Q3 2026: no new customers"),
        ("cac_payback < 12 %", "cac_payback is not a share"),
        ("annual_recurring_revenue > 1,000", "can be read in two ways"),
        ("net_revenue_retention is fine", "this assertion cannot be read"),
        ("net_revenu_retention > 1", "there is no metric called 'net_revenu_retention'"),
    ],
)
def test_an_assertion_that_fails_is_told_with_the_data(assertion: str, what: str) -> None:
    expression = f'{{{{ expect("{assertion}") }}}}'
    (problem,) = read(f"Fine.\n\n{expression}").problems
    assert what in problem.what
    assert (problem.file, problem.line, problem.value) == ("commentary.md", 4, expression)
    assert problem.severity is Severity.ERROR
    assert problem.advice


@pytest.mark.parametrize(
    ("expression", "what", "advice"),
    [
        ('figure("net_revenu_retention")', "no metric called", "net_revenue_retention"),
        ('figur("customers")', "there is no 'figur' here", "figure"),
        ('figure("customers", perid="2026Q2")', "no option 'perid'", "period"),
        ('figure("cac_payback")', "no value in Q3 2026: no new customers", "Take it out"),
        ('figure("cac_payback", period="autumn")', "'autumn' is not a period", "previous"),
        (
            'figure("net_revenue_retention", split_by="segment", split="SMBs")',
            "has no segment 'SMBs'",
            "SMB",
        ),
        (
            'figure("net_revenue_retention", split_by="segmnt", split="SMB")',
            "not split by 'segmnt'",
            "segment",
        ),
        ('figure("customers", split_by="segment")', "belong together", "split"),
        ('change("net_revenue_retention", against="plan")', "against is 'plan'", "previous"),
        ('change("annual_recurring_revenue", against="last_year")', "no value in", "period"),
        ('figure("customers", signed="yes")', "True or False", ""),
        ("figure(customers)", "texts in quotes", "net_revenue_retention"),
        ("customers", "only figure, change and expect", "figure"),
    ],
)
def test_mistakes_in_expressions(expression: str, what: str, advice: str) -> None:
    (problem,) = read(f"{{{{ {expression} }}}}").problems
    assert what in problem.what
    assert advice in problem.advice
    assert problem.line == 2


@pytest.mark.parametrize(
    "expression",
    [
        "lipsum.__globals__['os'].popen('id')",
        "self._TemplateReference__context",
        "().__class__.__mro__",
        '__import__("os").system("id")',
        'figure("customers" * 9**9**9)',
        'figure(open("/etc/passwd").read())',
        'figure(f"{1}")',
        "figure(*[1])",
        'figure("customers", **{})',
        'figure("a\\x00b")',
        "figure(" + "(" * 400,
        "1or 2",
        "",
    ],
)
def test_nothing_is_evaluated(expression: str) -> None:
    found = read(f"{{{{ {expression} }}}}")
    assert len(found.problems) == 1


def test_template_statements_are_only_text() -> None:
    body = "{% include '/etc/passwd' %} {# x #} ${7*7}"
    assert "{% include" in shown(body)


def test_an_expression_that_is_not_whole() -> None:
    (problem,) = read('{{ figure("customers")').problems
    assert "not whole" in problem.what


def test_all_mistakes_at_once_in_order() -> None:
    text = '## sumary\n{{ figure("x") }}\n## growth\n{{ expect("customers > 1") }}\n## growth\n'
    found = read_commentary(tell(FIGURES), text, "packs/a/commentary.md", PAGES)
    assert [(p.line, p.file) for p in found.problems] == [
        (number, "packs/a/commentary.md") for number in (1, 2, 4, 5)
    ]
    assert found.problems[0].advice == "Did you mean 'summary'?"


def test_pages_are_those_of_the_pack_when_none_are_given(tmp_path: Path) -> None:
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "board_asks.html").write_text("", encoding="utf-8")
    story = tell(FIGURES, folder=tmp_path)
    found = read_commentary(story, "## board-asks\nWe ask.\n## bord_asks\n", "commentary.md")
    assert found.html("board_asks") == "<p>We ask.</p>\n"
    (problem,) = found.problems
    assert problem.advice == "Did you mean 'board_asks'?"


def test_text_before_the_first_section_is_a_mistake_but_a_title_is_not() -> None:
    story = tell(FIGURES)
    assert read_commentary(story, "# Q3\n\n## growth\nWell.\n", "c.md", PAGES).problems == ()
    (problem,) = read_commentary(story, "# Q3\nLost words.\n## growth\n", "c.md", PAGES).problems
    assert (problem.line, problem.value) == (2, "Lost words.")


def test_nothing_written_is_nothing() -> None:
    found = read_commentary(tell(FIGURES), "", "commentary.md", PAGES)
    assert (found.html("summary"), found.problems, found.warnings) == ("", (), ())


def test_markdown_becomes_html_below_the_headings_of_the_page() -> None:
    body = "### Why\n\n# Loud\n\n- **one**\n- two\n\n| a | b |\n|---|---|\n| c | d |"
    html = read(body).html("summary")
    assert "<h3>Why</h3>" in html
    assert "<h3>Loud</h3>" in html
    assert "<h1" not in html
    assert "<li><strong>one</strong></li>" in html
    assert "<td>c</td>" in html


def test_headings_in_code_are_no_sections() -> None:
    found = read("```\n## growth\n```")
    assert list(found.sections) == ["summary"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>*{display:none}</style>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#x73;cript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](../../secret)",
        "<javascript:alert(1)>",
        "[x][y]\n\n[y]: vbscript:msgbox",
        "![x](http://evil.example/pixel.png)",
        '![x](x" onerror="alert(1))',
    ],
)
def test_hostile_markdown_has_no_effect(hostile: str) -> None:
    html = read(f"Before.\n\n{hostile}\n\nAfter.").html("summary")
    lowered = html.lower()
    assert "<script" not in lowered
    assert "<img" not in lowered
    assert "<style" not in lowered
    assert 'href="' not in lowered.replace('href="http://evil.example/pixel.png"', "")
    assert "<p>After.</p>" in html


def test_links_to_the_web_and_to_mail_stay() -> None:
    html = read("[a](https://a.example/x) <mailto:b@c.example>").html("summary")
    assert '<a href="https://a.example/x">a</a>' in html
    assert 'href="mailto:b@c.example"' in html


def test_unseen_characters_are_left_out_and_said() -> None:
    found = read("Nord\u202elys \ue0000\ue001 a\x00b\u200b.")
    assert found.html("summary") == "<p>Nordlys 0 ab.</p>\n"
    (first, *_) = found.warnings
    assert first.line == 2
    assert first.value == "U+202E, U+E000, U+E001, U+0000, U+200B"


def test_a_name_from_the_data_is_escaped() -> None:
    found = read('{{ figure("net_revenue_retention", split_by="<b>", split="x") }}')
    assert "<b>" not in found.html("summary")


@pytest.mark.parametrize(
    "body",
    [
        '[x](https://a.example/{{ figure("net_revenue_retention") }})',
        '[x](https://a.example "{{ figure("annual_recurring_revenue") }}")',
        '```{{ figure("annual_recurring_revenue") }}\nx\n```',
    ],
)
def test_a_figure_cannot_stand_in_an_address(body: str) -> None:
    found = read(body)
    assert any("address or title of a link" in problem.what for problem in found.problems)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("We won 123 deals.", ["123"]),
        ("It grew 4,5 % to 10 000 kr.", ["4,5 %", "10 000"]),
        ("Down −3.2%, up +7.", ["−3.2%", "+7"]),
        ("3x as many, 2000 % more", ["3", "2000 %"]),
        ("`17` and | 18 |", ["17", "18"]),
        ("In 2026, 2025/26, Q3 2026, 2026Q3, FY2026, TTM2026-09, 2026-09-30", []),
        ("the 1st and 3rd, den 2:a, 30 september, kvartal 3, (1) first", []),
        ("1. one\n2. two\n", []),
        ("B2B and R12", []),
        ("[a](https://a.example/99)", []),
        ('{{ figure("net_revenue_retention") }}', []),
    ],
)
def test_numbers_that_are_bound_to_nothing_are_pointed_out(text: str, values: list[str]) -> None:
    found = read(text)
    assert [problem.value for problem in found.warnings] == values
    assert {problem.severity for problem in found.warnings} <= {Severity.WARNING}


def test_the_warning_has_the_line() -> None:
    found = read("One\nline\nwith 12 deals.\n\n- and\n- 13 more")
    assert [(p.line, p.value) for p in found.warnings] == [(4, "12"), (7, "13")]


def test_a_commentary_has_an_end() -> None:
    (problem,) = read("x" * 200_001).problems
    assert "at most" in problem.what


def test_many_brackets_do_not_hang() -> None:
    assert read("[" * 5_000 + "> " * 5_000).problems == ()
