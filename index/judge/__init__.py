"""The parts that judge a text: n-gram features, clauses, whether a clause evaluates, and word lists."""
