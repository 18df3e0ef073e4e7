using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.DockerfileQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The image of a server on Python.</summary>
internal static class PythonDockerfile
{
    // Versions that exist together with the lock files' formats that are read here; one place to raise them.
    private const string UvImage = "ghcr.io/astral-sh/uv:0.9.7";

    private const string Poetry = "poetry==2.2.1";

    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan, PythonProject project) => $"""
        {ImageEnd.Command(plan)}
        FROM {PlainName.Of(project.BuildImage)} AS build
        WORKDIR /app
        {Tools(project)}
        # An environment of its own, which goes into the image whole.
        RUN python -m venv /opt/venv
        ENV PATH=/opt/venv/bin:$PATH

        {Dependencies(project)}

        COPY . .
        {Itself(project)}
        {ImageEnd.MakeData(plan)}

        FROM {PlainName.Of(project.BaseImage)}
        {ImageEnd.Labels(plan)}
        WORKDIR /app
        # Owned by root: the server cannot change its own code.
        COPY --from=build /opt/venv /opt/venv
        {Block.When(!project.IsPackage, $"COPY --from=build /app ./")}
        {ImageEnd.Write(plan, Why, Variables(project))}
        """;

    private static Block Why => $"""
        # Log lines when they are written, not when four kilobytes are together. No bytecode: the file system is read-only. And a home
        # that can be written, because libraries look for one and the user has none.
        """;

    private static IEnumerable<Assignment> Variables(PythonProject project)
    {
        yield return new("PATH", "/opt/venv/bin:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin");
        yield return new("PYTHONUNBUFFERED", "1");
        yield return new("PYTHONDONTWRITEBYTECODE", "1");
        yield return new("HOME", "/tmp");
        if (project.SourceFolder is { } folder)
            yield return new("PYTHONPATH", $"/app/{folder}");
    }

    private static Block Tools(PythonProject project) => project.Installer switch
    {
        PythonInstaller.Uv => $"""
            COPY --from={PlainName.Of(UvImage)} /uv /usr/local/bin/uv
            # Copies, because the cache is on another file system; and the Python of the image, no other.
            ENV UV_PROJECT_ENVIRONMENT=/opt/venv UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1
            """,
        PythonInstaller.Poetry => $"""
            RUN pip install --no-cache-dir {PlainName.Of(Poetry.Split("==")[0])}=={PlainName.Of(Poetry.Split("==")[1])}
            # Into the environment below, which Poetry finds by this variable.
            ENV VIRTUAL_ENV=/opt/venv POETRY_NO_INTERACTION=1
            """,
        _ => $"ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1",
    };

    private static Block Dependencies(PythonProject project)
    {
        if (project.Manifests.Count == 0)
            return $"# Without a lock file the packages come with the project itself.";
        return $"""
            # Only what an installation reads: this layer is built again when a dependency changes, not when the code does.
            COPY {new CopiedPaths(project.Manifests, "./")}
            {Block.When(project.Installer == PythonInstaller.Requirements, $"RUN pip install --requirement requirements.txt")}
            {Block.When(project.Installer == PythonInstaller.Uv, $"RUN uv sync --frozen --no-dev --no-install-project")}
            {Block.When(project.Installer == PythonInstaller.Poetry, $"RUN poetry install --only main --no-root")}
            """;
    }

    private static Block Itself(PythonProject project) => project.Installer switch
    {
        PythonInstaller.Uv when project.IsPackage => $"RUN uv sync --frozen --no-dev --no-editable",
        PythonInstaller.Pip => $"RUN pip install .",
        PythonInstaller.Poetry when project.IsPackage => $"RUN pip install --no-deps .",
        _ => Block.Empty,
    };
}
