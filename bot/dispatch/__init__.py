"""From a line to a permitted command, and from the command to a reply."""
