"""What stands between a request and a page: limits, who asks, forged requests, headers."""
