"""What `make bench` measures: every figure beside a plainer way of doing the same, in one run on one machine."""
