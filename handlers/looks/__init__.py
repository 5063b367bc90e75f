"""Looks: kept of results, used, given away, and published by the operator."""
