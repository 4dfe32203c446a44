"""What the rules of the family glue share: where two words may have met, and what speaks for it.

`marks` and `opening` are about places where a mark touches the next word (`closed.Trams`). `words` takes words apart
that no lexicon has (`Bidenwould`), by `split`, `features` and `model`.
"""
