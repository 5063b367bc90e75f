# Asking in groups

toast-dismissed = Put away. Nothing was charged.
