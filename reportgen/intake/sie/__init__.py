"""SIE, the exchange format of Swedish bookkeeping: from its bytes to the books of a fiscal year."""
