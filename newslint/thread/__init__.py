"""Readers' comments below an article: the lines that only say who wrote and when, and the thread that they form.

`signature` tells what each line is, `features` says in numbers what speaks for a thread from a line on, `model` weighs
it and finds where the thread begins.
"""
