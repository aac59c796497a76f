"""One file a plan, named after its key, with a `WORLD`: found there by itself, see `bot.demo.world`."""
