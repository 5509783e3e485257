"""The vault: tokens that are not in the settings, kept encrypted and renewed by one at a time."""
