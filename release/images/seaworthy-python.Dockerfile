# Python with seaworthy as PID 1. A server of yours on it:
#   FROM seaworthy-python:VERSION
#   COPY . .
#   CMD ["python", "server.py"]
ARG BASE=python:3.13-slim-bookworm
FROM $BASE
ARG VERSION
LABEL org.opencontainers.image.title="seaworthy-python" \
      org.opencontainers.image.description="Python with seaworthy, which runs a stdio MCP server and serves it over HTTP" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY seaworthy /usr/local/bin/
WORKDIR /app
# Of all addresses: loopback would be healthy inside and dead outside. Every other option of `seaworthy run` is a variable, too.
ENV SEAWORTHY_LISTEN=http://0.0.0.0:3000 PYTHONUNBUFFERED=1
# The base image has no user but root. A number: Kubernetes' runAsNonRoot cannot judge a name.
USER 10001:10001
EXPOSE 3000
# Liveness and not readiness: Swarm replaces an unhealthy container. No shell and no curl: the program that serves also asks.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["/usr/local/bin/seaworthy", "health", "--url", "/health/live"]
ENTRYPOINT ["/usr/local/bin/seaworthy", "run", "--"]
CMD ["python", "server.py"]
