#!/bin/sh
set -e
chown -R archive:archive /data
exec su-exec archive /usr/local/bin/archive serve --port 8081
