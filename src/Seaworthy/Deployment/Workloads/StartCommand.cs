using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Puts ENTRYPOINT and CMD together, as a container runtime does.</summary>
internal static class StartCommand
{
    /// <summary>The words of process 1 of an image.</summary>
    public static IReadOnlyList<Located> Of(ImageConfig image)
    {
        var entrypoint = image.Entrypoint is { } set ? Words(set.Command, image) : FromBase(image.Facts, image.BasePlace);
        // The shell form of ENTRYPOINT takes no CMD.
        if (image.Entrypoint is { Command.IsExec: false })
            return entrypoint;
        return [.. entrypoint, .. image.Cmd is { } cmd ? Words(cmd.Command, image) : []];
    }

    /// <summary>The words when the platform replaces ENTRYPOINT, CMD or both.</summary>
    /// <param name="image">The image; null when it is built elsewhere.</param>
    /// <param name="facts">What is known of the image.</param>
    /// <param name="entrypoint">What replaces ENTRYPOINT, and empties CMD.</param>
    /// <param name="command">What replaces CMD.</param>
    public static IReadOnlyList<Located> Of(ImageConfig? image, ImageFacts? facts, IReadOnlyList<Located>? entrypoint, IReadOnlyList<Located>? command)
    {
        if (entrypoint is not null)
            return [.. entrypoint, .. command ?? []];
        if (command is null)
            return image is null ? [] : Of(image);
        var own = image?.Entrypoint is { } set ? Words(set.Command, image) : FromBase(facts ?? image?.Facts, command.Count > 0 ? command[0].Place : image?.BasePlace);
        return image?.Entrypoint is { Command.IsExec: false } ? own : [.. own, .. command];
    }

    private static IReadOnlyList<Located> Words(CommandForm form, ImageConfig image)
    {
        if (form.IsExec)
            return form.Words;
        var shell = image.Shell ?? ["/bin/sh", "-c"];
        return [.. shell.Select(word => new Located(word, form.Place)), form.Text.ToLocated()];
    }

    // The entry scripts of the official images end in exec "$@"; what they start is the command behind them.
    private static Located[] FromBase(ImageFacts? facts, Place? place) =>
        place is null || facts?.Entrypoint is not { Count: > 0 } words || words[0].EndsWith("docker-entrypoint.sh", StringComparison.Ordinal)
            ? [] : [.. words.Select(word => new Located(word, place.Value))];
}
