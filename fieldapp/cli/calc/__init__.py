"""The rules without a screen: a question as a JSON file, the answer as JSON, one module a kind of question."""
