"""Separators, quotes, line ends, short and long rows, totals, footers and files cut off."""

from __future__ import annotations

from tests.hostile.case import Case, Cells, No

ROWS = "month;key;value\n2026-08;a;1000,00\n2026-09;b;250,50\n"
GOOD = {"month": ["2026-08-01", "2026-09-01"], "key": ["a", "b"], "value": ["1000", "250.5"]}
SV = 'locale = "sv"'


def read(name: str, content: str | bytes, options: str = SV, warns: str = "") -> Case:
    return Case(name, "plan", content, options, reads=GOOD, warns=warns)


def no(name: str, content: str | bytes, *refuses: No, options: str = SV) -> Case:
    return Case(name, "plan", content, options, refuses=refuses)


def checked(name: str, table: str, content: str, refusal: No, options: str = SV) -> Case:
    return Case(name, table, content, options, refuses=(refusal,), checked=True)


QUOTED = "\n".join(
    ";".join(f'"{cell}"' for cell in line.split(";")) for line in ROWS.strip().split("\n")
)
READ = [
    read("semicolons", ROWS),
    read("tabs", ROWS.replace(";", "\t")),
    read("bars", ROWS.replace(";", "|")),
    read("commas and quotes", QUOTED.replace(";", ",") + "\n"),
    read("everything quoted", QUOTED + "\n"),
    read("separator line of Excel", "sep=;\n" + ROWS),
    read("separator line in quotes", '"sep=;"\n' + ROWS),
    read("a declared caret", ROWS.replace(";", "^"), SV + '\nseparator = "^"'),
    read("line ends of Windows", ROWS.replace("\n", "\r\n")),
    read("line ends of old Macs", ROWS.replace("\n", "\r")),
    read("line ends mixed", "month;key;value\r\n2026-08;a;1000,00\n2026-09;b;250,50\r"),
    read("no line end at the end", ROWS.rstrip("\n")),
    read("blank lines between and after", ROWS.replace("\n", "\n\n") + "\n\n\n"),
    read("blank lines above", "\n\n" + ROWS),
    read("lines of blanks", ROWS.replace("\n2026-09", "\n   \n2026-09")),
    read("rows of separators at the end", ROWS + ";;\n;;\n", warns="skipped"),
    read("rows of blanks and separators at the end", ROWS + " ; ; \n", warns="skipped"),
    read("an empty last column without header", ROWS.replace("\n", ";\n")),
    read("titles above, declared", "Budget 2026\n\nProv AB\n" + ROWS, SV + "\nheader_row = 4"),
    read("a total row, declared", ROWS + "Total;;1250,50\n", SV + '\ndrop_rows = ["^Total"]'),
    read("a footer, declared", ROWS + "Exported 2026-10-01;;\n", SV + '\ndrop_rows = ["^Exp"]'),
    Case(
        "quotes, separators and line breaks inside a cell",
        "plan",
        'month;key;value\n2026-09;"a;""x""\ny";1\n2026-09;b;2\n',
        reads={"key": ['a;"x" y', "b"], "value": ["1", "2"], "source_line": ["2", "4"]},
    ),
    Case(
        "a quote sign within a bare cell",
        "plan",
        'month;key;value\n2026-09;19" rack;1\n2026-09;"b";2\n',
        reads={"key": ['19" rack', "b"]},
    ),
    Case(
        "single quotes are letters",
        "plan",
        "month;key;value\n2026-09;'a';1\n",
        reads={"key": ["'a'"]},
    ),
    Case(
        "one column too many is a split",
        "plan",
        "month;key;value;team\n2026-09;a;1;x\n",
        reads={"team": ["x"]},
    ),
]
SHORT_AND_LONG = [
    no("a short row", ROWS + "2026-09;c\n", No("2 cells", 4)),
    no("a row of one cell", ROWS + "Exported by Anna\n", No("1 cell", 4)),
    no("a long row", ROWS + "2026-09;c;1;2\n", No("4 cells", 4)),
    no(
        "several rows of other lengths",
        ROWS + "x\n2026-09;c;1;2\n2026-09;d;4\n;;\n2026-10\n",
        No("1 cell", 4),
        No("4 cells", 5),
        No("1 cell", 8),
    ),
    no(
        "a thousands comma in a file of commas",
        "month,key,value\n2026-09,a,1,250\n",
        No("4 cells", 2),
    ),
    no("an empty row in the middle", ROWS.replace("2026-09", ";;\n2026-09"), No("empty", 3)),
    no("titles above, undeclared", "Budget 2026\n\n" + ROWS, No("header", 1)),
    no("a footer, undeclared", ROWS + "\nExported 2026-10-01 by Anna\n", No("1 cell", 5)),
    no(
        "two tables in one file",
        ROWS + "\nmonth;fte\n2026-09;3\n",
        No("2 cells", 5),
        No("2 cells", 6),
    ),
    no(
        "the header again in the middle",
        ROWS + "month;key;value\n2026-10;c;1\n",
        No("not a month", 4, "month", "month"),
        No("not an amount", 4, "value", "value"),
    ),
    no(
        "a total row with an empty month",
        ROWS + ";Total;1250,50\n",
        No("month is blank", 4, "month", ""),
    ),
    no(
        "a total row, undeclared",
        ROWS + "Total;;1250,50\n",
        No("not a month", 4, "month", "Total"),
        No("blank", 4, "key", ""),
    ),
    no(
        "two separators fit equally well",
        "month,key;value\n2026-09,a;1\n",
        No("separator", 1),
        options="",
    ),
    no(
        "a declared separator that is not there",
        ROWS.replace(";", ","),
        No("no column", 1),
        options='separator = ";"',
    ),
    no(
        "a header row beyond the file",
        ROWS,
        No("no header on line 40", whole=True),
        options="header_row = 40",
    ),
]
QUOTES = [
    no(
        "a quote never closed",
        'month;key;value\n2026-09;"a;1\n2026-09;b;2\n',
        No("never closed", 2),
    ),
    no(
        "a quote closed by a later one",
        'month;key;value\n2026-09;"a;1\n2026-09;b;2\n2026-09;c";3\n',
        No("over whole rows", 2),
    ),
    no("text after a closing quote", 'month;key;value\n2026-09;"a"x;1\n', No("closing quote", 2)),
    no("a quote never closed in the header", 'month;"key;value\n2026-09;a;1\n', No("header", 1)),
    no(
        "a quoted line break in an amount",
        'month;key;value\n2026-09;a;"1\n2"\n',
        No("not", 2, "value"),
    ),
]
CUT = [
    no("cut in the middle of a row", ROWS + "2026-09;c", No("cut off", 4)),
    no("cut in the middle of a month", ROWS + "2026-0", No("cut off", 4)),
    no("cut within a quoted cell", ROWS + '2026-09;"c', No("never closed", 4)),
    no("cut within the last amount", ROWS + "2026-09;c;75,5", No("cut off", 4, "value", "75,5")),
    no("cut before the decimals", ROWS + "2026-09;c;75", No("cut off", 4, "value", "75")),
    no("cut behind the decimal mark", ROWS + "2026-09;c;75,", No("", 4, "value", "75,")),
    no("filled up with NULs", ROWS + "\0" * 4096, No("not written or copied", 4)),
    no("only a header", "month;key;value\n", No("no rows", 1)),
    Case(
        "only the header of rates as a bank quotes them",
        "quoted_rates",
        "day,currency,quote,base,quoted_as\n",
        refuses=(No("holds no rate", whole=True),),
    ),
    no("only a header without an end", "month;key;value", No("no rows", 1)),
]
DOUBLED = [
    checked("the export pasted twice", "plan", ROWS + ROWS.partition("\n")[2], No("", 4)),
    checked("one row twice", "plan", ROWS + "2026-09;b;250,50\n", No("", 4)),
    checked("two values for one key", "plan", ROWS + "2026-09;b;99\n", No("", 4)),
    checked(
        "a cost with its sign turned",
        "ledger",
        "month;line;category;amount\n"
        + "".join(f"2026-0{n};x;cogs;-100\n2026-0{n};y;rd;50\n" for n in range(1, 10)),
        No("", 2, "amount"),
    ),
]
LARGE = [
    no(
        "a cell of three million characters",
        ROWS + '2026-09;"' + "x" * 3_000_000 + '";1\n',
        No("longer than", 4),
    ),
    Case(
        "a name of 130 000 characters",
        "customers",
        "customer_id;name\nK1;" + "x" * 130_000 + "\n",
        reads={"customer_id": ["K1"]},
    ),
    Case(
        "fifty thousand rows and a word in the last",
        "plan",
        "month;key;value\n"
        + "".join(f"2026-09;k{n};{n}\n" for n in range(50_000))
        + "2026-09;z;x\n",
        refuses=(No("not an amount", 50_002, "value", "x"),),
    ),
    Case(
        "five thousand bad cells",
        "plan",
        "month;key;value\n" + "".join(f"2026-09;k{n};x{n}\n" for n in range(5000)),
        refuses=(No("not an amount", 2, "value", "x0"), No("4000 more cells", whole=True)),
    ),
    Case(
        "three thousand columns of nothing",
        "plan",
        "month;key;value" + ";" * 3000 + "\n2026-09;a;1" + ";" * 3000 + "\n",
        reads={"value": ["1"]},
    ),
]

CASES: list[Case | Cells] = [*READ, *SHORT_AND_LONG, *QUOTES, *CUT, *DOUBLED, *LARGE]
