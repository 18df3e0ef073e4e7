using System.Text.RegularExpressions;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>A secret in a file.</summary>
internal sealed partial class SecretLiteralRule() : Rule("secret-literal", Severity.Error, RuleGroup.Security)
{
    public override string What => "A password, token or key stands in a file as it is.";

    public override string Why => "It is in the history for ever, in every image layer, and whoever may inspect the container reads it.";

    public override string Fix => "A file that is not committed (env_file, secrets), secretKeyRef, or LoadCredential; and change the secret.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["env-var-secret", "SecretsUsedInArgOrEnv", "CKV_SECRET"];

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            environment:
              DATABASE_URL: postgres://catalog:hunter2hunter2@db/catalog
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            environment:
              DATABASE_URL: ${DATABASE_URL:?set it in .env}
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (name, value) in model.Workloads.SelectMany(Written))
        {
            if (IsSecret(name, value.Text) && !FromElsewhere(value))
            {
                yield return At(value.Place, $"{name} holds a secret as it is.", FileNames.KindOf(value.Place.File.Path) is FileKind.Project or FileKind.BuildSettings
                    ? $"no ContainerEnvironmentVariable {name}: a secret where the container runs" : $"a reference: ${{{name}}} from a file that is not committed, or a secret");
            }
        }
    }

    /// <summary>The variables that this very file writes; those of an .env file are where they belong.</summary>
    private static IEnumerable<(string Name, Located Value)> Written(Workload workload) => workload.Environment
        .Where(entry => entry.Value is not null && (workload.Platform == Platform.Image || entry.Value.Place.File != workload.Build?.File))
        .Where(entry => FileNames.KindOf(entry.Value!.Place.File.Path) != FileKind.Environment)
        .Select(entry => (entry.Key, entry.Value!));

    // A value that came out of a variable is not written here.
    private static bool FromElsewhere(Located value) => value.Place.Text.Contains('$', StringComparison.Ordinal);

    private static bool IsSecret(string name, string value)
    {
        if (Url().Match(value) is { Success: true } url)
            return !IsPlaceholder(url.Groups["password"].Value);
        return Name().IsMatch(name) && !NoSecret().IsMatch(name) && value.Length >= 6 && !value.StartsWith('/') && !value.Contains("://", StringComparison.Ordinal)
            && !IsPlaceholder(value) && !bool.TryParse(value, out _) && !value.All(char.IsAsciiDigit);
    }

    private static bool IsPlaceholder(string value) => value.Length == 0 || value.All(c => c is '*' or 'x' or 'X' or '.') || Placeholder().IsMatch(value);

    [GeneratedRegex("(?:^|_)(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY|APIKEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?|PASSPHRASE)(?:$|_)", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    // Names that speak of a secret and hold something else.
    [GeneratedRegex("(?:_FILE|_PATH|_NAME|_URL|_URI|_ENDPOINT|_TTL|_EXPIR\\w*|_LENGTH|_TYPE|_HEADER|_ID|_ARN|_LIMIT|_TIMEOUT|_REQUIRED|_ENABLED|MAX_TOKENS?|TOKENS?_\\w*(?:MAX|LIMIT)|_ISSUER|_AUDIENCE|_ALGORITHM|^PWD)$", RegexOptions.IgnoreCase)]
    private static partial Regex NoSecret();

    [GeneratedRegex(@"^[a-z][a-z0-9+.-]*://[^:/@\s]+:(?<password>[^@/\s]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"^[<\[{(].*[>\]})]$|change[-_ ]?(?:me|this|in)|your[-_ ]|replace|placeholder|example|todo|dummy|^(?:none|null|test|secret|password|token|redacted|unset|optional|required)$", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
