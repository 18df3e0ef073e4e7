namespace Seaworthy.Trial.Targets;

/// <summary>How an image is started.</summary>
/// <param name="Image">The image. It is never pulled.</param>
/// <param name="Engine">The program that starts it; null: the first of docker and podman that works.</param>
/// <param name="Port">Where the server listens in the container; null: where the image says.</param>
/// <param name="Environment">Variables for it.</param>
internal sealed record ImageStart(string Image, string? Engine, int? Port, IReadOnlyDictionary<string, string> Environment);
