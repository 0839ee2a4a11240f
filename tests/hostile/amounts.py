"""Amounts as people, spreadsheets and ledgers write them."""

from __future__ import annotations

from tests.hostile.case import Case, Cells, No

HEADER, ROW = "month;key;value", "2026-09;k{n};{}"
NBSP, NARROW, THIN, FIGURE = "\u00a0", "\u202f", "\u2009", "\u2007"
MINUS, EN_DASH, EM_DASH = "−", "–", "—"
ERROR, FORM = No("error value"), No("not a number whose decimal mark")


def column(name: str, cells: list[tuple[str, str | No | None]], options: str = "") -> Cells:
    return Cells(name, "plan", "value", HEADER, ROW, cells, 'separator = ";"\n' + options)


SWEDISH = column(
    "amounts in Swedish",
    [
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("1234,56", "1234.56"),
        (",5", "0.5"),
        ("+12", "12"),
        ("1 234,56", "1234.56"),
        (f"1{NBSP}234,56", "1234.56"),
        (f"1{NARROW}234,56", "1234.56"),
        (f"1{THIN}234,56", "1234.56"),
        (f"1{FIGURE}234,56", "1234.56"),
        (f"1{NBSP}234 567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1.234", "1234"),
        ("1'234,50", "1234.5"),
        ("1’234,50", "1234.5"),
        ("-100", "-100"),
        (f"{MINUS}100", "-100"),
        (f"{EN_DASH}100", "-100"),
        ("- 100", "-100"),
        ("100-", "-100"),
        (f"100{MINUS}", "-100"),
        ("(100)", "-100"),
        ("(1 234,50)", "-1234.5"),
        ("( 100 )", "-100"),
        ("100 kr", "100"),
        ("100 kr.", "100"),
        ("kr 100", "100"),
        ("100 SEK", "100"),
        ("SEK 1 234,50", "1234.5"),
        ("-100 kr", "-100"),
        ("kr -100", "-100"),
        ("(100 kr)", "-100"),
        ("  42  ", "42"),
        (f"{NBSP}42{NBSP}", "42"),
        ("1,239", "1.239"),
        ("12,5 %", "0.125"),
        ("0,10", "0.1"),
        ("9007199254740993", "9007199254740993"),
        ("123456789012345678901234", "123456789012345678901234"),
        ("100000000000000,01", "100000000000000.01"),
        ("0,000000000001", "0.000000000001"),
        ("000000000000000000000000000001", "1"),
    ],
    'locale = "sv"',
)
REFUSED = column(
    "no amounts in Swedish",
    [
        ("#SAKNAS!", ERROR),
        ("#I/T", ERROR),
        ("#N/A", ERROR),
        ("#VÄRDEFEL!", ERROR),
        ("#DIV/0!", ERROR),
        ("#REF!", ERROR),
        ("n/a", ERROR),
        ("NA", ERROR),
        ("NaN", ERROR),
        ("-nan", ERROR),
        ("inf", ERROR),
        ("-Infinity", ERROR),
        ("null", ERROR),
        ("None", ERROR),
        ("nil", No("not an amount")),
        ("-", No("lone dash")),
        (MINUS, No("lone dash")),
        (EM_DASH, No("lone dash")),
        ("abc", No("not an amount")),
        ("?", No("not an amount")),
        ("x", No("not an amount")),
        ("100?", No("not")),
        ("1e5", No("scientific")),
        ("1E+05", No("scientific")),
        ("1,5e3", No("scientific")),
        ("1e308", No("scientific")),
        ("0x1F", No("not")),
        ("1/2", No("not")),
        ("½", No("not")),
        ("１２３", No("not")),
        ("١٢٣", No("not")),
        ("1²", No("not")),
        ("Ⅳ", No("not")),
        ("1,2,3", FORM),
        ("1.23,5", FORM),
        ("12.34", FORM),
        ("1,234.56", FORM),
        ("1 23", No("not")),
        ("12 34", No("not")),
        ("1  234", No("not")),
        ("1_000", No("not")),
        ("--5", No("not")),
        ("-5-", No("not")),
        ("(-5)", No("not")),
        ("(5", No("not")),
        ("5)", No("not")),
        ("+-5", No("not")),
        ("5+", No("not")),
        ("100 EUR", No("marked EUR")),
        ("€ 100", No("marked €")),
        ("$100", No("marked $")),
        ("£5", No("marked £")),
        ("100 tkr", No("thousands or millions")),
        ("1,2 MSEK", No("thousands or millions")),
        ("5 mkr", No("thousands or millions")),
        ("12k", No("thousands or millions")),
        ("3,4M", No("thousands or millions")),
        ("1,0000000000001", No("more than 12 decimals")),
        ("1234567890123456789012345", No("more than 24 digits")),
        ("9" * 40, No("more than 24 digits")),
        ("=1+1", No("not")),
        ("=SUM(A1:A3)", No("not")),
        ("@SUM(1)", No("not")),
        ("100 500 kr 20", No("not")),
        ("12:30", No("not")),
        ("2026-09-30", No("not")),
    ],
    'locale = "sv"',
)
ENGLISH = column(
    "amounts in English",
    [
        ("1,234.56", "1234.56"),
        ("1,234", "1234"),
        ("1.239", "1.239"),
        ("1 234.5", "1234.5"),
        ("1'234'567.8", "1234567.8"),
        (".5", "0.5"),
        ("SEK 1,234.50", "1234.5"),
        ("12,34", FORM),
        ("1.234,56", FORM),
        ("1,23", FORM),
        ("1.2.3", FORM),
        ("5.", No("not")),
    ],
    'locale = "en"',
)
SWISS = column(
    "amounts in Swiss German",
    [("1'234.50", "1234.5"), ("1’234’567.05", "1234567.05"), ("1'23", No("not"))],
    'locale = "de-CH"',
)
CENTS = column(
    "amounts in hundredths",
    [
        ("123456", "1234.56"),
        ("-1", "-0.01"),
        ("0", "0"),
        ("10.5", No("hundredth has no decimals")),
        ("1.239", No("hundredth has no decimals")),
    ],
    'locale = "en"\nminor_units = ["value"]',
)
TRANSLATED = column(
    "words that pack.toml translates",
    [("ingen", "0"), ("INGEN", "0"), ("-", "0"), ("saknas", No("blank")), ("nil", No("not"))],
    'locale = "sv"\n[inputs.plan.values.value]\n"ingen" = "0"\n"-" = "0"\n"saknas" = ""',
)
BLANK = column(
    "blank amounts",
    [
        ("x", No("not an amount")),
        ("", No("blank")),
        ("  ", No("blank")),
        (NBSP, No("blank")),
        ("\t", No("blank")),
    ],
)


def undeclared(name: str, *cells: str, reads: tuple[str, ...] = (), no: No | None = None) -> Case:
    """A column of a file about which pack.toml says nothing."""
    content = "\n".join([HEADER, *(f"2026-09;k{n};{cell}" for n, cell in enumerate(cells)), ""])
    return Case(
        f"undeclared: {name}",
        "plan",
        content,
        reads={"value": reads} if reads else None,
        refuses=(no,) if no else (),
    )


def doubt(says: str, value: str, line: int = 2) -> No:
    return No(says, line, "value", value)


DEDUCED = [
    undeclared("whole numbers", "1", "20", reads=("1", "20")),
    undeclared("a comma before two digits", "1,50", "1.234", reads=("1.5", "1234")),
    undeclared("a point before two digits", "1.50", "1,234", reads=("1.5", "1234")),
    undeclared("both marks in one cell", "1.234,5", "2.000", reads=("1234.5", "2000")),
    undeclared("groups of blanks", "1 234,567", "1", reads=("1234.567", "1")),
    undeclared("zero before three digits", "0.123", "1.234", reads=("0.123", "1.234")),
    undeclared("four digits before three", "1234.567", reads=("1234.567",)),
    undeclared("two groups", "1.234.567", "1.234", reads=("1234567", "1234")),
    undeclared(
        "1.234 three times", "1.234", "2.500", "3.750", no=doubt("1234 or as 1.234", "1.234")
    ),
    undeclared("1,234 alone", "1,234", no=doubt("1234 or as 1.234", "1,234")),
    undeclared("12.345 in a row of whole numbers", "7", "12.345", no=doubt("12345", "12.345", 3)),
    undeclared("-1.234", "-1.234", no=doubt("can be read as", "-1.234")),
    undeclared("(1.234)", "(1.234)", no=doubt("can be read as", "(1.234)")),
    undeclared("1.234 kr", "1.234 kr", no=doubt("can be read as", "1.234 kr")),
    undeclared("two marks in one column", "1,50", "2.50", no=doubt("same decimal mark", "1,50")),
    undeclared(
        "an ambiguous cell among decisive ones of both kinds",
        "1.234",
        "1,5",
        "1.5",
        no=doubt("same decimal mark", "1,5", 3),
    ),
    undeclared("a cent in a large sum", "100000000000000.01", reads=("100000000000000.01",)),
    undeclared("a currency that is not ours", "100 EUR", no=doubt("marked EUR", "100 EUR")),
    Case(
        "a euro in a row of kronor",
        "deals",
        "deal_id;created_date;status;amount_arr;currency\nD1;2026-09-01;won;€ 10;SEK\n",
        refuses=(No("marked €", 2, "amount_arr", "€ 10"),),
    ),
    Case(
        "a decimal comma in a file of commas",
        "plan",
        "month,key,value\n2026-09,a,1,50\n",
        refuses=(No("4 cells", 2),),
    ),
    Case(
        "a decimal comma in quotes",
        "plan",
        'month,key,value\n2026-09,a,"1,50"\n2026-09,b,2\n',
        reads={"value": ["1.5", "2"]},
    ),
    Case(
        "a minus where none can be",
        "headcount",
        "month;function;fte\n2026-09;rd;-1\n",
        refuses=(No("below zero", 2, "fte", "-1"),),
    ),
    Case(
        "money where a number is expected",
        "headcount",
        "month;function;fte\n2026-09;rd;3 kr\n",
        refuses=(No("not an amount of money", 2, "fte", "3 kr"),),
    ),
    Case(
        "a percentage where money is expected",
        "deals",
        "deal_id;created_date;status;amount_arr\nD1;2026-09-01;won;12,5 %\n",
        'locale = "sv"',
        refuses=(No("percentage", 2, "amount_arr", "12,5 %"),),
    ),
    Case(
        "a rate of zero",
        "exchange_rates",
        "currency;month;rate\nEUR;2026-09;0\n",
        refuses=(No("zero", 2, "rate", "0"),),
    ),
]

CASES: list[Case | Cells] = [
    *(SWEDISH, REFUSED, ENGLISH, SWISS, CENTS, TRANSLATED, BLANK),
    *DEDUCED,
]
