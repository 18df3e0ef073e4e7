using NJsonSchema;

namespace Seaworthy.Tests.Check;

public class SarifReportTests
{
    private const string Schema = "tests/schemas/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

    [Fact]
    public async Task Reports_are_valid_by_the_schema_of_OASIS()
    {
        var path = Path.Combine(GeneratedFile.Root, Schema);
        Assert.SkipUnless(File.Exists(path) || Environment.GetEnvironmentVariable("CI") == "true", $"{Schema} is missing: npm ci --prefix tests/schemas");
        var schema = await JsonSchema.FromFileAsync(path, TestContext.Current.CancellationToken);
        using var folder = new CheckFolder("""
            ==> a b/Dockerfile <==
            FROM node:22-slim
            COPY . /app
            CMD node /app/server.js
            ==> a b/compose.yaml <==
            services:
              catalog: { build: ., command: ["seaworthy", "run", "--", "node"], stop_grace_period: 5s }
            """);

        var report = (await folder.CheckAsync("--format", "sarif")).Output;

        Assert.Empty(schema.Validate(report));
        Assert.Contains("\"relatedLocations\"", report);
        Assert.Contains("\"fixes\"", report);
        Assert.Contains("a%20b/compose.yaml", report);
        Assert.NotEmpty(schema.Validate(report.Replace("\"version\": \"2.1.0\"", "\"version\": \"9\"", StringComparison.Ordinal)));
    }
}
