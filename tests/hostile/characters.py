"""Names, identifiers and headers: what the eye does not see, and what must stay apart."""

from __future__ import annotations

from tests.hostile.case import Case, Cells, No

HEADER = "customer_id;name"


def names(name: str, cells: list[tuple[str, str | No | None]]) -> Cells:
    return Cells(name, "customers", "name", HEADER, "K{n};{}", cells, 'separator = ";"')


def keys(name: str, cells: list[tuple[str, str | No | None]]) -> Cells:
    return Cells(name, "customers", "customer_id", HEADER, "{};A", cells, 'separator = ";"')


NAMES = names(
    "names",
    [
        ("Ådal & Söner", "Ådal & Söner"),
        ("A\u030adal", "Ådal"),
        ("Cafe\u0301", "Café"),
        ("日本電気", "日本電気"),
        ("Emoji 🦊 AB", "Emoji 🦊 AB"),
        ("👩‍👩‍👧 AB", "👩👩👧 AB"),
        ("ЗАО Рога", "ЗАО Рога"),
        ("شركة", "شركة"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("+46 8 123", "+46 8 123"),
        ("-1", "-1"),
        ("@handle", "@handle"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("{% include 'x' %}", "{% include 'x' %}"),
        ("Soft\u00adhyphen", "Softhyphen"),
        ("Zero\u200bwidth", "Zerowidth"),
        ("  Blank  ", "Blank"),
        ("\u00a0Hard\u00a0", "Hard"),
        ("Inner  blanks", "Inner  blanks"),
        ("null", "null"),
        ("NaN", "NaN"),
        ("0123", "0123"),
        ("1e5", "1e5"),
        ("", None),
        (" ", None),
        ('19" rack', '19" rack'),
        ("O'Neill", "O'Neill"),
        ("back\\slash", "back\\slash"),
        ("percent%20s", "percent%20s"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("x" * 5000, "x" * 5000),
    ],
)
FORBIDDEN = names(
    "names that cannot be printed",
    [
        ("bell\x07", No("U+0007")),
        ("escape\x1b[31m", No("U+001B")),
        ("vertical\x0btab", No("U+000B")),
        ("form\x0cfeed", No("U+000C")),
        ("delete\x7f", No("U+007F")),
        ("c1\x85next", No("U+0085")),
        ("nul\x00inside", No("U+0000")),
        ("right\u202eto left", No("U+202E")),
        ("isolate\u2066x", No("U+2066")),
        ("mark\u200fx", No("U+200F")),
        ("not a character\ufffe", No("U+FFFE")),
        ("not a character\uffff", No("U+FFFF")),
    ],
)
KEYS = keys(
    "identifiers",
    [
        ("00123", "00123"),
        ("123", "123"),
        ("123.0", "123.0"),
        ("1e3", "1e3"),
        ("K1", "K1"),
        ("k1", "k1"),
        ("K 1", "K 1"),
        ("Å1", "Å1"),
        ("9007199254740993", "9007199254740993"),
        ("TRUE", "TRUE"),
        ("2026-09-30", "2026-09-30"),
        ("🦊", "🦊"),
        ("К1", "К1"),
        ("-7", "-7"),
        ("=7", "=7"),
        (" padded ", "padded"),
        ("'0042", "'0042"),
    ],
)
HIDDEN_IN_KEYS = keys(
    "identifiers with what nobody sees",
    [
        ("K\u200b1", No("U+200B")),
        ("K\u200d1", No("U+200D")),
        ("K\u00ad1", No("U+00AD")),
        ("K\ufeff1", No("U+FEFF")),
        ("K\u2060", No("U+2060")),
        ("K\ufffd1", No("U+FFFD")),
        ("K\u202e1", No("U+202E")),
        ("K\x001", No("U+0000")),
        ("", No("blank")),
    ],
)


def header(name: str, first: str, *, no: No | None = None, line: int = 1) -> Case:
    """A file whose headers are these, with two rows."""
    content = first + "\n2026-09;a;1\n2026-09;b;2\n"
    return Case(
        f"header: {name}",
        "plan",
        content,
        'separator = ";"',
        reads=None if no else {"key": ["a", "b"], "value": ["1", "2"]},
        refuses=(no,) if no else (),
    )


HEADERS = [
    header("capitals", "MONTH;KEY;VALUE"),
    header("blanks around", "  month ; key\t; value  "),
    header("hard blanks", "\u00a0month\u00a0;key;value"),
    header("a mark in front", "\ufeffmonth;key;value"),
    header("two marks in front", "\ufeff\ufeffmonth;key;value"),
    header("a mark in the middle", "month;\ufeffkey;value"),
    header("zero width inside", "month;k\u200bey;value"),
    header("quotes", '"month";"key";"value"'),
    header("Swedish words", "månad;något;value", no=No("'key'", 1)),
    header("decomposed letters", "ma\u030anad;key;value"),
    header("a header twice", "month;value;value", no=No("stands twice", 1, "value")),
    header("a header twice in capitals", "month;key;VALUE;value", no=No("3 cells", 2)),
    header("a header missing", "month;;value", no=No("no header", 2)),
    header("misspelt", "month;key;valeu", no=No("'value'", 1)),
    header("a control character", "month;key\x07;value", no=No("U+0007", 1)),
    header("turned order", "month;key\u202e;value", no=No("U+202E", 1)),
    header("a word of another script beside ours", "month;key;другой value", no=No("'value'", 1)),
    header("a letter that looks like ours", "month;key;vаlue", no=No("'value'", 1)),
    header("a digit of another script", "١month;key;value", no=No("'month'", 1)),
    header("none at all", "2026-09;x;7", no=No("no column of this file", 1)),
    Case(
        "header: the same word in two spellings",
        "plan",
        "month;key;Value;value \n2026-09;a;1;2\n",
        refuses=(No("could each be", 1, "Value"),),
    ),
    Case(
        "header: two headers that could be meant",
        "ledger",
        "month;line;category;belopp;saldo\n2026-09;a;cogs;1;2\n",
        refuses=(No("could each be", 1, "belopp"),),
    ),
    Case(
        "header: decided by pack.toml",
        "ledger",
        "month;line;category;belopp;saldo\n2026-09;a;cogs;1;2\n",
        '[inputs.ledger.columns]\namount = "saldo"',
        reads={"amount": ["2"]},
    ),
    Case(
        "header: 600 columns",
        "plan",
        "month;key;value;" + ";".join(f"c{n}" for n in range(600)) + "\n"
        "2026-09;a;1;" + ";".join("x" for _ in range(600)) + "\n",
        reads={"value": ["1"]},
    ),
    Case(
        "header: reserved names",
        "plan",
        "month;key;value;source_line;source_file\n2026-09;a;1;7;x\n",
        reads={"value": ["1"], "source_line": ["2"]},
    ),
    Case(
        "header: field names that chart libraries trip over",
        "plan",
        "month;key;value;rev.2025[SEK]:Q\n2026-09;a;1;7\n",
        reads={"value": ["1"], "rev_2025_sek_q": ["7"]},
    ),
    Case(
        "a word of another script beside a choice",
        "plan",
        "month;key;value;version\n2026-09;a;1;не budget\n",
        refuses=(No("version", 2, "version", "не budget"),),
    ),
    Case(
        "two spellings of one customer",
        "customers",
        "customer_id;name\nK1;A\nk1;B\n",
        reads={"customer_id": ["K1", "k1"]},
        warns="spelt almost alike",
        checked=True,
    ),
    Case(
        "one customer composed and decomposed",
        "customers",
        "customer_id;name\nÅ1;A\nA\u030a1;B\n",
        refuses=(No("", 3),),
        checked=True,
    ),
]

CASES: list[Case | Cells] = [NAMES, FORBIDDEN, KEYS, HIDDEN_IN_KEYS, *HEADERS]
