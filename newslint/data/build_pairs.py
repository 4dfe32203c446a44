# ruff: noqa: INP001 - a developer's script beside the data that it writes, not a module of the package
"""Builds `pairs.txt.gz` and `compounds.txt.gz`, what `newslint.lexicon` knows of English words two by two.

How to run it (`LICENSES.md` has the licences), after `build_lexicon.py`:

    pip download --no-deps symspellpy==6.10.1
    python newslint/data/build_pairs.py .        # the folder with the wheel

The same sources give the same lines; the bytes also depend on the version of zlib.

**pairs.txt.gz.** One line a pair, sorted by bytes: `close to 48` says that “close” stands before “to” with a frequency
of 4.8 on the Zipf scale (log10 of its occurrences in a thousand million words). The pairs are SymSpell's: the 242,342
most frequent of Google Books Ngrams whose words are in SCOWL. Its counts add up to 1.24 * 10^13, and in news articles
58 % of two words side by side are such a pair, so they are out of about 2.1 * 10^13 (`CORPUS`). None is below 6.4
million: a pair that is missing is rarer than 2.5. Pairs with a word that the lexicon does not have are left out.

**compounds.txt.gz.** One line a word, sorted by bytes: `land 45,126` says that “land” begins 45 English words that end
in another word (land|lord) and ends 126 that begin with one (farm|land). They are counted in `english.txt.gz`: the
words that are no names, have a frequency of at least 1.5, and fall into a word of two letters or more and one of three
or more with a frequency of at least 3.0 each. A word with a high count explains an unknown word as a new compound.
"""

from __future__ import annotations

import math
import sys
import zipfile
import zlib
from collections import Counter
from hashlib import sha256
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
WHEEL = "symspellpy-6.10.1-py3-none-any.whl"
DIGEST = "a653a6c125839a21ada87c3e044d690fc3b39872efbd7b7270db3de9471315e1"
MEMBER = "symspellpy/frequency_bigramdictionary_en_243_342.txt"
CORPUS = 13.3
"""SymSpell's counts are out of 10^13.3 words; the Zipf scale is log10 of those in 10^9."""
SHORTEST_LEFT, SHORTEST_RIGHT, RAREST_COMPOUND, RAREST_PART = 2, 3, 1.5, 3.0


def main(folder: Path) -> None:
    """Build both files from the lexicon and the wheel in `folder`, and say what was done."""
    frequencies, names = read_lexicon()
    wheel = (folder / WHEEL).read_bytes()
    if (digest := sha256(wheel).hexdigest()) != DIGEST:
        raise SystemExit(f"{WHEEL} is not the file this script was written for (SHA-256 {digest})")
    write("pairs", read_pairs(wheel, frequencies))
    write("compounds", count_compounds(frequencies, names))


def read_lexicon() -> tuple[dict[str, float], set[str]]:
    """Return the words of the lexicon with their Zipf frequency, and those that are names."""
    text = zlib.decompress((HERE / "english.txt.gz").read_bytes(), wbits=31).decode()
    entries = [line.split(" ") for line in text.splitlines()[2:]]
    frequencies = {word: int(value[:2]) / 10 for word, value in entries}
    return frequencies, {word for word, value in entries if value.endswith("*")}


def read_pairs(wheel: bytes, frequencies: dict[str, float]) -> dict[str, str]:
    """Return SymSpell's pairs with their Zipf frequency in tenths."""
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        lines = archive.read(MEMBER).decode("utf-8-sig").splitlines()
    pairs = {}
    for line in lines:
        left, right, count = line.split()
        if left in frequencies and right in frequencies:
            pairs[f"{left} {right}"] = str(round((math.log10(int(count)) - CORPUS + 9) * 10))
    return pairs


def count_compounds(frequencies: dict[str, float], names: set[str]) -> dict[str, str]:
    """Return how many compounds each word begins and ends."""
    begins, ends = Counter[str](), Counter[str]()
    for word, frequency in frequencies.items():
        if word in names or "'" in word or frequency < RAREST_COMPOUND:
            continue
        for place in range(SHORTEST_LEFT, len(word) - SHORTEST_RIGHT + 1):
            left, right = word[:place], word[place:]
            if frequencies.get(left, 0) >= RAREST_PART <= frequencies.get(right, 0):
                begins[left] += 1
                ends[right] += 1
    return {word: f"{begins[word]},{ends[word]}" for word in begins | ends}


def write(name: str, entries: dict[str, str]) -> None:
    """Write the lines of one file, after one that says what it is."""
    licence = "sources and licences: LICENSES.md; made by build_pairs.py"
    lines = [f"# newslint's English {name}; {licence}"]
    lines += [f"{key} {entries[key]}" for key in sorted(entries, key=str.encode)]
    packer = zlib.compressobj(9, wbits=31)  # gzip's format, without a time in it
    data = packer.compress("\n".join([*lines, ""]).encode()) + packer.flush()
    (HERE / f"{name}.txt.gz").write_bytes(data)
    sys.stdout.write(f"{name}: {len(entries):,} lines; {len(data):,} bytes, SHA-256 {sha256(data).hexdigest()}\n")


if __name__ == "__main__":
    main(Path(*sys.argv[1:2]))
