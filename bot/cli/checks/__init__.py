"""What is wrong, for the operator: one file a check, each gives findings and hides no other."""
