"""Page furniture that no phrase names: blocks of lines, what each looks like, how probably it is no article, runs.

`blocks` joins what a scraper wrapped, `features` says in numbers what speaks for and against each block, `model`
weighs that twice (the second time with the neighbours' weights), `runs` takes neighbouring blocks together.
"""
