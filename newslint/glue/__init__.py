"""What the rules of the family glue share: where two words may have met, and what speaks for it.

`marks` and `opening` are about places where a mark touches the next word (`closed.Trams`).

`words` takes words apart that the lexicon does not have (`Bidenwould`): `split` finds the likeliest words in each,
`features` says in numbers what speaks for a lost space at each joint (frequencies, pairs, what the rest of the article
has), `model` weighs them, and the sum becomes the confidence. A confidence of 0.9 means: of ten such findings nine are
right, among articles of which five in eight are sound; in a sound one it is less. `words.glued` yields all of them,
`words.probable` what is likely enough for the rules of `checks/glued_words.py`, each of which takes its kinds.

`data/fit_joints.py` fits the weights of `data/joint_weights.toml` to articles with spaces taken out: run it again after
a change of lexicon, pairs, `split` or `features`.
"""
