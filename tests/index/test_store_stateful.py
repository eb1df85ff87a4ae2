"""A few walks of the state machine; `python -m benchmarks.faults.store` takes as many as one likes."""

from hypothesis import HealthCheck, settings

from tests.index.store_machine import CorpusAndMembers

TestCorpusAndMembers = CorpusAndMembers.TestCase
TestCorpusAndMembers.settings = settings(
    max_examples=4, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
