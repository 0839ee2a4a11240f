"""Each preset on rows of the shape in which its system exports: what they become, to the last digit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from reportgen.intake.preset import load_presets
from tests.intake.books import TOLD, year
from tests.intake.exports import read, refused

WAIVED = "".join(
    f'[checks.{name}]\nwaive = "a few rows"\n'
    for name in ("exports_reach_the_period", "values_do_not_jump", "months_are_complete")
)
PROVED: dict[str, str] = {
    "stripe_subscriptions": "subscriptions",
    "stripe_subscriptions_api": "subscriptions",
    "chargebee_mrr": "recurring_revenue",
    "chartmogul_mrr": "recurring_revenue",
    "chartmogul_mrr_intervals": "subscriptions",
    "chartmogul_customers": "customers",
    "recurly_subscriptions": "subscriptions",
    "recurly_accounts": "customers",
    "recharge_subscriptions": "subscriptions",
    "recharge_customers": "customers",
    "zuora_accounts": "customers",
    "stripe_customers": "customers",
    "hubspot_deals": "deals",
    "hubspot_deals_api": "deals",
    "hubspot_companies": "customers",
    "hubspot_companies_api": "customers",
    "salesforce_opportunities": "deals",
    "salesforce_opportunities_api": "deals",
    "salesforce_accounts": "customers",
    "pipedrive_deals": "deals",
    "quickbooks_ledger": "ledger",
    "quickbooks_general_ledger": "ledger",
    "quickbooks_journal": "ledger",
    "xero_account_transactions": "ledger",
    "bamboohr_employees": "headcount",
    "sie": "ledger",
    "sie_cash": "cash",
    "chartmogul_movements": "movements",
    "chartmogul_activities": "movements",
    "stripe_invoice_lines": "invoice_lines",
    "recurly_line_items": "invoice_lines",
    "zuora_invoice_items": "invoice_lines",
    "hubspot_contact_stages": "leads",
    "ecb_history": "exchange_rates",
    "ecb_series": "exchange_rates",
    "riksbank_rates": "exchange_rates",
}


def rows(folder: Path, preset: str, content: str, settings: str = "") -> tuple[pl.DataFrame, int]:
    """The table that a file becomes when it is known by its headers, and how many rows were left out."""
    name = PROVED[preset]
    dataset = read(folder, {f"{name}.csv": content}, settings + WAIVED)
    (file,) = dataset.files
    assert file.preset == preset
    return dataset.tables[file.table], file.dropped


def mrr(frame: pl.DataFrame, month: date) -> dict[str, Decimal | int]:
    """Customer -> recurring revenue of a month."""
    return dict(frame.filter(pl.col("month") == month).select("customer_id", "mrr").iter_rows())


def test_every_preset_that_reads_is_proved_here() -> None:
    assert set(PROVED) == {name for name, preset in load_presets().items() if not preset.refuse}


# ------------------------------------------------------------------------------------- billing

STRIPE = (
    "id,Customer ID,Customer Name,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),"
    "{start},Current Period Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC)\n"
    "sub_1,cus_A,Asp,Pro,1,sek,month,100.00,active,2026-01-05 10:00,2026-01-05 10:00,"
    "2026-09-05 10:00,,,\n"
    "sub_2,cus_B,Björk,Pro,1,sek,year,1200.00,canceled,2026-02-01 08:00,2026-02-01 08:00,"
    "2026-02-01 08:00,,2026-05-02 09:00,2026-07-01 00:00\n"
    "sub_3,cus_C,Cypress,Pro,1,sek,month,80.00,active,2026-07-20 08:00,2026-07-20 08:00,"
    "2026-09-20 08:00,2026-08-20 08:00,,\n"
    "sub_4,cus_D,Dill,Pro,1,sek,month,90.00,trialing,2026-09-20 08:00,2026-09-20 08:00,"
    "2026-09-20 08:00,2026-10-20 08:00,,\n"
    "sub_5,cus_E,En,Pro,1,sek,month,90.00,incomplete_expired,2026-08-20 08:00,2026-08-20 08:00,"
    "2026-08-20 08:00,,,2026-08-21 08:00\n"
)


@pytest.mark.parametrize("start", ["Start Date (UTC)", "Start (UTC)"])
def test_stripe_subscriptions(start: str, tmp_path: Path) -> None:
    """Canceled in May and ended in July counts through June; a trial and what never began do not."""
    frame, dropped = rows(tmp_path, "stripe_subscriptions", STRIPE.format(start=start))
    assert dropped == 2
    assert mrr(frame, date(2026, 6, 1)) == {"cus_A": 100, "cus_B": 100}
    assert mrr(frame, date(2026, 7, 1)) == {"cus_A": 100}
    assert mrr(frame, date(2026, 9, 1)) == {"cus_A": 100, "cus_C": 80}
    assert set(frame["currency"]) == {"SEK"}


def test_stripe_asks_what_an_amount_of_several_units_is(tmp_path: Path) -> None:
    """Five seats at 100: 100 or 500 a month; said once, it is computed."""
    text = STRIPE.format(start="Start (UTC)").replace("Asp,Pro,1", "Asp,Pro,5")
    (problem,) = refused(tmp_path / "asked", {"subscriptions.csv": text})
    assert (problem.line, problem.column, problem.value) == (2, "Quantity", "5")
    assert 'amount_of = "unit"' in problem.advice
    for said, amount in (("unit", 500), ("row", 100)):
        settings = f'[inputs.subscriptions]\namount_of = "{said}"\n'
        frame, _ = rows(tmp_path / said, "stripe_subscriptions", text, settings)
        assert mrr(frame, date(2026, 6, 1))["cus_A"] == amount


def test_stripe_without_ends_is_refused(tmp_path: Path) -> None:
    """The default columns say of nobody that he left."""
    text = (
        "id,Customer ID,Customer Description,Customer Email,Plan,Quantity,Currency,Interval,Amount,"
        "Status,Created (UTC),Start Date (UTC),Current Period Start (UTC),Current Period End (UTC)\n"
        "sub_1,cus_A,,,Pro,1,sek,month,100.00,active,2026-01-05 10:00,2026-01-05 10:00,"
        "2026-09-05 10:00,2026-10-05 10:00\n"
    )
    (problem,) = refused(tmp_path, {"subscriptions.csv": text})
    assert "'end'" in problem.what
    assert "Ended At (UTC)" in problem.advice


STRIPE_API = (
    "id,customer,status,start_date,ended_at,trial_end,plan_amount,plan_interval,"
    "plan_interval_count,quantity,currency,metadata\n"
    "sub_1,cus_A,active,1767571200,,,1050,month,1,3,{currency},{{}}\n"
    "sub_2,cus_B,canceled,2026-02-01 08:00:00,1782864000,,90000,month,3,1,{currency},{{}}\n"
    "sub_3,cus_C,trialing,1767571200,,1790000000,90000,month,3,1,{currency},{{}}\n"
)


def test_stripe_subscriptions_api(tmp_path: Path) -> None:
    """Cents of one unit, epochs beside text, an interval of three months: 31.50 and 300 a month."""
    frame, dropped = rows(tmp_path, "stripe_subscriptions_api", STRIPE_API.format(currency="sek"))
    assert dropped == 1
    assert mrr(frame, date(2026, 6, 1)) == {"cus_A": Decimal("31.5"), "cus_B": 300}
    assert mrr(frame, date(2026, 7, 1)) == {"cus_A": Decimal("31.5")}


def test_a_yen_has_no_hundredths(tmp_path: Path) -> None:
    """Stripe writes 1050 for ¥1050; a hundredth of it would be printed as ten yen."""
    problems = refused(tmp_path, {"subscriptions.csv": STRIPE_API.format(currency="jpy")})
    assert "not divided into hundredths" in problems[0].what


def test_stripe_payments_are_refused_in_any_table(tmp_path: Path) -> None:
    """With what to export instead."""
    text = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Fee\n"
    for name in ("recurring_revenue", "subscriptions", "deals"):
        (problem,) = refused(
            tmp_path / name, {f"{name}.csv": text + "ch_1,2026-09-01,1,0,sek,,1,0\n"}
        )
        assert "payments" in problem.what
        assert "Billing, Subscriptions" in problem.advice


def test_chargebee_mrr(tmp_path: Path) -> None:
    """Two subscriptions of a customer in a month are both counted; the month is its last day."""
    text = (
        "customer_id,subscription_id,reporting_month,status,mrr_billing_currency,billing_currency\n"
        "K1,s1,2026-09-30,active,100.50,EUR\n"
        "K1,s2,2026-09-30,active,20.00,EUR\n"
    )
    rates = {"exchange_rates.csv": "currency,month,rate\nEUR,2026-09,11\n"}
    dataset = read(tmp_path, {"recurring_revenue.csv": text, **rates}, WAIVED)
    frame = dataset.tables["recurring_revenue"]
    assert frame["mrr"].sum() == Decimal("120.5")
    assert set(frame["month"]) == {date(2026, 9, 1)}
    bare = text.replace(",billing_currency", "").replace(",EUR", "")
    (problem,) = refused(tmp_path / "bare", {"recurring_revenue.csv": bare})
    assert "billing_currency" in problem.advice


def test_chargebee_repeats_are_still_found(tmp_path: Path) -> None:
    """The same subscription twice in a month is a mistake."""
    text = (
        "customer_id,subscription_id,reporting_month,mrr_billing_currency,currency\n"
        "K1,s1,2026-09-30,100.50,SEK\nK1,s1,2026-09-30,100.50,SEK\n"
    )
    (problem,) = refused(tmp_path, {"recurring_revenue.csv": text}, WAIVED)
    assert problem.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "Customer UUID,Customer Name,External ID,2026-08,2026-09\ncus_1,Asp,A,100,120\n",
        "Customer UUID,Customer Name,Month,MRR\ncus_1,Asp,2026-08,100\ncus_1,Asp,2026-09,120\n",
    ],
)
def test_chartmogul_mrr(text: str, tmp_path: Path) -> None:
    """Months side by side or below each other."""
    frame, _ = rows(tmp_path, "chartmogul_mrr", text)
    assert frame["mrr"].to_list() == [100, 120]
    assert set(frame["customer_id"]) == {"cus_1"}


def test_chartmogul_mrr_intervals(tmp_path: Path) -> None:
    """Cents a month; the end of one interval is the start of the next; free use is none."""
    text = (
        "CUSTOMER_UUID,MRR,START_DATE,END_DATE,PLAN_UUID,QUANTITY,SUBSCRIPTION_UUID,IS_FREE,IS_TRIAL\n"
        "c1,10000,2026-01-10,2026-06-10,p,2,s1,false,false\n"
        "c1,15000,2026-06-10,,p,3,s1,false,false\n"
        "c2,0,2026-01-10,,p,1,s2,true,false\n"
    )
    frame, dropped = rows(tmp_path, "chartmogul_mrr_intervals", text)
    assert dropped == 1
    assert mrr(frame, date(2026, 5, 1)) == {"c1": 100}
    assert mrr(frame, date(2026, 6, 1)) == {"c1": 150}


@pytest.mark.parametrize(
    ("preset", "header"),
    [
        ("chartmogul_movements", "CUSTOMER_UUID,DATE,MRR_MOVEMENT,MRR,MOVEMENT_TYPE"),
        ("chartmogul_activities", "customer-uuid,date,activity-mrr-movement,activity-mrr,type"),
    ],
)
def test_chartmogul_movements(preset: str, header: str, tmp_path: Path) -> None:
    """Cents; a customer who did not change in a month pays as the month before."""
    text = (
        f"{header}\nc1,2026-06-09 13:16:00,10000,10000,new_biz\nc1,2026-08-01,2050,12050,expansion\n"
        "c2,2026-07-01,500,500,new_biz\nc2,2026-08-31,-500,0,churn\n"
    )
    frame, _ = rows(tmp_path, preset, text)
    assert mrr(frame, date(2026, 7, 1)) == {"c1": 100, "c2": 5}
    assert mrr(frame, date(2026, 9, 1)) == {"c1": Decimal("120.5")}


def test_stripe_invoice_lines(tmp_path: Path) -> None:
    """Cents, epochs, a discount besides; an upgrade credits the rest of the month it replaces."""
    text = (
        "id,invoice_id,amount,currency,customer_id,discount_amount,period_start,period_end,plan_id,"
        "proration,quantity,subscription_id,type\n"
        # September for 100 less 10; from 16 September 300 in its place, for the whole months after it.
        "il1,in1,10000,sek,cus_A,1000,1788220800,1790812800,p,false,1,s,subscription\n"
        "il2,in2,-5000,sek,cus_A,500,1789516800,1790812800,p,true,1,s,invoiceitem\n"
        "il3,in2,15000,sek,cus_A,,1789516800,1790812800,p,true,1,s,invoiceitem\n"
        "il4,in3,99900,sek,cus_B,,1788220800,1788220800,,false,1,,invoiceitem\n"
        "il5,in4,120000,sek,cus_C,,1788220800,1819756800,p,false,1,s2,subscription\n"
    )
    said = '[inputs.invoice_lines]\nproration = "days"\ncomplete_from = "2026-09"\n'
    frame, _ = rows(tmp_path, "stripe_invoice_lines", text, said)
    own = frame.filter(pl.col("kind") == "recurring")
    totals = dict(own.group_by("customer_id").agg(pl.col("mrr").sum()).iter_rows())
    assert totals == {"cus_A": 195, "cus_C": 100}
    bare = text.replace("customer_id,", "").replace("cus_A,", "")
    advices = " ".join(p.advice for p in refused(tmp_path / "bare", {"invoice_lines.csv": bare}))
    assert "join the column customer_id" in advices


def test_recurly_line_items(tmp_path: Path) -> None:
    """The subtotal less the discount; how Recurly means its end is asked."""
    text = (
        "id,account_id,invoice_id,unit_amount,quantity,subtotal,discount,tax,amount,proration_rate,"
        "state,origin,currency,start_date,end_date,created_at,plan_code\n"
        "l1,A,i1,300,1,300,30,54,324,,invoiced,plan,SEK,2026-07-01,2026-10-01,2026-07-01,gold\n"
        "l2,A,i1,500,1,500,0,100,600,,invoiced,setup_fee,SEK,,,2026-07-01,gold\n"
        "l3,B,i2,99,1,99,0,0,99,,pending,plan,SEK,2026-09-01,2026-10-01,2026-09-01,gold\n"
    )
    (problem,) = refused(tmp_path / "asked", {"invoice_lines.csv": text})
    assert "first day after the service it makes whole months" in problem.what
    said = '[inputs.invoice_lines]\nend = "exclusive"\ncomplete_from = "2026-07"\n'
    frame, _ = rows(tmp_path / "said", "recurly_line_items", text, said)
    own = frame.filter(pl.col("kind") == "recurring")
    assert mrr(own, date(2026, 9, 1)) == {"A": 90}


def test_zuora_invoice_items(tmp_path: Path) -> None:
    """Usage and one-time charges are told apart by the charge type, without which nothing is read."""
    text = (
        "id,account_id,charge_amount,charge_date,invoice_id,quantity,service_start_date,"
        "service_end_date,subscription_id,transaction_currency,processing_type,charge_type\n"
        "1,A,1200,2026-01-01,i1,5,2026-01-01,2026-12-31,s1,SEK,Charge,Recurring\n"
        "2,A,-240,2026-01-01,i1,5,2026-01-01,2026-12-31,s1,SEK,Discount,Recurring\n"
        "3,A,77,2026-08-31,i2,9,2026-08-01,2026-08-31,s1,SEK,Charge,Usage\n"
        "4,A,19,2026-08-31,i2,9,2026-08-01,2026-08-31,s1,SEK,Tax,Usage\n"
    )
    said = '[inputs.invoice_lines]\nend = "inclusive"\ncomplete_from = "2026-01"\n'
    frame, dropped = rows(tmp_path, "zuora_invoice_items", text, said)
    assert dropped == 1
    own = frame.filter(pl.col("kind") == "recurring").group_by("month").agg(pl.col("mrr").sum())
    assert set(own["mrr"]) == {80}
    bare = text.replace(",charge_type", "").replace(",Recurring", "").replace(",Usage", "")
    (problem,) = refused(tmp_path / "bare", {"invoice_lines.csv": bare}, said)
    assert "add the column charge_type" in problem.advice


def test_hubspot_contact_stages(tmp_path: Path) -> None:
    """A row for each date, not one for the stage of today."""
    text = (
        "Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Create Date,"
        "Became a Marketing Qualified Lead Date,Became a Sales Qualified Lead Date,"
        "Became a Customer Date\n"
        "7,A,B,a@example.com,X,Customer,2026-01-01 08:00,2026-07-01 09:00,2026-08-02 09:00,\n"
    )
    frame, _ = rows(tmp_path, "hubspot_contact_stages", text)
    assert frame.select("lead_id", "stage", "entered_at").rows() == [
        ("7", "marketing_lead", date(2026, 7, 1)),
        ("7", "sales_lead", date(2026, 8, 2)),
    ]


def test_recurly_subscriptions(tmp_path: Path) -> None:
    """The interval stands with the plan: asked for each, then translated."""
    text = (
        "id,account_id,plan_id,state,activated_at,canceled_at,expires_at,trial_ends_at,currency,"
        "unit_amount,quantity,subtotal\n"
        "r1,A,gold,active,2026-01-09 10:00:00,,,,SEK,50.0,2,120.0\n"
        "r2,B,gold,future,2026-12-09 10:00:00,,,,SEK,50.0,1,50.0\n"
    )
    (problem,) = refused(tmp_path / "asked", {"subscriptions.csv": text})
    assert '"gold" = "month"' in problem.advice
    assert "[inputs.subscriptions.values.interval]" in problem.advice
    settings = '[inputs.subscriptions.values.interval]\ngold = "quarter"\n'
    frame, dropped = rows(tmp_path / "said", "recurly_subscriptions", text, settings)
    assert (dropped, mrr(frame, date(2026, 9, 1))) == (1, {"A": 40})


def test_recharge_subscriptions(tmp_path: Path) -> None:
    """Two of 30 every second month are 30 a month; 28 days are no interval of ours."""
    text = (
        "id,customer_id,created_at,cancelled_at,price,quantity,status,product_title,"
        "order_interval_unit,charge_interval_frequency\n"
        "1,A,2026-01-09 10:00:00,,30.00,2,ACTIVE,Box,month,2\n"
    )
    frame, _ = rows(tmp_path / "months", "recharge_subscriptions", text)
    assert mrr(frame, date(2026, 9, 1)) == {"A": 30}
    (problem,) = refused(
        tmp_path / "days", {"subscriptions.csv": text.replace("month,2", "day,28")}
    )
    assert problem.what == "'day' is not an interval"


@pytest.mark.parametrize(
    ("preset", "header", "row", "gone"),
    [
        (
            "chartmogul_customers",
            "UUID,External ID,Name,Country,Customer since,MRR",
            "K1,x,Asp,SE,2025-03-04,100",
            None,
        ),
        (
            "recurly_accounts",
            "id,code,bill_to,company,vat_number,tax_exempt,account_country",
            "K1,x,self,Asp,,false,SE",
            None,
        ),
        (
            "recharge_customers",
            "id,first_charge_processed_at,subscriptions_active_count,_fivetran_deleted",
            "K1,2025-03-04 10:00:00,1,false",
            "K2,2025-03-04 10:00:00,1,TRUE",
        ),
        (
            "zuora_accounts",
            "id,account_number,bill_cycle_day,name,parent_id,mrr",
            "K1,A1,1,Asp,P9,49",
            None,
        ),
        (
            "stripe_customers",
            "id,delinquent,invoice_prefix,tax_exempt,name,address_country,is_deleted",
            "K1,false,AB,none,Asp,SE,false",
            "K2,false,AB,none,Asp,SE,true",
        ),
        (
            "hubspot_companies",
            "Record ID,Company name,Company Domain Name,Company owner,Country/Region",
            "K1,Asp,asp.se,Bo,SE",
            None,
        ),
        (
            "hubspot_companies_api",
            "id,is_deleted,property_name,property_industry,property_country",
            "K1,false,Asp,,SE",
            "K2,true,Bok,,SE",
        ),
        (
            "salesforce_accounts",
            "id,name,billing_country,account_source,number_of_employees,parent_id,is_deleted",
            "K1,Asp,SE,Web,5,P9,false",
            "K2,Asp,SE,Web,5,,true",
        ),
    ],
)
def test_customers(preset: str, header: str, row: str, gone: str | None, tmp_path: Path) -> None:
    """Who they are; deleted ones are gone, and a parent account is no merger."""
    text = "\n".join(line for line in (header, row, gone) if line) + "\n"
    frame, dropped = rows(tmp_path, preset, text)
    assert frame["customer_id"].to_list() == ["K1"]
    assert dropped == (1 if gone else 0)
    assert "merged_into" not in frame.columns
    if "Asp" in row:
        assert frame["name"].to_list() == ["Asp"]
    if "2025" in row:
        assert frame["cohort_month"].to_list() == [date(2025, 3, 1)]


# ----------------------------------------------------------------------------------------- CRM


def test_hubspot_deals(tmp_path: Path) -> None:
    """Stages with their pipeline behind them; an open deal's close date is the expected one."""
    text = (
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Pipeline,Create Date\n"
        "1,Asp,Closed Won (Sales Pipeline),1200.00,2026-08-01 00:00,Bo,Sales,2026-05-01 10:12\n"
        "2,Bok,Closed Lost (Sales Pipeline),900.00,2026-08-05 00:00,Bo,Sales,2026-05-01 10:12\n"
        "3,Ceder,Contract Sent (Sales Pipeline),,2026-12-01 00:00,Bo,Sales,2026-06-01 10:12\n"
    )
    frame, _ = rows(tmp_path, "hubspot_deals", text)
    assert frame["status"].to_list() == ["won", "lost", "open"]
    assert frame["amount_arr"].to_list() == [1200, 900, None]
    assert frame["expected_close"][2] == date(2026, 12, 1)
    assert frame["owner"].to_list() == ["Bo"] * 3


def test_hubspot_deals_in_swedish_are_refused_with_advice(tmp_path: Path) -> None:
    text = "Post-ID,Affärsnamn,Affärsfas,Belopp,Slutdatum\n1,Asp,Vunnen affär,100,2026-09-01\n"
    (problem,) = refused(tmp_path, {"deals.csv": text})
    assert "English" in problem.advice


def test_hubspot_deals_api(tmp_path: Path) -> None:
    """Default stages are known by name; a number is asked for, a deleted deal is gone."""
    text = (
        "deal_id,is_deleted,deal_pipeline_stage_id,owner_id,property_dealname,property_amount,"
        "property_closedate,property_createdate\n"
        "1,false,closedwon,7,Asp,1200,2026-08-01 00:00:00,2026-05-01 10:12:00\n"
        "2,true,closedwon,7,Bok,900,2026-08-01 00:00:00,2026-05-01 10:12:00\n"
    )
    frame, dropped = rows(tmp_path / "named", "hubspot_deals_api", text)
    assert (frame["status"].to_list(), dropped) == (["won"], 1)
    (problem, *_) = refused(tmp_path / "number", {"deals.csv": text.replace("closedwon", "4711")})
    assert "[inputs.deals.values.status]" in problem.advice


SALESFORCE = (
    '"Opportunity Owner","Account Name","Opportunity Name","Opportunity ID","Stage",'
    '"ARR to Renew Currency","ARR to Renew","Amount Currency","Amount","Close Date","Created Date"\n'
    '"Bo","Copyright (Nordic) AB","Asp","006A","Closed Won","USD","1.00","SEK","1,200.50",'
    '"8/31/2026","5/21/2026"\n'
    '"Bo","Asp","Asp 2","006B","Prospecting","USD","1.00","SEK","900.00","12/31/2026","5/2/2026"\n'
    '\n"Grand Totals (2 records)"\n\n'
    '"Confidential Information - Do Not Distribute"\n'
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
)


def test_salesforce_opportunities(tmp_path: Path) -> None:
    """The footer is no deal, a customer called Copyright is one; the amount's own currency counts."""
    frame, dropped = rows(tmp_path, "salesforce_opportunities", SALESFORCE)
    assert dropped == 3
    assert frame["deal_id"].to_list() == ["006A", "006B"]
    assert frame["amount_arr"].to_list() == [Decimal("1200.5"), 900]
    assert frame["currency"].to_list() == ["SEK", "SEK"]
    assert frame["close_date"].to_list() == [date(2026, 8, 31), date(2026, 12, 31)]


def test_salesforce_without_ids_says_which_column_to_add(tmp_path: Path) -> None:
    text = SALESFORCE.replace('"Opportunity ID"', '"Number"')
    (problem, _) = refused(tmp_path, {"deals.csv": text})
    assert problem.advice.startswith("Add the column Opportunity ID to the report.")


def test_salesforce_opportunities_api(tmp_path: Path) -> None:
    """Older versions and deleted ones are no deals."""
    text = (
        "id,account_id,amount,close_date,created_date,forecast_category_name,is_deleted,is_won,"
        "stage_name,type,owner_id,_fivetran_active\n"
        "1,A,100,2026-08-01 00:00:00,2026-05-01 10:00:00,Closed,false,true,Closed Won,"
        "New Business,u,true\n"
        "1,A,90,2026-08-01 00:00:00,2026-05-01 10:00:00,Pipeline,false,false,Prospecting,,u,false\n"
        "2,A,90,2026-08-01 00:00:00,2026-05-01 10:00:00,Pipeline,true,false,Prospecting,,u,true\n"
    )
    frame, dropped = rows(tmp_path, "salesforce_opportunities_api", text)
    assert dropped == 2
    assert frame.select("status", "type", "customer_id").rows() == [("won", "new", "A")]


def test_leads_of_a_crm_are_refused(tmp_path: Path) -> None:
    """A status of today is no history of stages."""
    text = (
        "Lead ID,Lead Status,Lead Source,Converted,Converted Date,Created Date\n1,Open,Web,0,,x\n"
    )
    (problem,) = refused(tmp_path, {"leads.csv": text})
    assert "Lead History" in problem.advice


def test_pipedrive_deals(tmp_path: Path) -> None:
    """Closed when it was won or lost; deleted deals are left out."""
    text = (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,"
        "Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Lost reason,"
        "Deal - Expected close date\n"
        "1,Asp,1200,SEK,Won,2026-05-01 10:00:00,2026-08-01 09:00:00,,,\n"
        "2,Bok,900,SEK,Lost,2026-05-01 10:00:00,,2026-08-03 09:00:00,Price,\n"
        "3,Ceder,900,SEK,Open,2026-05-01 10:00:00,,,,2026-11-30\n"
        "4,Dill,900,SEK,Deleted,2026-05-01 10:00:00,,,,\n"
    )
    frame, dropped = rows(tmp_path, "pipedrive_deals", text)
    assert dropped == 1
    assert frame["close_date"].to_list() == [date(2026, 8, 1), date(2026, 8, 3), None]
    assert frame["loss_reason"].to_list() == [None, "Price", None]
    assert frame["currency"].to_list() == ["SEK"] * 3


# -------------------------------------------------------------------------- ledger and people

CATEGORIES = (
    '[inputs.ledger.values.category]\n"Sales" = "revenue_recurring"\n"Refunds" = '
    '"revenue_recurring"\n"Rent" = "ga"\n"Marketing" = "sm"\n"Marketing:Ads" = "sm"\n'
)
TITLES = 'Nordic Testing AB,,,,,,,,\nGeneral Ledger,,,,,,,,\n"July - September, 2026",,,,,,,,\n\n'


def booked(frame: pl.DataFrame) -> list[tuple[date, str, Decimal | int]]:
    """Month, account and amount in the order of the file."""
    return frame.select("month", "line", "amount").rows()


def test_quickbooks_ledger(tmp_path: Path) -> None:
    """Titles, accounts as rows of their own, one within another, totals; revenue and costs positive."""
    text = (
        TITLES + ",Date,Transaction Type,Num,Name,Split,Debit,Credit,Balance\n"
        "Checking,,,,,,,,\n"
        "Beginning Balance,,,,,,,,900.00\n"
        ',07/14/2026,Deposit,1,Asp,Sales,"1,250.00",,"2,150.00"\n'
        'Total for Checking,,,,,,"1,250.00",,\n'
        "Sales,,,,,,,,\n"
        ',07/14/2026,Invoice,2,Asp,A/R,,"1,250.00","1,250.00"\n'
        ",08/02/2026,Credit memo,3,Asp,A/R,250.00,,1000.00\n"
        "Total for Sales,,,,,,,,\n"
        "Marketing,,,,,,,,\n"
        ",07/20/2026,Bill,4,Fair,A/P,300.00,,300.00\n"
        "Ads,,,,,,,,\n"
        ",07/21/2026,Bill,5,Paper,A/P,100.00,,100.00\n"
        "Total for Ads,,,,,,,,\n"
        "Total for Marketing with sub-accounts,,,,,,,,\n"
        "TOTAL,,,,,,,,\n\n"
        '"Accrual Basis Tuesday, October 6, 2026 09:00 AM GMT+02:00",,,,,,,,\n'
    )
    settings = '[inputs.ledger.leave_out]\nAccount = ["Checking"]\n' + CATEGORIES
    frame, dropped = rows(tmp_path, "quickbooks_ledger", text, settings)
    july, august = date(2026, 7, 1), date(2026, 8, 1)
    assert booked(frame) == [
        (july, "Sales", 1250),
        (august, "Sales", -250),
        (july, "Marketing", 300),
        (july, "Marketing:Ads", 100),
    ]
    # Six totals and balances, the footer, and the posting on the bank account.
    assert dropped == 8
    assert frame["source_line"].to_list()[0] == 11


def test_an_account_nobody_translated_is_asked_for(tmp_path: Path) -> None:
    """Never left out by itself: the bank account is refused until it is named."""
    text = (
        ",Date,Transaction Type,Split,Debit,Credit,Balance\nChecking,,,,,,\n"
        ",07/14/2026,Deposit,Sales,5.00,,5.00\nTotal for Checking,,,,5.00,,\n"
    )
    problems = refused(tmp_path, {"ledger.csv": text}, CATEGORIES)
    assert "'Checking' is not a category" in problems[0].what


def test_quickbooks_general_ledger(tmp_path: Path) -> None:
    """The form with one signed amount."""
    text = (
        TITLES + ",Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance\n"
        "Sales,,,,,,,,\n"
        ',07/14/2026,Invoice,2,Asp,,A/R,"1,250.00","1,250.00"\n'
        'Total for Sales,,,,,,,"1,250.00",\n'
        "Rent,,,,,,,,\n"
        ",07/01/2026,Bill,3,House,,A/P,400.00,400.00\n"
        "Total for Rent,,,,,,,400.00,\n"
    )
    frame, dropped = rows(tmp_path, "quickbooks_general_ledger", text, CATEGORIES)
    assert booked(frame) == [(date(2026, 7, 1), "Sales", 1250), (date(2026, 7, 1), "Rent", 400)]
    assert dropped == 2


def test_quickbooks_journal(tmp_path: Path) -> None:
    """The date stands on the first row of a transaction only, its sum below it."""
    text = (
        "Journal\nDate,Transaction Type,Num,Name,Memo/Description,Account,Debit,Credit\n"
        '08/13/2026,Invoice,1,Asp,,Receivable,"24,000.00",\n'
        ',,,,,Sales,,"24,000.00"\n'
        ',,,,,,"24,000.00","24,000.00"\n'
        "09/16/2026,Check,2,House,,Rent,500.00,\n"
        ",,,,,Receivable,,500.00\n"
        ",,,,,,500.00,500.00\n"
        'TOTAL,,,,,,"24,500.00","24,500.00"\n'
    )
    settings = '[inputs.ledger.leave_out]\nAccount = ["", "Receivable"]\n' + CATEGORIES
    frame, dropped = rows(tmp_path, "quickbooks_journal", text, settings)
    assert booked(frame) == [(date(2026, 8, 1), "Sales", 24000), (date(2026, 9, 1), "Rent", 500)]
    assert dropped == 5


def test_xero_account_transactions(tmp_path: Path) -> None:
    """Accounts as rows of their own; two with the same posting; a name with Total in it is data."""
    text = (
        "Account Transactions\nNordic Testing AB\n\n"
        "Date,Source,Description,Reference,Debit,Credit,Running Balance\n"
        "Sales,,,,,,\n"
        "14 Jul 2026,Receivable Invoice,Total Energies,1,,1250.00,1250.00\n"
        "Total Sales,,,,0.00,1250.00,\n"
        "Rent,,,,,,\n"
        "01 Jul 2026,Payable Invoice,House,2,400.00,,400.00\n"
        "Total Rent,,,,400.00,,\n"
    )
    frame, dropped = rows(tmp_path, "xero_account_transactions", text, CATEGORIES)
    assert booked(frame) == [(date(2026, 7, 1), "Sales", 1250), (date(2026, 7, 1), "Rent", 400)]
    assert dropped == 2


def test_xero_invoices_are_refused(tmp_path: Path) -> None:
    text = "*ContactName,*InvoiceNumber,*InvoiceDate,Total,*UnitAmount\nAsp,1,2026-09-01,5,5\n"
    (problem,) = refused(tmp_path, {"ledger.csv": text})
    assert "Account Transactions" in problem.advice


BAMBOO = (
    "Employee #,First Name,Last Name,Job Title,Department,Hire Date,Termination Date,"
    "Employment Status\n"
    "1,A,A,Seller,Sales,2025-06-15,,Full-Time\n"
    "2,B,B,Seller,Sales,2026-07-01,2026-08-20,Full-Time\n"
    "3,C,C,Developer,Engineering,2026-08-31,,Part-Time\n"
)


def test_bamboohr_employees(tmp_path: Path) -> None:
    """Counted on the last day of the month; part time is asked for, then believed."""
    problems = refused(tmp_path / "asked", {"headcount.csv": BAMBOO})
    assert 'write "Part-Time" = "…" under [inputs.headcount.values.fte]' in problems[0].advice
    settings = '[inputs.headcount.values.fte]\n"Part-Time" = "0.5"\n'
    frame, _ = rows(tmp_path / "said", "bamboohr_employees", BAMBOO, settings)
    of = {(r[0], r[1]): r[2] for r in frame.select("month", "function", "fte").iter_rows()}
    assert [of[date(2026, month, 1), "sales"] for month in (6, 7, 8, 9)] == [1, 2, 1, 1]
    assert of[date(2026, 8, 1), "rd"] == Decimal("0.5")
    assert (date(2026, 7, 1), "rd") not in of


# ---------------------------------------------------------------------------------- bookkeeping


def test_sie(tmp_path: Path) -> None:
    """Known by its first line even as .csv; what is left out is no row of the ledger."""
    frame, _ = rows(tmp_path, "sie", year(), TOLD)
    assert booked(frame)[:2] == [
        (date(2026, 1, 1), "3041 Abonnemang", 1000),
        (date(2026, 1, 1), "3051 Konsultintäkter", 200),
    ]
    assert frame.height == 72


def test_sie_cash(tmp_path: Path) -> None:
    """5000 in the bank when the year begins, and 145 more each month."""
    frame, _ = rows(tmp_path, "sie_cash", year())
    assert frame["cash_end"].to_list() == [5000 + 145 * month for month in range(1, 10)]


# ------------------------------------------------------------------------------- exchange rates


def rate(frame: pl.DataFrame, month: date) -> dict[str, Decimal]:
    """Currency -> what one unit of it cost in SEK in a month."""
    return dict(frame.filter(pl.col("month") == month).select("currency", "rate").iter_rows())


ECB = (
    "Date,USD,JPY,GBP,SEK,BGN,\n2026-10-01,9,9,9,9,N/A,\n"
    "2026-09-30,1.25,150,0.8,11.00,N/A,\n2026-09-29,1.15,140,0.9,11.50,N/A,\n"
    "2026-08-31,1.00,160,0.5,12.00,1.9558,\n"
)


def test_ecb_history(tmp_path: Path) -> None:
    """11.00 kronor and 1.25 dollars for a euro: 8.80 kronor for a dollar; newest first, N/A is none.

    The mean of September is that of its published days: 11.25 / 1.20 = 9.375.
    """
    frame, _ = rows(tmp_path / "last", "ecb_history", ECB)
    expected = {"EUR": 11, "USD": Decimal("8.8"), "GBP": Decimal("13.75")}
    assert rate(frame, date(2026, 9, 1)) == expected | {"JPY": Decimal("0.073333333333")}
    assert rate(frame, date(2026, 8, 1))["BGN"] == Decimal("6.135596686778")
    assert frame["month"].max() == date(2026, 9, 1)
    assert frame.filter(pl.col("currency") == "USD")["source_line"].to_list() == [5, 3]
    settings = '[inputs.exchange_rates]\nrate_of_month = "average"\n'
    mean, _ = rows(tmp_path / "mean", "ecb_history", ECB, settings)
    assert rate(mean, date(2026, 9, 1))["USD"] == Decimal("9.375")


def test_ecb_series(tmp_path: Path) -> None:
    """A row a day and currency; a holiday has no value; two series of a month are not mixed."""
    head = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE\n"
    day = "EXR.D.{0}.EUR.SP00.A,D,{0},EUR,SP00,A,{1},{2}\n"
    text = head + "".join(
        day.format(*row)
        for row in (
            ("USD", "2026-09-29", "1.10"),
            ("USD", "2026-09-30", "1.25"),
            ("SEK", "2026-09-29", "11.00"),
            ("SEK", "2026-09-30", ""),
        )
    )
    frame, _ = rows(tmp_path / "days", "ecb_series", text)
    assert rate(frame, date(2026, 9, 1)) == {"EUR": 11, "USD": Decimal("8.8")}
    month = "EXR.M.{0}.EUR.SP00.{1},M,{0},EUR,SP00,{1},2026-09,{2}\n"
    both = head + month.format("SEK", "A", "11.25") + month.format("SEK", "E", "11.00")
    (problem,) = refused(tmp_path / "both", {"exchange_rates.csv": both})
    assert "SEK has more than one rate for 2026-09" in problem.what


def test_riksbank_rates(tmp_path: Path) -> None:
    """What 1 euro and 100 yen cost in kronor."""
    text = (
        "Period;Grupp;Serie;Värde\n2026-09-30;Valutor mot svenska kronor;1 EUR;11,1234\n"
        "2026-09-30;Valutor mot svenska kronor;100 JPY;6,5\n"
    )
    frame, _ = rows(tmp_path / "rates", "riksbank_rates", text)
    expected = {"EUR": Decimal("11.1234"), "JPY": Decimal("0.065")}
    assert rate(frame, date(2026, 9, 1)) == expected
    (problem,) = refused(
        tmp_path / "index", {"exchange_rates.csv": text + "2026-09-30;Index;KIX-index;121,5\n"}
    )
    assert (problem.line, problem.value) == (4, "KIX-INDEX")


def test_rates_without_the_reporting_currency_are_refused(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"exchange_rates.csv": ECB.replace("SEK", "NOK")})
    assert "no rate of SEK, the reporting currency, against EUR" in problem.what
