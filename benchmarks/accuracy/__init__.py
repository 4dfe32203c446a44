"""How well newslint and other tools find lost spaces. Run as `python -m benchmarks.accuracy`."""
