"""Templates from strangers: refused with file and line, or harmless."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.publish.rendering import render
from reportgen.publish.sandbox import inspect_template, make_sandbox

FUNCTIONS = ("card", "figure", "chart")
VALUES = ("t", "document", "page", "part", "name", "pages")


def inspected(folder: Path, text: str) -> list[str]:
    """What is wrong with a page of this text, each with its line."""
    (folder / "page.html").write_text(text, encoding="utf-8")
    _, problems = inspect_template(make_sandbox([folder]), "page.html", FUNCTIONS, VALUES)
    return [f"{p.line}: {p.what}" for p in problems]


HOSTILE = [
    "{{ lipsum.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ ''.__class__.__mro__ }}",
    "{% autoescape false %}{{ t('x') }}{% endautoescape %}",
    "{{ t('x')|safe }}",
    "{{ t('x')|attr('format') }}",
    "{{ 10**50000000 }}",
    "{{ 'a' * 1000000000 }}",
    "{% include t('x') %}",
    "{% include '../../../etc/passwd' %}",
    "{% for n in range(99999999) %}x{% endfor %}",
    "<script>alert(1)</script>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "<base href='file:///etc/'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<img src={{ document.title }}>",
    "<p onclick='x()'>x</p>",
    "<style>td { display: none }</style>",
    "{{ card(name) }}",
    "{{ cart('cac') }}",
    "{{ card('cac' }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_or_misspelt_template_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    """Before anything is computed or rendered."""
    found = inspected(tmp_path, f"<h1>Page</h1>\n{text}\n")
    assert found
    if "include" not in text:
        assert all(line.startswith("2:") for line in found)


def test_a_misspelt_function_names_the_nearest(tmp_path: Path) -> None:
    """`crad` is probably `card`."""
    (tmp_path / "page.html").write_text("{{ crad('cac') }}", encoding="utf-8")
    _, problems = inspect_template(make_sandbox([tmp_path]), "page.html", FUNCTIONS, VALUES)
    assert problems[0].advice == "Did you mean 'card'?"


def test_calls_are_found_with_their_arguments_and_lines(tmp_path: Path) -> None:
    """Also in what a page includes."""
    (tmp_path / "part.html").write_text("{{ figure('arr') }}", encoding="utf-8")
    text = "\n{{ card('cac', half=True) }}{% include 'part.html' %}"
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    calls, problems = inspect_template(make_sandbox([tmp_path]), "page.html", FUNCTIONS, VALUES)
    assert problems == []
    assert [(c.function, c.arguments, c.options, c.line) for c in calls] == [
        ("card", ("cac",), (("half", True),), 2),
        ("figure", ("arr",), (), 1),
    ]


def test_a_symlink_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A template folder cannot borrow files from elsewhere."""
    outside = tmp_path / "outside.html"
    outside.write_text("secret", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").symlink_to(outside)
    _, problems = inspect_template(make_sandbox([folder]), "page.html", FUNCTIONS, VALUES)
    assert problems


def job(folder: Path, page: str, **more: object) -> dict[str, object]:
    """A press job of one page."""
    for name in ("pages", "parts"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "document.html").write_text(
        "{% for page in pages %}{{ page.body }}{% endfor %}", encoding="utf-8"
    )
    (folder / "pages" / "one.html").write_text(page, encoding="utf-8")
    return {
        "template_folders": [str(folder)],
        "words": {"greeting": "Hello {who}", "evil": "{0.__class__} {who.__class__}"},
        "blocks": {},
        "functions": [],
        "document": {"title": "<b>&</b>"},
        "pages": [{"name": "one", "title": "One"}],
        **more,
    }


def test_text_is_escaped_and_words_are_filled_in(tmp_path: Path) -> None:
    """A name with markup in it is text."""
    html = render(job(tmp_path, "{{ t('greeting', who='<i>') }} {{ document.title }}"))
    assert html == "Hello &lt;i&gt; &lt;b&gt;&amp;&lt;/b&gt;"


def test_words_cannot_reach_into_objects(tmp_path: Path) -> None:
    """A language file of a pack is data, not a format string."""
    html = render(job(tmp_path, "{{ t('evil', who='x') }}"))
    assert "class" in html
    assert "type" not in html


@pytest.mark.parametrize(
    "text", ["{{ document.title.upper.__self__ }}{{ document.title.upper() }}", "{{ missing }}"]
)
def test_the_sandbox_itself_holds_when_inspection_were_passed(tmp_path: Path, text: str) -> None:
    """Two locks, not one."""
    with pytest.raises(Exception, match=r"not safely callable|undefined|unsafe|is not"):
        render(job(tmp_path, text))


def test_an_include_that_is_not_there_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    """Not in the file that does not exist, but in the one that names it."""
    (tmp_path / "page.html").write_text("<h1>A</h1>\n{% include 'pagge.html' %}")
    (tmp_path / "loop.html").write_text("{% include 'loop.html' %}")
    sandbox = make_sandbox([tmp_path])
    _, (problem,) = inspect_template(sandbox, "page.html", [], [])
    assert problem.place == f"{tmp_path}/page.html:2"
    assert problem.what == "there is no template 'pagge.html' to include"
    assert problem.advice == "Did you mean 'page.html'?"
    _, (problem,) = inspect_template(sandbox, "loop.html", [], [])
    assert "in turn" in problem.what
