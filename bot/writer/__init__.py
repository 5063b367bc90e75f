"""The writer: a language model that suggests words, which people see before anything is made of them."""
