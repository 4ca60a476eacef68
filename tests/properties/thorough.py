"""How long the property tests search.

By default a short, fixed run. ``SCORECARD_THOROUGH=50`` searches fifty times as long, with new scenarios each time.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

TIMES = int(os.environ.get("SCORECARD_THOROUGH", "1"))


def examples(count: int) -> settings:
    """So many examples; no deadline, because a scenario's size varies."""
    return settings(
        max_examples=count * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller seed is no smaller scenario
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
