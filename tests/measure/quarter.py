"""The ledger of a quarter: 1,000 of revenue, 1,100 of cost, 70 of what is neither."""

LEDGER = """
    month    category           amount
    2025-10  revenue_recurring     900
    2025-12  revenue_other         100
    2025-10  cogs                  250
    2025-10  sm                    300
    2025-11  rd                    400
    2025-12  ga                    150
    2025-12  other                  70
"""
