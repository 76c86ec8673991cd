"""The links that a book cites: found with their places, asked politely, told when they lead nowhere."""
