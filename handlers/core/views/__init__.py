"""What people see: pure functions from facts to texts and buttons, one module per topic."""
