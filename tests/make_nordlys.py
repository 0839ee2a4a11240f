"""Write the exports of Nordlys Software AB, the made-up company of inputs/nordlys.

The story that the files tell, October 2023 to September 2026:

- A Nordic B2B software company grows from 53 to 135 MSEK of recurring revenue a year; growth slows
  from 43 % to 30 %.
- In January 2025 it turns to small companies ("Små"), with advertising and month-to-month
  contracts. New customers double and payback passes twelve months; a year later those customers
  leave at their first renewal.
- The rescue comes from what is already there: medium-sized customers ("Medelstora") buy the product
  line Analys, launched in September 2024, and net revenue retention goes from 101 % to 115 %. By
  September 2026 the small ones that left and slower growth at the large ones have brought it back
  to 108 %. Large customers ("Storföretag") do not leave; one is five to six per cent of everything.
- Marketing automation runs from July 2024. The push doubles the leads that advertising brings, and
  fewer of them are worth a call: of marketing leads 29 % became sales leads before it, 22 % in
  the middle of 2025 and 24 % now. The two hunters ring some fifty numbers a day and a third answer.
- Those who leave used less before, and those with an integration leave less. Large customers pay and
  stay, wait for support, and would not recommend it: their net promoter score falls below zero.
- One customer buys another (2025-11), some come back, Finland and a few Danes pay in EUR, new
  shares are sold in November 2024, and what is burnt falls from 1.8 to 1.1 MSEK a month.

Every name, person, price and exchange rate is invented. The files look like what Swedish
spreadsheets export: semicolons, decimal commas, spaces in thousands, two encodings, three ways to
write a month, and one sheet with months as columns. The same rows come out on every machine: money
is whole öre, and chance is only `random.Random(seed).random()`, whose sequence Python keeps between
versions.

    python tests/make_nordlys.py            writes inputs/nordlys/*.csv
    python tests/make_nordlys.py --check    says whether the files there are these

The parts stand in tests/nordlys: a module for each export, and those for what they share.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.nordlys.files import main

if __name__ == "__main__":
    sys.exit(main())
