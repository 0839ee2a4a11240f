"""For all tests: no example of a property is a failure for being slow; speed has its benchmarks."""

from hypothesis import HealthCheck, settings

settings.register_profile("reportgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reportgen")
