"""Groups, their menus, the operator's list of them, and groups that become another chat."""
