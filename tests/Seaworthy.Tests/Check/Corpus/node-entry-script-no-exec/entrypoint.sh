#!/bin/sh
set -e
echo "running migrations"
npx prisma migrate deploy
node server.js
