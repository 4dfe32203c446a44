"""Page models of the kinds that sites have, to be gated in tests."""
