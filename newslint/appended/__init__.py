"""What the checks of the family appended share: an article taken apart, and what speaks for a foreign stretch of it.

`lines` cuts the article, `turns` says who speaks in which line, `stretches` finds dialogues and `runs` finds questions
with answers; `heads`, `framing` and `tail` tell where they begin and end; `cast` says who takes part, `cohesion` holds
a stretch against the article; `interview` and `questions` name what they show, and `evidence` weighs it.
"""
