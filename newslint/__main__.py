"""Lets `python -m newslint` do what `newslint` does."""

from newslint.cli import main

if __name__ == "__main__":
    main()
