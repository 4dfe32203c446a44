"""How the service bears load."""
