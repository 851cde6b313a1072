"""What we ask of the database beyond the ORM: statements prepared once, and turns to write."""
