"""What goes wrong, made to happen: each `python -m benchmarks.faults.NAME`."""
