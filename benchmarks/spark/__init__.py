"""How many articles a second Spark checks with one core and with two, and what very many would cost."""
