"""The only place that knows KIE's JSON: requests out, answers and callbacks in."""
