"""Page furniture that no phrase names: blocks of lines, what each looks like, how probably it is no article, runs.

`blocks` joins lines that a program broke at a fixed width. `features` says in numbers what a block shows by itself: its
shape, words of pages in nine languages. `page` adds what the rest of the article has of it, and its place among the
paragraphs of prose. `model` weighs that, and again with the first opinion of the neighbours. `runs` takes neighbouring
blocks together. As most articles have no furniture, each is asked only for what may still change what comes out.

A run that shows only words of pages, and a line that stands alone, are advice at most; a line that is nothing but an
address, and a headline in capitals between paragraphs, are advice whatever they weigh. Captions without a credit,
profiles of firms, teasers, and what Markdown leaves of a page have checks of their own; so has furniture that a program
joined with a paragraph (`newslint.inside`).

`data/fit_lines.py` fits the weights of `data/line_weights.toml`: run it again after a change of the features or of the
word classes `furniture_…`.
"""
