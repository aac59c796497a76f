"""The steps from any earlier schema to this one; Alembic runs them (`storage.migrate`)."""
