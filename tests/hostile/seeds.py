"""Small healthy exports of every table and format, for others to spoil."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import polars as pl

from tests.hostile.workbooks import workbook


@dataclass(frozen=True)
class Seed:
    """An export that is read as it is.

    told   what pack.toml says of its numbers, separator and encoding
    inner  the member of its archive that is spoilt, "" for the bytes of the file themselves
    """

    table: str
    content: bytes
    told: str = ""
    ending: str = "csv"
    inner: str = ""

    @property
    def file(self) -> str:
        return f"{self.table}.{self.ending}"


def sv(table: str, text: str) -> Seed:
    """As Swedish spreadsheets write: semicolon and comma."""
    return Seed(table, text.encode(), 'separator = ";"\nlocale = "sv"\nencoding = "utf-8"')


def en(table: str, text: str) -> Seed:
    """As American programs write: comma and point."""
    return Seed(table, text.encode(), 'separator = ","\nlocale = "en"\nencoding = "utf-8"')


PLAN = "month;key;value\n2026-07;mrr;1 200,50\n2026-08;mrr;-250,00\n2026-09;nrr;105,5 %\n"
MRR = (
    "customer_id;month;mrr;seats;currency;segment\n"
    "K1;2026-08;1 200,50;10;SEK;Små\nK2;2026-08;75,00;3;SEK;Stora\n"
    "K1;2026-09;1 300,50;12;SEK;Små\nK2;2026-09;80,25;3;SEK;Stora\n"
)
CUSTOMERS = (
    "customer_id,name,segment,country,contract_start,contract_term_months\n"
    'K1,"Asp, Björk & Co",Small,SE,2024-02-29,12\nK2,"19"" rack",Large,NO,2025-11-03,36\n'
    "K3,O'Neill,Small,DK,,\n"
)
LEDGER = (
    "month\tline\tamount\tcategory\tsm_part\n2026-08\tSalaries sales\t410000.00\tsm\tpersonnel_sales\n"
    "2026-08\tHosting\t52000.10\tcogs\t\n2026-09\tSubscriptions\t990000.00\trevenue_recurring\t\n"
    "2026-09\tRefund\t(1200.00)\tother\t\n"
)
DEALS = (
    "deal_id;created_date;status;amount_arr;close_date;owner\n"
    "D1;2026-05-04;won;120000,00;2026-08-31;Åsa\nD2;2026-06-15;lost;60000,50;2026-09-02;Bo\n"
    "D3;2026-09-01;open;;;Åsa\n"
)
ROWS: list[list[str | float]] = [
    ["month", "key", "value"],
    ["2026-07", "mrr", 1200.5],
    ["2026-08", "mrr", "-250.00"],
    ["2026-09", "cash", 98765.25],
]


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/plan.csv", content)
    return buffer.getvalue()


def parquet() -> bytes:
    buffer = io.BytesIO()
    frame = pl.DataFrame({"month": ["2026-08", "2026-09"], "key": ["a", "b"], "value": [100, 250]})
    frame.write_parquet(buffer, compression="uncompressed")
    return buffer.getvalue()


BOOKED = (
    '[inputs.vouchers.values.category]\n"3041" = "revenue_recurring"\n"7010" = "sm"\n"1930" = ""'
)
SIE = (
    '#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Prov AB"\n#RAR 0 20260101 20261231\n'
    '#KONTO 3041 "Abonnemang"\n#KONTO 7010 "Löner"\n#KONTO 1930 "Bank"\n'
    '#VER A 1 20260831 "Augusti"\n{\n#TRANS 3041 {} -1000.00\n#TRANS 1930 {} 1000.00\n}\n'
    '#VER A 2 20260930 "September"\n{\n#TRANS 7010 {} 400.50\n#TRANS 1930 {} -400.50\n}\n'
)
# Judged to the last cell by the second reader.
JUDGED = [
    sv("plan", PLAN),
    Seed("plan", PLAN.encode()),
    Seed("plan", PLAN.replace("\n", "\r\n").encode("cp1252"), 'locale = "sv"'),
    en("plan", "month,key,value\n2026-08,a,1234.50\n2026-09,b,-0.25\n2026-09,c,1000.00\n"),
    Seed("plan", b"month,key,value\n2026-08,a,1234.50\n2026-09,b,-0.25\n2026-09,c,1000.00\n"),
    Seed("plan", "month;key;value\n31/08/2026;a;1.234\n01/09/2026;b;2,5\n".encode("utf-16")),
    sv("recurring_revenue", MRR),
    Seed("recurring_revenue", MRR.replace("Små", "Smaa").encode()),
    Seed("recurring_revenue", MRR.encode("cp1252"), 'locale = "sv"\nencoding = "cp1252"'),
    sv("recurring_revenue", "customer_id;2026-08;2026-09\nK1;1 200,50;1 300,50\nK2;75,00;80,25\n"),
    en("customers", CUSTOMERS),
    Seed("customers", CUSTOMERS.encode()),
    Seed("ledger", LEDGER.encode(), 'locale = "en"'),
    Seed("ledger", LEDGER.encode()),
    sv("deals", DEALS),
    Seed("deals", DEALS.encode()),
    sv("headcount", "month;function;fte\n2026-08;sales;7,5\n2026-08;rd;12,0\n2026-09;sales;8,0\n"),
    en(
        "cash", "month,cash_end,operating_cf\n2026-08-31,5000000.00,-1.50\n2026-09-30,4900000.25,\n"
    ),
    sv("exchange_rates", "currency;month;rate\nEUR;2026-08;11,2345\nUSD;2026-08;9,5000\n"),
    en("feedback", "date,score,type\n2026-08-31,9,nps\n2026-09-01,10,nps\n2026-09-30,4,csat\n"),
    Seed("feedback", b"date,score,type\n31/08/2026,9,nps\n01/09/2026,10,nps\n"),
    sv(
        "leads",
        "lead_id;stage;entered_at;flow\nL1;mql;2026-08-03;inbound\nL2;sql;2026-09-04;outbound\n",
    ),
    en(
        "product_usage",
        "customer_id,month,active_users,key_events\nK1,2026-08,12,1500\nK2,2026-09,7,90\n",
    ),
    en(
        "sales_activity",
        "date,owner,type,count\n2026-09-01,Bo,email,17\n2026-09-02,Bo,call_dialled,30\n",
    ),
    sv(
        "actions",
        "action;owner;start;target;due\nHire two;Bo;7,5;9,5;2026-12-31\nRaise prices;Åsa;;;\n",
    ),
    Seed("plan", workbook(ROWS), 'locale = "en"', "xlsx", "xl/worksheets/sheet1.xml"),
    Seed("plan", workbook(ROWS), 'locale = "en"', "xlsx", "xl/sharedStrings.xml"),
    Seed("plan", workbook(ROWS), 'locale = "en"', "xlsx"),
    Seed("plan", zipped(PLAN.encode()), 'separator = ";"\nlocale = "sv"', "zip", "export/plan.csv"),
    Seed("plan", zipped(PLAN.encode()), 'separator = ";"\nlocale = "sv"', "zip"),
]
# Their rows become rows of another table, or no second reader knows the format: they must not crash.
UNJUDGED = [
    en(
        "employees",
        "employee_id,start,end,function,fte\nE1,2024-01-01,,sales,1\nE2,2025-03-01,2026-08-15,rd,0.8\n",
    ),
    en(
        "subscriptions",
        "subscription_id,customer_id,start,end,amount,interval\nS1,K1,2025-01-01,,1200.00,month\n",
    ),
    Seed(
        "invoice_lines",
        b"customer_id,invoice_id,period_start,period_end,amount\nK1,F1,2026-09-01,2026-10-01,3000.00\n",
        'locale = "en"\nend = "exclusive"',
    ),
    en(
        "movements",
        "customer_id,date,type,amount\nK1,2026-07-01,new,100.00\nK1,2026-09-01,churn,-100.00\n",
    ),
    en(
        "payments",
        "customer_id,date,amount,interval\nK1,2026-08-01,120.00,month\nK1,2026-09-01,120.00,month\n",
    ),
    en(
        "postings",
        "month,line,debit,credit,category\n2026-09,Rent,100.00,,ga\n2026-09,Sales,,900.00,revenue_recurring\n",
    ),
    en(
        "quoted_rates",
        "day,currency,quote,base,quoted_as\n2026-09-30,USD,9.50,SEK,base_per_currency\n",
    ),
    Seed("vouchers", SIE.encode("cp437"), BOOKED, "se"),
    Seed("plan", parquet(), "", "parquet"),
]
