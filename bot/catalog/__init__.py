"""WHAT can be made: the models, their options, references and exact prices. Data, and rules over that data."""
