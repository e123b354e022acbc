"""The shell: parse, call, print, exit code. Only here: typer, the clock, the working folder, the environment."""
