"""Wordings and what should stand there instead, with slots: `{assist} to the (funeral|match)` = `{attend} the {1}`.

In what is found a blank is any blank, `{verb}` any form of a verb, `(a|b)` one of these, `(a )?` what may be absent (so
does `s?`), `<word>` a word, `<Name>` one with a capital, `<number>` a figure, `<class>` a word of a class, `…` up to 40
characters of the same sentence. `[…]` at the beginning or the end must stand beside the place and is no part of it,
`[!…]` must not. Behind ` ~ ` stand words of which the sentence must have one, behind ` !~ ` those it must not have.

In what is wanted `{1}` is what the first choice, class or gap took, `{attend}` has the form in which the verb was
found. An article “a” or “an” before the place follows suit.

`notation` takes a wording apart, `needs` says which words an article must have for it, `expression` what finds it,
`check` what its places become. Thousands of wordings cost next to nothing, as hardly any gets beyond `needs`.
"""

from newslint.wording.check import Wording, Wordings

__all__ = ["Wording", "Wordings"]
