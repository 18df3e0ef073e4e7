namespace Seaworthy.ContainerTests.Harness;

/// <summary>The images under test, each built once from a copy of the repository that holds what a clone would.</summary>
internal static class ProductImages
{
    private static readonly Lazy<Task<BuiltImage>> SharedRuntimeBuild = new(() => BuildProductAsync("Dockerfile"));
    private static readonly Lazy<Task<BuiltImage>> NativeBuild = new(() => BuildProductAsync("Dockerfile.aot"));
    private static readonly Lazy<Task<BuiltImage>> ShellFormBuild = new(BuildShellFormAsync);

    /// <summary>Of <c>Dockerfile</c>.</summary>
    public static Task<BuiltImage> SharedRuntimeAsync() => BuiltAsync(SharedRuntimeBuild);

    /// <summary>Of <c>Dockerfile.aot</c>.</summary>
    public static Task<BuiltImage> NativeAsync() => BuiltAsync(NativeBuild);

    /// <summary>A bad one: the same server behind a shell, which gets the signals in its place.</summary>
    public static Task<BuiltImage> ShellFormAsync() => BuiltAsync(ShellFormBuild);

    private static async Task<BuiltImage> BuiltAsync(Lazy<Task<BuiltImage>> build)
    {
        await Docker.RequireAsync();
        return await build.Value;
    }

    private static async Task<BuiltImage> BuildProductAsync(string dockerfile)
    {
        using var context = new TemporaryFolder();
        await Repository.CopyToAsync(context.Path);
        // What is on a developer's disk and must not go into an image.
        context.Write("samples/ProductServer/.env.production", "POSTGRES_PASSWORD=planted");
        context.Write("artifacts/planted.bin", new string('x', 5_000_000));
        var tag = TestRun.NewName("image");
        return new BuiltImage(tag, await Docker.BuildAsync(tag, Path.Combine(context.Path, "samples/ProductServer", dockerfile), context.Path));
    }

    private static async Task<BuiltImage> BuildShellFormAsync()
    {
        var good = await SharedRuntimeAsync();
        using var context = new TemporaryFolder();
        var dockerfile = context.Write("Dockerfile", $"""
            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            WORKDIR /app
            COPY --from={good.Tag} /app ./
            ENV ASPNETCORE_HTTP_PORTS=3000 DATA_DIR=/tmp
            # dash replaces itself by a last command in some versions; the line after it keeps it as PID 1 in all of them.
            ENTRYPOINT dotnet ProductServer.dll; echo left
            """);
        var tag = TestRun.NewName("image");
        return new BuiltImage(tag, await Docker.BuildAsync(tag, dockerfile, context.Path));
    }
}
