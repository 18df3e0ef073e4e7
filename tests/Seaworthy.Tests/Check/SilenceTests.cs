using Seaworthy.Check;

namespace Seaworthy.Tests.Check;

/// <summary>What looks wrong and is right: no rule may speak.</summary>
public class SilenceTests
{
    private const string Alpine = "==> Dockerfile <==\nFROM alpine:3.21\n";

    [Theory]
    [InlineData("shell-form-command", Alpine + "CMD exec /usr/bin/catalog\n")]
    [InlineData("run-as-non-root", Alpine + "RUN apk add su-exec\nCOPY entrypoint.sh /\nENTRYPOINT [\"/entrypoint.sh\"]\n==> entrypoint.sh <==\n#!/bin/sh\nchown app /data\nexec su-exec app /catalog\n")]
    [InlineData("run-as-non-root", Alpine + "ENTRYPOINT [\"gosu\", \"app\", \"/catalog\"]\n")]
    [InlineData("script-without-exec", Alpine + "COPY entrypoint.sh /\nENTRYPOINT [\"/entrypoint.sh\"]\n==> entrypoint.sh <==\n#!/bin/sh\ntrap 'kill -TERM $p' TERM\n/catalog &\np=$!\nwait $p\n")]
    [InlineData("script-without-exec", Alpine + "COPY entrypoint.sh /\nENTRYPOINT [\"/entrypoint.sh\"]\nCMD [\"/catalog\"]\n==> entrypoint.sh <==\n#!/bin/sh\nset -e\nexec \"$@\"\n")]
    [InlineData("secret-literal", "==> compose.yaml <==\nservices:\n  a: { image: \"x:1\", environment: { API_KEY: \"\", TOKEN: \"${TOKEN}\", DB_PASSWORD_FILE: /run/secrets/db, MAX_TOKENS: \"4096000\" } }\n")]
    [InlineData("healthcheck-tool-missing", "==> Dockerfile <==\nFROM gcr.io/distroless/static-debian12\nCOPY catalog /\nHEALTHCHECK --start-period=5s CMD [\"/catalog\", \"health\"]\nENTRYPOINT [\"/catalog\"]\n")]
    [InlineData("probe-missing", "==> Dockerfile <==\nFROM node:22-slim\nCOPY . /app\nCMD [\"node\", \"/app/server.js\"]\n==> server.js <==\nawait server.connect(new StdioServerTransport());\n")]
    [InlineData("vacuous-check", "==> Dockerfile <==\nFROM debian:12\nHEALTHCHECK --start-period=5s CMD bash -c ':> /dev/tcp/127.0.0.1/3000'\nCMD [\"/catalog\"]\n")]
    [InlineData("healthcheck-tool-missing", "==> Dockerfile <==\nFROM acme/base:1\nHEALTHCHECK --start-period=5s CMD [\"curl\", \"-f\", \"http://127.0.0.1:1\"]\nCMD [\"/catalog\"]\n")]
    [InlineData("single-replica-gap", "==> k8s.yaml <==\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: 1, template: { metadata: { labels: { a: b } } } }\n")]
    [InlineData("loopback-bind", "==> Dockerfile <==\nFROM node:22-slim\nEXPOSE 3000\nCMD [\"seaworthy\", \"run\", \"--listen\", \"http://0.0.0.0:3000\", \"--upstream\", \"http://127.0.0.1:3001/mcp\", \"--\", \"node\", \"a.js\"]\n")]
    [InlineData("shell-form-command", "==> Dockerfile.dev <==\nFROM node:22\nCMD npm run dev\n")]
    [InlineData("shell-wrapped-command", "==> k8s.yaml <==\napiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: \"x:1\", command: [sh, -c, \"a; b\"] }] } } } } }\n")]
    [InlineData("latest-tag", "==> docker/app.Dockerfile <==\nFROM base\nCMD [\"/app\"]\n==> docker/base.Dockerfile <==\nFROM debian:12\n")]
    [InlineData("no-endpoint-drain", "==> k8s.yaml <==\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: db }\nspec: { selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: \"postgres:17\", ports: [{ containerPort: 5432 }] }] } } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { selector: { app: db }, ports: [{ port: 5432 }] }\n")]
    public void Stays_silent(string slug, string files)
    {
        var findings = Checker.Run(ExampleFiles.ReadSet(files), [RuleCatalogue.Find(slug)!]).Findings;

        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(finding => $"{finding.Place.Short} {finding.Message}")));
    }

    [Fact]
    public void An_unknown_image_is_a_doubt_and_no_finding()
    {
        var result = Checker.Run(ExampleFiles.ReadSet("==> Dockerfile <==\nFROM acme/base:1\nHEALTHCHECK --start-period=5s CMD [\"curl\", \"-f\", \"http://127.0.0.1:1\"]\nCMD [\"/catalog\"]\n"),
            [RuleCatalogue.Find("healthcheck-tool-missing")!]);

        Assert.Empty(result.Findings);
        Assert.Contains("acme/base:1", Assert.Single(result.Doubts).Message);
    }
}
