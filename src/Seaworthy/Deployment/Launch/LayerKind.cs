namespace Seaworthy.Deployment.Launch;

/// <summary>What one program on the way from process 1 to the server does.</summary>
internal enum LayerKind
{
    /// <summary>tini, dumb-init: forwards signals and reaps.</summary>
    Init,

    /// <summary>gosu, su-exec, setpriv, env: becomes the next program.</summary>
    Step,

    /// <summary>A shell with <c>-c</c>.</summary>
    Shell,

    /// <summary>A shell script.</summary>
    Script,

    /// <summary>npm start, npx, uv run, dotnet run: starts the server as a child.</summary>
    Runner,

    /// <summary>seaworthy run.</summary>
    Seaworthy,

    /// <summary>The server itself.</summary>
    Program,
}
