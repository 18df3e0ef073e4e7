# Node with seaworthy as PID 1. A server of yours on it:
#   FROM seaworthy-node:VERSION
#   COPY . .
#   CMD ["node", "server.js"]
ARG BASE=node:22-bookworm-slim
FROM $BASE
ARG VERSION
LABEL org.opencontainers.image.title="seaworthy-node" \
      org.opencontainers.image.description="Node with seaworthy, which runs a stdio MCP server and serves it over HTTP" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY seaworthy /usr/local/bin/
WORKDIR /app
# Of all addresses: loopback would be healthy inside and dead outside. Every other option of `seaworthy run` is a variable, too.
ENV SEAWORTHY_LISTEN=http://0.0.0.0:3000 NODE_ENV=production
# The user node of the base image. A number: Kubernetes' runAsNonRoot cannot judge a name.
USER 1000:1000
EXPOSE 3000
# Liveness and not readiness: Swarm replaces an unhealthy container. No shell and no curl: the program that serves also asks.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["/usr/local/bin/seaworthy", "health", "--url", "/health/live"]
ENTRYPOINT ["/usr/local/bin/seaworthy", "run", "--"]
CMD ["node", "."]
