#!/bin/sh
# Options and scripts go to node, anything else is a program.
case $1 in
  -*) exec node "$@" ;;
esac
if ! command -v "$1" >/dev/null || { [ -f "$1" ] && ! [ -x "$1" ]; }; then
  exec node "$@"
fi
exec "$@"
