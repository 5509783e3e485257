"""What the bot is measured against: small programs that do only what cannot be left out."""
