"""Migrations: one, for the permission."""
