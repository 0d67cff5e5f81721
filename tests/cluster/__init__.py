"""The whole of a company's server side on one machine: several database servers, file stores and server processes,
laptops that sync through them under load, and their leader killed in the middle. `python -m tests.cluster` runs it."""
