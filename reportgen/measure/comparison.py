"""Our figures beside published ones: what may be said of the two, and what may not.

A comparison never says more than both definitions allow. Figures that are defined differently are
not comparable; one whose definition nobody published is printed beside ours without a verdict, and
so is one of another group of companies. Sentences are kept as keys and figures (`Note`), since the
words belong to the language of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportgen.errors import PackError
from reportgen.measure.belonging import growth_reading, membership
from reportgen.measure.benchmark import (
    SHIPPED,
    Belonging,
    Benchmark,
    Comparison,
    Difference,
    Figure,
    Match,
    Note,
)
from reportgen.pack import PACK_FILE, Pack, nearest
from reportgen.period import PeriodKind
from reportgen.problem import Problem
from reportgen.unit import Direction

if TYPE_CHECKING:
    from reportgen.measure.metric import Metric
    from reportgen.measure.reading import Reading, Readings
