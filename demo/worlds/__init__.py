"""One file a plan, named after its key, with a `WORLD`: found there by itself, see `demo.plan_world`."""
