"""Cards, questions and quotes on a screen."""
