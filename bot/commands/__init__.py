"""The commands, one file each. A new file here is a new command."""
