# The program and nothing else, to be copied into any image: COPY --from=seaworthy:VERSION /seaworthy /usr/local/bin/seaworthy
# It also runs by itself: docker run --rm --volume "$PWD:/work:ro" --workdir /work seaworthy:VERSION check
FROM scratch
ARG VERSION
LABEL org.opencontainers.image.title="seaworthy" \
      org.opencontainers.image.description="The production runtime for MCP servers" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY seaworthy LICENSE /
# A number that belongs to nobody: there is no /etc/passwd, and nothing here needs root.
USER 65532:65532
ENTRYPOINT ["/seaworthy"]
