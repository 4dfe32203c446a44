"""Many articles: several processes (`processes`), and a cache of what was found before (`cache`).

A run that a signal ends is ended in order (`interruption`). Very many articles lie in Arrow and Parquet:

`arrow` is `lint_arrow`: a record batch in, the same columns and what `report.wire` says of each row out, and nothing
of one row ever raised. `BatchLinter` is that with its options, which is all of it that is sent; a process keeps what
it made of them. `dataset` checks a Parquet data set file by file: a file of the output is put in place by one rename,
and that it is there is the only mark of progress. `spark` gives batches of a DataFrame to the former (`lint_frame`),
and files of a data set, by their number, to the latter (`lint_dataset`).
"""
