"""For all tests: no example of a property is a failure for being slow; speed has its benchmarks."""

from hypothesis import settings

settings.register_profile("reportgen", deadline=None)
settings.load_profile("reportgen")
