"""Readers' comments below an article: the lines that only say who wrote and when, and the thread that they form.

`signature` tells what each line is: who and when, a name, a button, text. `page` yields the lines at which a thread may
begin: the first signatures of one form, or the lines above them where signatures stand below what they sign.
`features` says in numbers what speaks for each (the form and spread of the signatures, what lines above and below sound
like, whose hand set their marks); `model` weighs it, and says whether there is a thread and where it begins.

`data/fit_thread.py` fits the weights of `data/thread_weights.toml`: run it again after a change of this package.
"""
