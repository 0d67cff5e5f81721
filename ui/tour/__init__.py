"""A whole day driven through the real windows without a person: to show it, and to prove that it can be done."""
