"""What `xiaohao` can do: a file a command, a folder a group of commands, see `bot.cli.command`."""
