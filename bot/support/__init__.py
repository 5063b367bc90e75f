"""Support: people write to the operators, who answer."""
