"""Days and months in every order, form and language, and those that do not exist."""

from __future__ import annotations

from tests.hostile.case import Case, Cells, No

NO_SUCH = No("does not exist")
NUMBER, TWO_DIGITS = No("day number"), No("two digits")


def days(name: str, cells: list[tuple[str, str | No | None]], options: str = "") -> Cells:
    return Cells(name, "feedback", "date", "date;score", "{};9", cells, options)


def months(name: str, cells: list[tuple[str, str | No | None]], options: str = "") -> Cells:
    return Cells(name, "plan", "month", "month;key;value", "{};k{n};1", cells, options)


PLAIN = days(
    "days that can be read in one way",
    [
        ("2026-09-30", "2026-09-30"),
        ("2026/09/30", "2026-09-30"),
        ("2026.09.30", "2026-09-30"),
        ("20260930", "2026-09-30"),
        ("30.09.2026", "2026-09-30"),
        ("30. 9. 2026", "2026-09-30"),
        ("2026-9-3", "2026-09-03"),
        ("2026-09-30 23:59", "2026-09-30"),
        ("2026-09-30T23:30:00+02:00", "2026-09-30"),
        ("2026-09-30 20:30:00 UTC", "2026-09-30"),
        ("2026-09-30T22:30:00.123456", "2026-09-30"),
        ("30.09.2026 14:05", "2026-09-30"),
        ("2024-02-29", "2024-02-29"),
        ("2000-02-29", "2000-02-29"),
        (" 2026-09-30 ", "2026-09-30"),
        ("２０２６-09-30", "2026-09-30"),
        ("٢٠٢٦-09-30", "2026-09-30"),
    ],
)
REFUSED = days(
    "days that do not exist",
    [
        ("2026-02-30", NO_SUCH),
        ("2025-02-29", NO_SUCH),
        ("1900-02-29", NO_SUCH),
        ("2026-13-01", NO_SUCH),
        ("2026-00-10", NO_SUCH),
        ("2026-04-31", NO_SUCH),
        ("0025-01-31", NO_SUCH),
        ("0000-00-00", NO_SUCH),
        ("1899-12-31", NO_SUCH),
        ("9999-12-31", NO_SUCH),
        ("30 Feb 2026", No("not a date")),
        ("31.04.2026", NO_SUCH),
        ("45000", NUMBER),
        ("45565.5", NUMBER),
        ("1790726400", No("not exist")),
        ("31-01-25", TWO_DIGITS),
        ("01/02/25", TWO_DIGITS),
        ("1.2.26", TWO_DIGITS),
        ("today", No("not a date")),
        ("igår", No("not a date")),
        ("2026-09", No("not exist")),
        ("2026", No("not exist")),
        ("2026-W40", No("not a date")),
        ("2026-W40-3", No("not a date")),
        ("2026-273", No("not exist")),
        ("2026Q3", No("not a date")),
        ("2026-09-30T", No("not a date")),
        ("2026-09-30 24:00", No("not a date")),
        ("2026-09-30 23:60", No("not a date")),
        ("2026-09-30T10:00:99", No("not a date")),
        ("2026-09-30T10:00+25:00", No("not a date")),
        ("2026-09-30T10:00-01:75", No("not a date")),
        ("2026-09-30 and more", No("not a date")),
        ("2026-09-3O", No("not a date")),
        ("2026–09–30", No("not a date")),
        ("NaT", No("not a date")),
        ("1970-01-01T00:00:00Z, 2", No("not a date")),
        ("45/13/2026", NO_SUCH),
    ],
)
EDGE = "its month depends on the time zone"
ZONES = [
    days(f"a moment whose zone decides the month, {cell}", [(cell, No(EDGE))], options)
    for cell, options in (
        ("2026-09-30T23:59:59Z", ""),
        ("2026-09-30 22:30:00 UTC", ""),
        ("1790812799", 'date_format = "epoch"'),
        ("1790812799999", 'date_format = "epoch_ms"'),
    )
]
STOCKHOLM = days(
    "moments where the months of Stockholm count",
    [
        ("2026-09-30T21:59:59Z", "2026-09-30"),
        ("2026-09-30T22:00:00Z", "2026-10-01"),
        ("2026-09-30T18:00:00-04:00", "2026-10-01"),
        ("2026-12-31T22:59:59Z", "2026-12-31"),
        ("2026-12-31T23:00:00Z", "2027-01-01"),
        ("2026-09-30 23:59", "2026-09-30"),
    ],
    'timezone = "Europe/Stockholm"',
)
GREENWICH = days(
    "moments where the months of UTC count",
    [("2026-09-30T23:59:59Z", "2026-09-30"), ("2026-10-01T01:30:00+02:00", "2026-09-30")],
    'timezone = "UTC"',
)
DECLARED = days(
    "days of a declared form",
    [
        ("01/02/2025", "2025-02-01"),
        ("31/12/2025", "2025-12-31"),
        ("2025-02-01", "2025-02-01"),
        ("12/31/2025", No("not a date of the form")),
        ("31/02/2025", No("not a date of the form")),
        ("01.02.2025", No("not a date of the form")),
        ("1/2/25", No("not a date of the form")),
    ],
    'date_format = "%d/%m/%Y"',
)
MONTH_FIRST = days(
    "days with the month first",
    [("01/02/2025", "2025-01-02"), ("31/12/2025", No("not a date of the form"))],
    'date_format = "%m/%d/%Y"',
)
SHORT_YEARS = days(
    "declared years of two digits",
    [
        ("31-01-25", "2025-01-31"),
        ("01-01-68", "2068-01-01"),
        ("01-01-69", "1969-01-01"),
        ("30-02-25", No("not a date of the form")),
    ],
    'date_format = "%d-%m-%y"',
)
EPOCHS = days(
    "declared seconds since 1970",
    [
        ("1790780399", "2026-09-30"),
        ("0", "1970-01-01"),
        ("1790780399.0", "2026-09-30"),
        ("99999999999999", No("not a date of the form")),
        ("1e9", No("not a date of the form")),
        ("-99999999999", No("not a date of the form")),
    ],
    'date_format = "epoch"',
)
THOUSANDTHS = days(
    "declared thousandths of a second since 1970",
    [("1790780399999", "2026-09-30"), ("999999999999999999", No("not a date of the form"))],
    'date_format = "epoch_ms"',
)
BLANK = days("blank days", [("x", No("not a date")), ("", No("blank")), ("   ", No("blank"))])
NAMED_MONTHS = months(
    "months by name",
    [
        ("2026-09", "2026-09-01"),
        ("202609", "2026-09-01"),
        ("09/2026", "2026-09-01"),
        ("9-2026", "2026-09-01"),
        ("2026M09", "2026-09-01"),
        ("2026-09-30", "2026-09-01"),
        ("30.09.2026", "2026-09-01"),
        ("sep 2026", "2026-09-01"),
        ("Sept. 2026", "2026-09-01"),
        ("SEPTEMBER 2026", "2026-09-01"),
        ("jan-24", "2024-01-01"),
        ("maj 2026", "2026-05-01"),
        ("oktober 2026", "2026-10-01"),
        ("desember 2026", "2026-12-01"),
        ("marts 2026", "2026-03-01"),
        ("syyskuu 2026", "2026-09-01"),
        ("joulukuu 2026", "2026-12-01"),
        ("kesäkuu 2026", "2026-06-01"),
        ("März 2026", "2026-03-01"),
        ("Jänner 2026", "2026-01-01"),
        ("Dezember 2026", "2026-12-01"),
        ("2026 mai", "2026-05-01"),
        ("juli '26", "2026-07-01"),
    ],
)
NO_MONTHS = months(
    "no months",
    [
        ("2026-13", No("not a month")),
        ("2026-00", No("not a month")),
        ("202613", No("not a month")),
        ("20269", No("not a month")),
        ("2026", No("not a month")),
        ("13/2026", No("not a month")),
        ("Smarch 2026", No("not a month")),
        ("september", No("not a month")),
        ("2026-W40", No("not a month")),
        ("2026Q3", No("not a month")),
        ("Q3 2026", No("not a month")),
        ("FY2026", No("not a month")),
        ("46266", NUMBER),
        ("01/02/25", No("first")),
        ("Total", No("not a month")),
        ("Summa", No("not a month")),
        ("0026-09", No("not a month")),
        ("2026-09-31", No("not a month")),
        ("12026-09", No("not a month")),
    ],
)


def slashed(name: str, *cells: str, reads: tuple[str, ...] = (), no: tuple[No, ...] = ()) -> Case:
    content = "\n".join(["date;score", *(f"{cell};9" for cell in cells), ""])
    return Case(
        f"slash dates: {name}",
        "feedback",
        content,
        reads={"date": reads} if reads else None,
        refuses=no,
    )


def doubt(line: int, value: str, says: str = "can be read as") -> No:
    return No(says, line, "date", value)


SLASHED = [
    slashed("the day is proved", "01/02/2025", "31/12/2025", reads=("2025-02-01", "2025-12-31")),
    slashed("the month is proved", "01/02/2025", "12/31/2025", reads=("2025-01-02", "2025-12-31")),
    slashed(
        "nothing proved", "01/02/2025", no=(doubt(2, "01/02/2025", "2025-02-01 or 2025-01-02"),)
    ),
    slashed(
        "nothing proved in three rows",
        "01/02/2025",
        "02/02/2025",
        "03/04/2025",
        no=(doubt(2, "01/02/2025"), doubt(3, "02/02/2025"), doubt(4, "03/04/2025")),
    ),
    slashed("hyphens", "01-02-2025", no=(doubt(2, "01-02-2025"),)),
    slashed(
        "both orders",
        "01/02/2025",
        "31/12/2025",
        "12/31/2025",
        no=(doubt(3, "31/12/2025", "has the day first, and '12/31/2025' (line 4) the month"),),
    ),
    slashed(
        "one that exists in neither order",
        "31/12/2025",
        "32/12/2025",
        no=(doubt(3, "32/12/2025", "does not exist"),),
    ),
    slashed(
        "with a time", "13/02/2025 10:00", "01/02/2025 11:30:05", reads=("2025-02-13", "2025-02-01")
    ),
    Case(
        "an ambiguous slash month",
        "plan",
        "month;key;value\n01/02/2025;a;1\n",
        refuses=(No("first", 2, "month", "01/02/2025"),),
    ),
    Case(
        "months as slash dates, proved",
        "plan",
        "month;key;value\n28/02/2025;a;1\n01/03/2025;a;2\n",
        reads={"month": ["2025-02-01", "2025-03-01"]},
    ),
]

CASES: list[Case | Cells] = [
    *(PLAIN, REFUSED, DECLARED, MONTH_FIRST, SHORT_YEARS, EPOCHS, THOUSANDTHS, BLANK),
    *(*ZONES, STOCKHOLM, GREENWICH, NAMED_MONTHS, NO_MONTHS),
    *SLASHED,
]
