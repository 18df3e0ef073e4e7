#!/bin/bash
until pg_isready -h db; do sleep 1; done
trap 'kill -TERM "$pid"; wait "$pid"' TERM
harbor serve &
pid=$!
wait "$pid"
