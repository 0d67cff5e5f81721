"""Papers that people sign: their content, their pages, the ink and seals on them, and the proof that they are whole."""
