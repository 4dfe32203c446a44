"""Many articles: several processes, and a cache of what was found before."""
