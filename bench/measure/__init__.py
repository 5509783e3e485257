"""What is measured, one idea a file; each yields lines of the table."""
