"""Whether KIE serves: circuit breakers of keys and models, the KIE balance, alerts to the operator, own keys."""
