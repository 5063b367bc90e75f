"""Files on their way: download, inspect, resize, and decide in which form to send them."""
