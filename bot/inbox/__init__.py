"""The inbox: questions are accepted once, handed over once, and survive."""
