"""What every test shares: the hypothesis profiles."""

import os

from hypothesis import HealthCheck, settings

# Repeatable: the same examples in every run, so that a red run means a changed program.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
# `make soak`: fresh examples, many of them.
settings.register_profile(
    "soak",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
