"""What both ends of the wire must agree on: messages, codec, verdicts, canonical form."""
