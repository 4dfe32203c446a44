"""newslint in content management systems: nothing goes out unread."""
