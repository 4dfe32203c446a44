"""How fast newslint is, beside other tools and on articles of each length."""
