"""The pictures of the documents, taken from the sandbox's page on a phone's screen."""
