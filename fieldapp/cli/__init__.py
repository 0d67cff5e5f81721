"""The headless commands: server, import, calc, verify, doctor."""
