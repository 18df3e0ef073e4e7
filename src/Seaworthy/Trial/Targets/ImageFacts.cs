using System.Globalization;
using System.Text.Json;

namespace Seaworthy.Trial.Targets;

/// <summary>What an image says of itself, from <c>image inspect</c>.</summary>
internal sealed class ImageFacts
{
    private const int UsualPort = 3000;

    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];

    private readonly JsonElement _config;

    private ImageFacts(JsonElement config) => _config = config;

    /// <summary>The user that it runs as; empty is root.</summary>
    public string User => _config.TryGetProperty(nameof(User), out var user) && user.ValueKind == JsonValueKind.String ? user.GetString()! : "";

    /// <summary>Whether it runs as root.</summary>
    public bool IsRoot => User.Split(':')[0] is "" or "0" or "root";

    /// <summary>What is started: entry point and command.</summary>
    public IReadOnlyList<string> Command => [.. Words("Entrypoint"), .. Words("Cmd")];

    /// <summary>Whether a shell stands before the server, so that signals do not reach it: the shell form of CMD and ENTRYPOINT.</summary>
    public bool IsShellForm => Command is [var program, "-c", var script, ..]
        && Shells.Contains(Path.GetFileName(program), StringComparer.Ordinal)
        && !script.TrimStart().StartsWith("exec ", StringComparison.Ordinal);

    /// <summary>Whether it has a HEALTHCHECK.</summary>
    public bool HasHealthcheck => (_config.TryGetProperty("Healthcheck", out var check) || _config.TryGetProperty("HealthCheck", out check))
        && check.ValueKind == JsonValueKind.Object && check.TryGetProperty("Test", out var test) && test.ValueKind == JsonValueKind.Array
        && test.GetArrayLength() > 0 && test[0].GetString() != "NONE";

    /// <summary>The first TCP port that it exposes, or else the usual one.</summary>
    public int Port => _config.TryGetProperty("ExposedPorts", out var ports) && ports.ValueKind == JsonValueKind.Object
        ? ports.EnumerateObject().Select(port => port.Name.Split('/')).Where(words => words is [_] or [_, "tcp"])
            .Select(words => int.Parse(words[0], CultureInfo.InvariantCulture)).FirstOrDefault(UsualPort)
        : UsualPort;

    /// <summary>Reads it.</summary>
    /// <exception cref="TrialException">There is no such image here.</exception>
    public static async Task<ImageFacts> ReadAsync(ContainerEngine engine, string image, CancellationToken cancel)
    {
        try
        {
            using var document = JsonDocument.Parse(await engine.RunAsync(["image", "inspect", "--format", "{{json .Config}}", image], cancel, "image inspect"));
            return new ImageFacts(document.RootElement.Clone());
        }
        catch (TrialException e)
        {
            throw new TrialException($"There is no image {image} here, and the trial pulls none. Build or pull it first. {e.Message}");
        }
    }

    private IEnumerable<string> Words(string name) => _config.TryGetProperty(name, out var words) && words.ValueKind == JsonValueKind.Array
        ? words.EnumerateArray().Select(word => word.GetString() ?? "")
        : [];
}
